import type { OwnCode } from '../../../../shared/jobs/failure-doctor'
import { sha256 } from '../../../../shared/models/sha256'
import { NotConnected } from '../fetch-at'
import { ProviderHold, type CreateOutcome } from '../provider'

/** An answer as it came. `body` is undefined when it is no JSON. */
export interface UseapiAnswer {
  readonly status: number
  readonly body: unknown
}

type Reason = { readonly code: OwnCode; readonly reason: string }

interface Proof {
  readonly status: number
  /** Why nothing can have been created then. */
  readonly because: string
  readonly retry: boolean
  readonly outcome: (words: string) => Reason
}

function said(words: string): string {
  return words === '' ? '.' : `: ${words}`
}

/**
 * The answers to a create that its pages list beside 200 (useapi.net/docs/api-runwayml-v1, read 2026-11-25). Each is given
 * in place of a task, so nothing was created. Every other answer proves nothing, and the list of tasks is looked through.
 */
const proofs: readonly Proof[] = [
  {
    status: 400,
    because: 'the request was looked at and refused',
    retry: false,
    outcome: (words) => ({ code: 'REQUEST.INVALID', reason: `useapi.net does not take this request${said(words)}` }),
  },
  {
    status: 401,
    because: 'the token was refused before the request was looked at',
    retry: false,
    outcome: (words) => ({ code: 'KEY.REFUSED', reason: `useapi.net refused the token${said(words)}` }),
  },
  {
    status: 404,
    because: 'a picture or the service itself is not there',
    retry: false,
    outcome: (words) => ({
      code: 'REQUEST.NOT_SERVED',
      reason: `useapi.net does not find what is asked for${said(words)}`,
    }),
  },
  {
    status: 412,
    because: 'Runway refused the task for want of credits',
    retry: false,
    outcome: () => ({
      code: 'CREDITS.SHORT',
      reason: 'The Runway account at useapi.net has too few credits for this shot.',
    }),
  },
  {
    status: 429,
    because: 'too many tasks are going on, so this one was not begun',
    retry: true,
    outcome: () => ({
      code: 'LIMIT.RATE',
      reason: 'The Runway account at useapi.net is busy with other tasks. It is tried again by itself.',
    }),
  },
]

/**
 * How long to wait after a 429: 10 to 30 seconds, as its pages ask for. By chance, but the same for the same attempt, so
 * that shots which were turned away together do not come back together.
 */
export function busyWait(attemptId: string): number {
  return 10_000 + Math.floor((Number.parseInt(sha256(attemptId).slice(0, 8), 16) / 0x1_0000_0000) * 20_000)
}

/** What the answer to a create proves. `taskId`: the task that it names. */
export function outcomeOf(
  { status }: UseapiAnswer,
  { taskId, words, attemptId }: { readonly taskId: string | null; readonly words: string; readonly attemptId: string },
): CreateOutcome {
  if (status >= 200 && status < 300) {
    if (taskId !== null) return { kind: 'accepted', taskId, estimate: null }
    return { kind: 'unknown', reason: 'The answer of useapi.net can’t be read.', code: 'ANSWER.UNREADABLE' }
  }
  const proof = proofs.find((one) => one.status === status)
  if (proof) {
    const { retry, outcome } = proof
    return { kind: 'rejected', ...outcome(words), retry, wait: retry ? busyWait(attemptId) : null }
  }
  const reason = `useapi.net answered with error ${status} while it had the request.`
  return { kind: 'unknown', reason, code: 'ANSWER.SERVER' }
}

export const noConnection = 'There is no connection to useapi.net. It goes on by itself.'

/** What a create without an answer proves. */
export function outcomeOfSilence(error: unknown): CreateOutcome {
  if (error instanceof NotConnected) {
    return { kind: 'rejected', code: 'CONNECTION.NONE', reason: noConnection, retry: true, wait: null }
  }
  return { kind: 'unknown', reason: 'The request was sent and no answer came.', code: 'ANSWER.LOST' }
}

/** Why a call that costs nothing did not work; null for an answer that is to be read, and for 404. */
export function holdOfAnswer({ status }: UseapiAnswer, words: string): ProviderHold | null {
  if (status === 401 || status === 403) {
    return new ProviderHold('KEY.REFUSED', 'useapi.net refused the token. Check it in Settings.', 30_000)
  }
  if (status === 429) {
    return new ProviderHold('LIMIT.RATE', 'useapi.net asks to slow down. It goes on by itself.', 10_000)
  }
  if (status === 404 || (status >= 200 && status < 300)) return null
  if (status >= 500 || status === 408 || status === 409 || (status >= 300 && status < 400)) {
    return new ProviderHold('ANSWER.SERVER', `useapi.net has trouble (error ${status}). It goes on by itself.`)
  }
  return new ProviderHold('REQUEST.INVALID', `useapi.net answered with error ${status}${said(words)}`)
}

/** A failure that nothing can be said about but that. */
export function unreadable(): ProviderHold {
  return new ProviderHold('ANSWER.UNREADABLE', 'The answer of useapi.net can’t be read. It is asked again.')
}
