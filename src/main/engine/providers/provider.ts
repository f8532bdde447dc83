import type { GenerationRequest } from '../../../shared/models/request'

/** What the answer to a create proves. Only `accepted` has a task; only `rejected` proves that none was created. */
export type CreateOutcome =
  | { readonly kind: 'accepted'; readonly taskId: string }
  | { readonly kind: 'rejected'; readonly reason: string; readonly retry: boolean }
  | { readonly kind: 'unknown'; readonly reason: string }

export type TaskStatus =
  | { readonly kind: 'throttled' }
  | { readonly kind: 'running'; readonly progress: number | null }
  | { readonly kind: 'succeeded'; readonly seed: number | null; readonly cost: number | null }
  | { readonly kind: 'failed'; readonly reason: string; readonly charged: 'no' | 'yes' | 'unknown' }
  | { readonly kind: 'cancelled'; readonly charged: 'no' | 'yes' | 'unknown' }

/**
 * A place that makes clips. It creates at most one task per call and never repeats a create by itself; asking,
 * fetching and cancelling may be repeated freely, also after a restart.
 */
export interface Provider {
  readonly id: string
  /** How many tasks may run at once. */
  readonly concurrency: number
  /** Milliseconds between two looks at a running task. */
  readonly pollInterval: number
  /** `key` names this attempt: a provider that can, answers a repeated key with the task it has already. */
  create(request: GenerationRequest, key: string, signal: AbortSignal): Promise<CreateOutcome>
  /**
   * The task that a create with this key made; null proves that there is none. Left out by providers that can't tell:
   * a create whose answer was lost then stays unknown.
   */
  findTask?(key: string, signal: AbortSignal): Promise<string | null>
  status(taskId: string, signal: AbortSignal): Promise<TaskStatus>
  /** Brings the finished clip to `destination`, whole or not at all. */
  fetch(taskId: string, destination: string, signal: AbortSignal): Promise<void>
  /** Asks for the task to be stopped; a task that has ended stays as it ended. */
  cancel(taskId: string): Promise<void>
  /** The clip is safe in the project, or there will be none: what is kept for the task may go. */
  release(taskId: string): Promise<void>
  close(): Promise<void>
}
