import type { ApprovalId, AttemptId } from '../ids'
import { fail, succeed, type Result } from '../result'
import { isSettled } from './job'
import { jobsOfApproval, nextAttemptOf, stepJob, type JobFacts } from './job-machine'
import type { JobRecord } from './job-record'

/** Every attempt of a project by id, in the order of its approval. */
export interface JobBook {
  readonly jobs: Map<AttemptId, JobFacts>
  readonly approvals: Set<ApprovalId>
  /** Attempts that something will still happen to. */
  readonly open: Set<AttemptId>
}

export function newJobBook(): JobBook {
  return { jobs: new Map(), approvals: new Set(), open: new Set() }
}

function put(book: JobBook, job: JobFacts): void {
  book.jobs.set(job.attemptId, job)
  if (isSettled(job.state)) book.open.delete(job.attemptId)
  else book.open.add(job.attemptId)
}

/**
 * Enters a journal record into the book (changed in place, so that reading a journal stays linear). A record that
 * can't follow on what is there changes nothing.
 */
export function enterRecord(book: JobBook, record: JobRecord): Result<null, 'outOfOrder'> {
  if (record.kind === 'approval') {
    const opened = jobsOfApproval(record)
    const taken = opened.some((job) => book.jobs.has(job.attemptId))
    if (taken || book.approvals.has(record.approvalId)) return fail('outOfOrder')
    book.approvals.add(record.approvalId)
    for (const job of opened) put(book, job)
    return succeed(null)
  }
  const job = book.jobs.get(record.attemptId)
  const stepped = job ? stepJob(job, record) : fail('outOfOrder' as const)
  if (!stepped.ok) return stepped
  const next = nextAttemptOf(stepped.value)
  if (next && book.jobs.has(next.attemptId)) return fail('outOfOrder')
  put(book, stepped.value)
  if (next) put(book, next)
  return succeed(null)
}

/** The attempt that stands for this one now: itself, or the last of those that took its place. */
export function currentAttempt(book: JobBook, attemptId: AttemptId): JobFacts | null {
  let job = book.jobs.get(attemptId)
  while (job && job.supersededBy !== null) job = book.jobs.get(job.supersededBy)
  return job ?? null
}
