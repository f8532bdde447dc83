import type { OwnCode } from '../../../../shared/jobs/failure-doctor'
import { NotConnected } from '../fetch-at'
import { ProviderHold, type CreateOutcome, type Failure } from '../provider'

/** An answer as it came. `body` is undefined when it is no JSON. */
export interface GatewayAnswer {
  readonly status: number
  readonly body: unknown
  /** Milliseconds until the server wants to be asked again; null when it does not say. */
  readonly wait: number | null
}

type Rejection = Failure & { readonly retry: boolean; readonly wait: number | null }

/** Quota, as these servers call what is left to spend, and what they say in Chinese. */
const short = /quota|balance|credit|insufficient|not enough|余额|额度/i

interface Proof {
  readonly status: number
  /** Why nothing can have been created then. */
  readonly because: string
  readonly outcome: (label: string, words: string) => { readonly code: OwnCode; readonly reason: string }
}

function refusedRequest(label: string, words: string): { readonly code: OwnCode; readonly reason: string } {
  if (short.test(words))
    return { code: 'CREDITS.SHORT', reason: `The account at ${label} has too little left for this shot.` }
  return { code: 'REQUEST.INVALID', reason: `${label} does not take this request: ${words || 'it gave no reason'}` }
}

function refusedKey(label: string, words: string): { readonly code: OwnCode; readonly reason: string } {
  if (short.test(words)) return refusedRequest(label, words)
  return { code: 'KEY.REFUSED', reason: `${label} refused the key${words ? `: ${words}` : '.'}` }
}

/**
 * The answers to a create that prove that nothing was created; every other one proves nothing, for between such a server
 * and Runway stands the server's own queue. None of them documents its answers: these are the statuses that every layer
 * of theirs gives before it hands a request on, or that Runway itself gives instead of a task.
 */
export const gatewayProofs: readonly Proof[] = [
  { status: 400, because: 'the request was looked at and refused', outcome: refusedRequest },
  { status: 401, because: 'the key was refused before the request was looked at', outcome: refusedKey },
  { status: 403, because: 'the key may not, or has nothing left to spend', outcome: refusedKey },
  {
    status: 404,
    because: 'there is nothing at this address that could create',
    outcome: (label) => ({
      code: 'REQUEST.NOT_SERVED',
      reason: `There is no such service at the address of ${label}.`,
    }),
  },
  { status: 422, because: 'the request was looked at and refused', outcome: refusedRequest },
  {
    status: 429,
    because: 'the request was turned away for being one too many',
    outcome: (label) => ({ code: 'LIMIT.RATE', reason: `${label} asks to slow down. It is tried again by itself.` }),
  },
]

function rejectionOf({ status, wait }: GatewayAnswer, label: string, words: string): Rejection | null {
  const proof = gatewayProofs.find((one) => one.status === status)
  if (!proof) return null
  const retry = status === 429
  return { ...proof.outcome(label, words), retry, wait: retry ? wait : null }
}

/** A success that does not name its task. */
function unreadable(label: string): CreateOutcome {
  return { kind: 'unknown', reason: `The answer of ${label} can’t be read.`, code: 'ANSWER.UNREADABLE' }
}

/** What the answer to a create proves. `taskId`: the task that it names. */
export function outcomeOf(
  answer: GatewayAnswer,
  label: string,
  { taskId, words }: { readonly taskId: string | null; readonly words: string },
): CreateOutcome {
  const { status } = answer
  if (status >= 200 && status < 300) {
    return taskId === null ? unreadable(label) : { kind: 'accepted', taskId, estimate: null }
  }
  const rejection = rejectionOf(answer, label, words)
  if (rejection) return { kind: 'rejected', ...rejection }
  const reason = `${label} answered with error ${status} while it had the request.`
  return { kind: 'unknown', reason, code: 'ANSWER.SERVER' }
}

export function noConnection(label: string): string {
  return `There is no connection to ${label}. It goes on by itself.`
}

/** What a create without an answer proves. */
export function outcomeOfSilence(error: unknown, label: string): CreateOutcome {
  if (error instanceof NotConnected) {
    return { kind: 'rejected', code: 'CONNECTION.NONE', reason: noConnection(label), retry: true, wait: null }
  }
  return { kind: 'unknown', reason: 'The request was sent and no answer came.', code: 'ANSWER.LOST' }
}

/** Why a call that costs nothing did not work; null for an answer that is to be read. */
export function holdOfAnswer({ status, wait }: GatewayAnswer, label: string): ProviderHold | null {
  if (status === 401 || status === 403) {
    return new ProviderHold('KEY.REFUSED', `${label} refused the key. Check it in Settings.`, 30_000)
  }
  if (status === 429) return new ProviderHold('LIMIT.RATE', `${label} asks to slow down. It goes on by itself.`, wait)
  if (status >= 500 || status === 408 || status === 409 || (status >= 300 && status < 400)) {
    return new ProviderHold('ANSWER.SERVER', `${label} has trouble (error ${status}). It goes on by itself.`, wait)
  }
  return null
}
