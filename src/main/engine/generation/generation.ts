import type { AttemptId, ApprovalId, ShotId } from '../../../shared/ids'
import type { Job } from '../../../shared/jobs/job'
import type { LedgerEntry } from '../../../shared/jobs/ledger'
import type { Take } from '../../../shared/jobs/take'
import type { QueueView, Settlement } from '../../../shared/ipc/generation-view'
import type { Result } from '../../../shared/result'
import type { Quote } from '../../../shared/models/quote'

export type ApproveOutcome =
  | { readonly outcome: 'approved'; readonly approvalId: ApprovalId }
  | { readonly outcome: 'quoteChanged'; readonly quote: Quote }

/** Generating shots of the open project: quote, approval, queue, journal, arrival. */
export interface Generation {
  /** Newest last. */
  readonly takes: readonly Take[]
  readonly jobs: readonly Job[]
  /** The queue and its money, as the window sees them. */
  readonly view: QueueView
  /** Where the money of every generation of this film stands, oldest first. */
  readonly ledger: readonly LedgerEntry[]
  /** What could not be read when the takes and the journal were opened, in plain words, to show once. */
  readonly notices: readonly string[]
  /**
   * Makes a take of a video file of the user's own. Fails in plain words when it can't be used; rejects with
   * ExpectedError when the film can't be written.
   */
  addFootage(shotId: ShotId, path: string, signal: AbortSignal): Promise<Result<Take, string>>
  quote(shotIds: readonly ShotId[]): Promise<Quote>
  /**
   * Agrees to exactly the quote with that hash; each shot of it is sent at most once. Rejects with ExpectedError when a
   * shot has a problem or is being generated already, when the bill may not be paid (budget, key, balance, disk), or
   * when the approval can't be written down.
   */
  approve(shotIds: readonly ShotId[], quoteHash: string): Promise<ApproveOutcome>
  /** Rejects with ExpectedError when there is nothing to settle, or the task is not this provider's. */
  settle(attemptId: AttemptId, settlement: Settlement): Promise<void>
  /** Sends nothing new until it is taken back; what is with a provider goes on. */
  pause(paused: boolean): Promise<void>
  /** Puts a job that waits before another one (null: last). */
  move(attemptId: AttemptId, before: AttemptId | null): Promise<void>
  cancel(attemptId: AttemptId): void
  cancelAll(): void
  /** To be called when a key, an address or a connection may have come: what is held up is tried at once. */
  poke(): void
  /** To be called after every change of the document: takes whose shot was deleted come back when it is there again. */
  documentChanged(): void
  /** Closes the providers too. Journalled work goes on at the next start. */
  close(): Promise<void>
}
