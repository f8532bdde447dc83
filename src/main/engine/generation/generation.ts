import type { AttemptId, ApprovalId, ShotId } from '../../../shared/ids'
import type { Job } from '../../../shared/jobs/job'
import type { Take } from '../../../shared/jobs/take'
import type { Quote } from '../../../shared/models/quote'

export type ApproveOutcome =
  | { readonly outcome: 'approved'; readonly approvalId: ApprovalId }
  | { readonly outcome: 'quoteChanged'; readonly quote: Quote }

/** Generating shots of the open project: quote, approval, queue, journal, arrival. */
export interface Generation {
  /** Newest last. */
  readonly takes: readonly Take[]
  readonly jobs: readonly Job[]
  /** What could not be read when the takes and the journal were opened, in plain words, to show once. */
  readonly notices: readonly string[]
  quote(shotIds: readonly ShotId[]): Promise<Quote>
  /**
   * Agrees to exactly the quote with that hash; each shot of it is sent at most once. Rejects with ExpectedError when a
   * shot has a problem or is being generated already, or when the approval can't be written down.
   */
  approve(shotIds: readonly ShotId[], quoteHash: string): Promise<ApproveOutcome>
  cancel(attemptId: AttemptId): void
  cancelAll(): void
  /** To be called after every change of the document: takes whose shot was deleted come back when it is there again. */
  documentChanged(): void
  /** Closes the providers too. Journalled work goes on at the next start. */
  close(): Promise<void>
}
