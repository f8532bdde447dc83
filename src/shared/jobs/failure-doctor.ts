/** What can be done about a failure. `never`: not as it is asked; `later`: the same again may go well. */
type Retry = 'never' | 'afterChange' | 'later' | 'waits'

/** Who pays as a rule; the task's own cost, where it is told, is the truth. */
type Payer = 'user' | 'provider' | 'nobody' | 'unknown'

export interface Diagnosis {
  /** Begins the failure codes it speaks of. */
  readonly prefix: string
  /** What happened, one sentence. */
  readonly words: string
  /** What to do next, one sentence. */
  readonly next: string
  readonly retry: Retry
  readonly pays: Payer
}

/** The codes this program gives by itself, each a row below; all others come from providers. */
export const ownCodes = [
  'KEY.MISSING',
  'KEY.REFUSED',
  'CREDITS.SHORT',
  'BUDGET.EXCEEDED',
  'DISK.FULL',
  'PICTURE.SMALL',
  'REFERENCE.LEFT_OUT',
  'LIMIT.DAILY',
  'LIMIT.RATE',
  'REQUEST.TOO_LARGE',
  'REQUEST.INVALID',
  'REQUEST.NOT_SERVED',
  'UPLOAD.FAILED',
  'UPSTREAM.FAILED',
  'INPUT.MISSING',
  'CONNECTION.NONE',
  'ENDPOINT.OTHER',
  'ANSWER.LOST',
  'ANSWER.SERVER',
  'ANSWER.UNREADABLE',
  'STATUS.UNKNOWN',
  'TASK.GONE',
  'CLIP.MISSING',
  'CLIP.DAMAGED',
  'REHEARSAL.FAILED',
  'DISMISSED',
] as const
export type OwnCode = (typeof ownCodes)[number]

const moderated = { retry: 'never', pays: 'user' } as const
const notSent = { pays: 'nobody' } as const

/**
 * Every failure in plain words, the most particular prefix first. Runway's own codes are documented at
 * https://docs.dev.runwayml.com/errors/task-failures (read 2026-11-21); the set is open, so the last row takes the rest.
 */
export const diagnoses: readonly Diagnosis[] = [
  {
    ...moderated,
    prefix: 'SAFETY.INPUT.TEXT',
    words: 'The prompt was refused by moderation.',
    next: 'Change the prompt. Sending the same again can suspend the account.',
  },
  {
    ...moderated,
    prefix: 'SAFETY.INPUT.IMAGE',
    words: 'A picture was refused by moderation.',
    next: 'Use another picture. Sending the same again can suspend the account.',
  },
  {
    ...moderated,
    prefix: 'SAFETY.INPUT',
    words: 'What was sent was refused by moderation.',
    next: 'Change the prompt or the picture before trying again.',
  },
  {
    ...moderated,
    prefix: 'SAFETY.OUTPUT',
    words: 'The clip was made, then held back by moderation.',
    next: 'Change the prompt, then try again.',
  },
  {
    ...moderated,
    prefix: 'SAFETY',
    words: 'Moderation refused this shot.',
    next: 'Change the prompt or the picture before trying again.',
  },
  {
    ...moderated,
    prefix: 'INPUT_PREPROCESSING.SAFETY',
    words: 'The prompt was refused by moderation before anything was made.',
    next: 'Change the prompt before trying again.',
  },
  {
    prefix: 'INPUT_PREPROCESSING',
    words: 'The provider could not prepare the request.',
    next: 'The fault is on their side: try again in a few minutes.',
    retry: 'later',
    pays: 'provider',
  },
  {
    prefix: 'INTERNAL.BAD_OUTPUT',
    words: 'The clip came out unusable, often because of text or logos in the picture.',
    next: 'Use a picture without overlays or change the prompt, then try again.',
    retry: 'afterChange',
    pays: 'provider',
  },
  {
    prefix: 'INTERNAL',
    words: 'The provider had a fault of its own.',
    next: 'Try again in a few minutes.',
    retry: 'later',
    pays: 'provider',
  },
  {
    prefix: 'ASSET.INVALID',
    words: 'A picture has a size, length or kind that the model does not take.',
    next: 'Use another picture or another format.',
    retry: 'afterChange',
    pays: 'unknown',
  },
  {
    prefix: 'THIRD_PARTY.UNAVAILABLE',
    words: 'The maker of this model can’t be reached by the provider.',
    next: 'Try again later, or choose another model.',
    retry: 'later',
    pays: 'unknown',
  },
  {
    ...notSent,
    prefix: 'KEY.MISSING',
    words: 'There is no key for this account.',
    next: 'Enter it in Settings; the shot goes on by itself.',
    retry: 'waits',
  },
  {
    ...notSent,
    prefix: 'KEY.REFUSED',
    words: 'The provider refused the key.',
    next: 'Check the key in Settings; it may have been disabled.',
    retry: 'afterChange',
  },
  {
    ...notSent,
    prefix: 'CREDITS.SHORT',
    words: 'The account has too few credits for this shot.',
    next: 'Buy credits there, or choose a cheaper model, then try again.',
    retry: 'afterChange',
  },
  {
    ...notSent,
    prefix: 'BUDGET.EXCEEDED',
    words: 'This shot would cost more than the film’s budget has left.',
    next: 'Raise the budget in the film’s settings, then try again.',
    retry: 'afterChange',
  },
  {
    ...notSent,
    prefix: 'DISK.FULL',
    words: 'There is too little room on the disk to keep the clip.',
    next: 'Free some space, then try again.',
    retry: 'afterChange',
  },
  {
    ...notSent,
    prefix: 'PICTURE.SMALL',
    words: 'The picture has far fewer pixels than the clip and will look soft.',
    next: 'Use a larger picture if you have one.',
    retry: 'afterChange',
  },
  {
    ...notSent,
    prefix: 'REFERENCE.LEFT_OUT',
    words: 'The model does not take a reference as it is meant.',
    next: 'Choose a model that does, or leave its name as plain words.',
    retry: 'afterChange',
  },
  {
    ...notSent,
    prefix: 'LIMIT.DAILY',
    words: 'The account’s daily limit for this model is used up.',
    next: 'It is tried again every 15 minutes; the limit frees up over 24 hours.',
    retry: 'waits',
  },
  {
    ...notSent,
    prefix: 'LIMIT.RATE',
    words: 'The provider asks to slow down.',
    next: 'It is tried again by itself.',
    retry: 'waits',
  },
  {
    ...notSent,
    prefix: 'REQUEST.TOO_LARGE',
    words: 'The request is larger than the provider takes.',
    next: 'Use a smaller picture, then try again.',
    retry: 'afterChange',
  },
  {
    ...notSent,
    prefix: 'REQUEST.INVALID',
    words: 'The provider does not take this request as it is.',
    next: 'Read what it objects to, change the shot, then try again.',
    retry: 'afterChange',
  },
  {
    ...notSent,
    prefix: 'REQUEST.NOT_SERVED',
    words: 'There is no such service at this address.',
    next: 'Check the address in Settings.',
    retry: 'afterChange',
  },
  {
    ...notSent,
    prefix: 'UPLOAD.FAILED',
    words: 'A file could not be brought to the provider.',
    next: 'It is tried again by itself.',
    retry: 'waits',
  },
  {
    ...notSent,
    prefix: 'UPSTREAM.FAILED',
    words: 'The shot it starts from was not generated.',
    next: 'Generate that one first.',
    retry: 'afterChange',
  },
  {
    ...notSent,
    prefix: 'INPUT.MISSING',
    words: 'One of its pictures could not be made.',
    next: 'Look at its start and end frame, then try again.',
    retry: 'afterChange',
  },
  {
    ...notSent,
    prefix: 'CONNECTION.NONE',
    words: 'There is no connection.',
    next: 'It goes on by itself once there is one.',
    retry: 'waits',
  },
  {
    ...notSent,
    prefix: 'ENDPOINT.OTHER',
    words: 'This task was made at another address than the one in Settings.',
    next: 'Set that address again to collect the clip.',
    retry: 'waits',
  },
  {
    prefix: 'ANSWER.LOST',
    words: 'The request was sent and no answer came.',
    next: 'It may have been charged: look at the balance, then choose what to do.',
    retry: 'never',
    pays: 'unknown',
  },
  {
    prefix: 'ANSWER.SERVER',
    words: 'The server failed while it had the request.',
    next: 'It may have been charged: look at the balance, then choose what to do.',
    retry: 'never',
    pays: 'unknown',
  },
  {
    prefix: 'ANSWER.UNREADABLE',
    words: 'The answer can’t be read, so nobody knows whether a task was made.',
    next: 'It may have been charged: look at the balance, then choose what to do.',
    retry: 'never',
    pays: 'unknown',
  },
  {
    prefix: 'STATUS.UNKNOWN',
    words: 'The provider names a state of the task that this version does not know.',
    next: 'It is asked again by itself; a newer version may know it.',
    retry: 'waits',
    pays: 'unknown',
  },
  {
    prefix: 'TASK.GONE',
    words: 'The provider does not know this task: it was deleted, or it belongs to another account.',
    next: 'If another key made it, enter that key and the task id; else dismiss it.',
    retry: 'never',
    pays: 'unknown',
  },
  {
    prefix: 'CLIP.MISSING',
    words: 'The clip is finished and can’t be fetched yet.',
    next: 'It is fetched again by itself, which costs nothing.',
    retry: 'waits',
    pays: 'user',
  },
  {
    prefix: 'CLIP.DAMAGED',
    words: 'The finished clip can’t be brought here whole.',
    next: 'Fetch it again: that costs nothing.',
    retry: 'later',
    pays: 'user',
  },
  {
    ...notSent,
    prefix: 'REHEARSAL.FAILED',
    words: 'The rehearsal could not be made on this computer.',
    next: 'Read the reason; free some space or change the picture, then try again.',
    retry: 'later',
  },
  {
    prefix: 'DISMISSED',
    words: 'No answer ever came, and you dismissed it.',
    next: 'Generate again when you want a take.',
    retry: 'later',
    pays: 'unknown',
  },
]

const unknown: Diagnosis = {
  prefix: '',
  words: 'The provider says the task failed, with a reason that this version does not know.',
  next: 'Look at the reason; a change of prompt or picture may help.',
  retry: 'afterChange',
  pays: 'unknown',
}

/** What a failure code means; codes that nobody knows get an honest answer too. */
export function diagnose(code: string | null): Diagnosis {
  if (code === null || code === '') return diagnoses.find(({ prefix }) => prefix === 'INTERNAL') ?? unknown
  return diagnoses.find(({ prefix }) => code === prefix || code.startsWith(`${prefix}.`)) ?? unknown
}
