import type { OwnCode } from '../../../shared/jobs/failure-doctor'
import type { GenerationRequest } from '../../../shared/models/request'
import type { Result } from '../../../shared/result'

/** What the answer to a create proves. Only `accepted` has a task; only `rejected` proves that none was created. */
export type CreateOutcome =
  /** `estimate`: the most it will charge, in micro-units; null when the provider does not say. */
  | { readonly kind: 'accepted'; readonly taskId: string; readonly estimate: number | null }
  /** With `retry` the same approval may be tried once more, after `wait` milliseconds (null: the usual back-off). */
  | ({ readonly kind: 'rejected'; readonly retry: boolean; readonly wait: number | null } & Failure)
  | ({ readonly kind: 'unknown' } & Failure)

/** Why something failed: plain words, and the row of the failure doctor (null: it has none). */
export interface Failure {
  readonly reason: string
  readonly code: OwnCode | null
}

/** Why a task failed, with the provider's own code. */
interface TaskFailure {
  readonly reason: string
  readonly code: string | null
}

export type TaskStatus =
  | { readonly kind: 'throttled' }
  | { readonly kind: 'running'; readonly progress: number | null }
  /** `cost` in micro-units; null when the provider does not say. */
  | { readonly kind: 'succeeded'; readonly seed: number | null; readonly cost: number | null }
  | ({ readonly kind: 'failed'; readonly charged: Charged; readonly cost: number | null } & TaskFailure)
  | { readonly kind: 'cancelled'; readonly charged: Charged; readonly cost: number | null }
  /** The provider does not know this task. */
  | ({ readonly kind: 'gone' } & Failure)

type Charged = 'no' | 'yes' | 'unknown'

/**
 * Work can't go on now and will once something outside has changed (a connection, a key, a limit): nothing was created,
 * nothing is lost, and the same is tried again.
 */
export class ProviderHold extends Error {
  readonly code: OwnCode
  /** The least milliseconds to wait before the next try; null: the usual back-off. */
  readonly wait: number | null

  constructor(code: OwnCode, message: string, wait: number | null = null) {
    super(message)
    this.code = code
    this.wait = wait
  }
}

/** What became of a create whose answer was lost. */
export type FoundTask =
  | { readonly kind: 'found'; readonly taskId: string }
  /** A proof that no task was made, and that none will be. */
  | { readonly kind: 'none' }
  /** Nobody can tell. */
  | ({ readonly kind: 'untold' } & Failure)

/** A request that is ready to leave: its pictures are where the provider can read them, and nothing was charged yet. */
export interface PreparedCreate {
  /** Where its task will be known; null for what is made on this machine. */
  readonly endpoint: string | null
  /** What the account held just now, in micro-units; null when nobody knows. */
  readonly balance: number | null
  /** Sends it, once. A rejected promise is a lost answer. */
  readonly send: (signal: AbortSignal) => Promise<CreateOutcome>
}

/**
 * A place that makes clips. It creates at most one task per prepared create and never repeats one by itself; preparing,
 * asking, fetching and cancelling may be repeated freely, also after a restart. All of these may reject with
 * `ProviderHold`.
 */
export interface Provider {
  readonly id: string
  /** Where tasks are created and asked for now; null for what is made on this machine. */
  readonly endpoint: string | null
  /** How many tasks of a model may run at once. */
  readonly places: (model: string) => number
  /** True when a finished task says which seed it was given; else one is chosen here, so that a take can be made again. */
  readonly tellsSeed: boolean
  /** The least milliseconds between two looks at a running task. */
  readonly pollInterval: number
  /**
   * Makes everything ready that costs nothing: the body, uploads, a look at the account. `key` names this attempt: a
   * provider that can, answers a repeated key with the task it has already. Fails when it can never be sent.
   */
  prepare(request: GenerationRequest, key: string, signal: AbortSignal): Promise<Result<PreparedCreate, Failure>>
  /**
   * Looks for the task that a create with this key made, and rejects with `ProviderHold` while it is too early to say.
   * `sentAt`: when it was sent, as an ISO date. Left out by providers that can't tell: a create whose answer was lost then
   * stays unknown.
   */
  findTask?(key: string, signal: AbortSignal, sentAt: string | null): Promise<FoundTask>
  status(taskId: string, signal: AbortSignal): Promise<TaskStatus>
  /** Brings the finished clip to `destination`, whole or not at all. */
  fetch(taskId: string, destination: string, signal: AbortSignal): Promise<void>
  /** Asks for the task to be stopped; a task that has ended stays as it ended. */
  cancel(taskId: string): Promise<void>
  /** The clip is safe in the project, or there will be none: what is kept for the task may go. */
  release(taskId: string): Promise<void>
  close(): Promise<void>
}
