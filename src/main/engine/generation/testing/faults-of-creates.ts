import type { FaultOrder } from '../../../../simulator/fault'

export type Action = FaultOrder['action']

export function redirectTo(location: string): Action {
  return { kind: 'redirect', status: 307, location }
}

/** Faults whose right answer comes in spite of them. */
export const survived: Readonly<Record<string, Action>> = {
  'a trickle': { kind: 'trickle', bytesPerSecond: 2000 },
  'a slow body': { kind: 'slowBody', milliseconds: 150 },
}

/** Faults after which nobody can say whether the request was carried out. */
interface LostAnswer {
  readonly action: () => Action
  readonly code: string
  /** What the server made all the same. */
  readonly tasks: 0 | 1
  /** Requests that are journalled and that the server has not counted. */
  readonly unread?: 1
}

export function faultsThatProveNothing(elsewhere: () => Action): Readonly<Record<string, LostAnswer>> {
  return {
    'a reset before the request is read': {
      action: () => ({ kind: 'drop', when: 'beforeReading' }),
      code: 'ANSWER.LOST',
      tasks: 0,
      // The server cuts the connection before it counts: the one request that is journalled and not seen.
      unread: 1,
    },
    'a reset after the request was read': {
      action: () => ({ kind: 'drop', when: 'beforeEffect' }),
      code: 'ANSWER.LOST',
      tasks: 0,
    },
    'a reset after the task was made': {
      action: () => ({ kind: 'drop', when: 'afterEffect' }),
      code: 'ANSWER.LOST',
      tasks: 1,
    },
    'a reset in the middle of the answer': { action: () => ({ kind: 'resetMidBody' }), code: 'ANSWER.LOST', tasks: 1 },
    'no answer': { action: () => ({ kind: 'stall' }), code: 'ANSWER.LOST', tasks: 0 },
    'no answer although the task was made': {
      action: () => ({ kind: 'stall', takesEffect: true }),
      code: 'ANSWER.LOST',
      tasks: 1,
    },
    'an answer that stops halfway': { action: () => ({ kind: 'stallMidBody' }), code: 'ANSWER.LOST', tasks: 1 },
    'an answer cut short without a length': {
      action: () => ({ kind: 'truncate' }),
      code: 'ANSWER.UNREADABLE',
      tasks: 1,
    },
    'an answer shorter than its length': {
      action: () => ({ kind: 'wrongLength', by: 20 }),
      code: 'ANSWER.LOST',
      tasks: 1,
    },
    'an answer longer than its length': {
      action: () => ({ kind: 'wrongLength', by: -20 }),
      code: 'ANSWER.UNREADABLE',
      tasks: 1,
    },
    'an answer with other bytes in it': { action: () => ({ kind: 'corrupt' }), code: 'ANSWER.UNREADABLE', tasks: 1 },
    'half an answer': { action: () => ({ kind: 'truncatedJson' }), code: 'ANSWER.UNREADABLE', tasks: 1 },
    'a success without an id': { action: () => ({ kind: 'withoutId' }), code: 'ANSWER.UNREADABLE', tasks: 1 },
    'a page in place of data': {
      action: () => ({ kind: 'html', takesEffect: true }),
      code: 'ANSWER.UNREADABLE',
      tasks: 1,
    },
    'a redirect': { action: elsewhere, code: 'ANSWER.SERVER', tasks: 0 },
    ...Object.fromEntries(
      [408, 409, 500, 502, 503, 504].map((status) => [
        `error ${status} although the task was made`,
        {
          action: (): Action => ({ kind: 'status', status, takesEffect: true }),
          code: 'ANSWER.SERVER',
          tasks: 1 as const,
        },
      ]),
    ),
  }
}
