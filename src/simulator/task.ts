import type { Account } from './account'
import type { Outcome } from './outcome'
import type { VideoRequest } from './video-request'

/** How far the file of a task is. `readyAt` is simulated time. */
export type TaskFile =
  | { readonly kind: 'making' }
  | { readonly kind: 'made'; readonly path: string; readonly readyAt: number }
  | { readonly kind: 'unusable'; readonly readyAt: number }

export type EndStatus = 'SUCCEEDED' | 'FAILED' | 'CANCELLED'

interface Ending {
  readonly at: number
  readonly status: EndStatus
  readonly cost: number
  readonly failure?: string
  readonly failureCode?: string | null
}

/** One task; all times are simulated milliseconds since 1970. */
export interface Task {
  readonly id: string
  readonly account: Account
  readonly request: VideoRequest
  readonly outcome: Outcome
  readonly createdAt: number
  readonly createdTold: string
  readonly pendingMs: number
  readonly runMs: number
  /** When it got one of its model's places; null while it waits for one. */
  placedAt: number | null
  file: TaskFile
  ending: Ending | null
  progress: number
  deleted: boolean
}

/** When the task is over, as far as one can tell now; null for one that waits, or never ends. */
export function dueAt({ placedAt, pendingMs, runMs, outcome, file }: Task): number | null {
  if (placedAt === null || outcome.kind === 'hang' || outcome.kind === 'status') return null
  const due = placedAt + pendingMs + runMs
  if (outcome.kind !== 'succeed') return due
  return file.kind === 'making' ? null : Math.max(due, file.readyAt)
}

/** What GET /v1/tasks/{id} says of the status. */
export function statusOf(task: Task, now: number): string {
  if (task.ending) return task.ending.status
  if (task.placedAt === null) return 'THROTTLED'
  if (now < task.placedAt + task.pendingMs) return 'PENDING'
  return task.outcome.kind === 'status' ? task.outcome.status : 'RUNNING'
}

/** Progress never goes back, whatever is done to the clock or the length of the run. */
export function progressOf(task: Task, now: number): number {
  const began = (task.placedAt ?? now) + task.pendingMs
  const share = task.runMs > 0 ? (now - began) / task.runMs : 1
  task.progress = Math.max(task.progress, 0.02 + 0.96 * Math.min(1, Math.max(0, share)))
  return Number(task.progress.toFixed(4))
}

/** The answer to GET /v1/tasks/{id}. `links` are made anew each time; `costs` off gives the dialect before August 2026. */
export function taskAnswer(task: Task, now: number, costs: boolean, links: () => readonly string[]): object {
  const status = statusOf(task, now)
  const { ending } = task
  const answer = { id: task.id, createdAt: task.createdTold, status }
  if (!ending) {
    const estimate = costs ? { estimatedCost: { credits: task.request.estimate } } : {}
    return { ...answer, ...(status === 'RUNNING' ? { progress: progressOf(task, now) } : {}), ...estimate }
  }
  const { failure, failureCode } = ending
  return {
    ...answer,
    ...(ending.status === 'SUCCEEDED' ? { output: links() } : {}),
    ...(failure === undefined ? {} : { failure }),
    ...(failureCode === undefined ? {} : { failureCode }),
    ...(costs ? { cost: { credits: ending.cost } } : {}),
  }
}
