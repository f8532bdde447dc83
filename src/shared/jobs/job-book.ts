import type { ApprovalId, AttemptId } from '../ids'
import { fail, succeed, type Result } from '../result'
import { isSettled } from './job'
import { jobsOfApproval, nextAttemptOf, stepJob, type JobFacts } from './job-machine'
import type { ApprovalRecord, JobRecord } from './job-record'

/** Every attempt of a project by id, in the order of its approval. */
export interface JobBook {
  readonly jobs: Map<AttemptId, JobFacts>
  readonly approvals: Set<ApprovalId>
  /** Attempts that something will still happen to, in the order in which they are to be sent. */
  readonly open: Set<AttemptId>
  /** Nothing new is sent while it is paused. */
  paused: boolean
}

export function newJobBook(): JobBook {
  return { jobs: new Map(), approvals: new Set(), open: new Set(), paused: false }
}

function put(book: JobBook, job: JobFacts): void {
  book.jobs.set(job.attemptId, job)
  if (isSettled(job.state)) book.open.delete(job.attemptId)
  else book.open.add(job.attemptId)
}

function reorder(open: Set<AttemptId>, order: readonly AttemptId[]): void {
  open.clear()
  for (const id of order) open.add(id)
}

/** The next attempt of a job stands where the one before it stood. */
function putNext(book: JobBook, job: JobFacts, next: JobFacts): void {
  const order = [...book.open].map((id) => (id === job.attemptId ? next.attemptId : id))
  put(book, job)
  put(book, next)
  if (!isSettled(next.state)) reorder(book.open, order)
}

function move(book: JobBook, id: AttemptId, before: AttemptId | null): void {
  const others = [...book.open].filter((other) => other !== id)
  const at = before === null ? -1 : others.indexOf(before)
  reorder(book.open, others.toSpliced(at === -1 ? others.length : at, 0, id))
}

function enterApproval(book: JobBook, record: ApprovalRecord): Result<null, 'outOfOrder'> {
  const opened = jobsOfApproval(record)
  const taken = opened.some((job) => book.jobs.has(job.attemptId))
  if (taken || book.approvals.has(record.approvalId)) return fail('outOfOrder')
  book.approvals.add(record.approvalId)
  for (const job of opened) put(book, job)
  return succeed(null)
}

/**
 * Enters a journal record into the book (changed in place, so that reading a journal stays linear). A record that
 * can't follow on what is there changes nothing.
 */
export function enterRecord(book: JobBook, record: JobRecord): Result<null, 'outOfOrder'> {
  if (record.kind === 'approval') return enterApproval(book, record)
  if (record.kind === 'pause') {
    book.paused = record.paused
    return succeed(null)
  }
  const job = book.jobs.get(record.attemptId)
  const stepped = job ? stepJob(job, record) : fail('outOfOrder' as const)
  if (!stepped.ok) return stepped
  const next = nextAttemptOf(stepped.value)
  if (next && book.jobs.has(next.attemptId)) return fail('outOfOrder')
  if (next) putNext(book, stepped.value, next)
  else put(book, stepped.value)
  if (record.kind === 'moved') move(book, record.attemptId, record.before)
  return succeed(null)
}

/** The attempt that stands for this one now: itself, or the last of those that took its place. */
export function currentAttempt(book: JobBook, attemptId: AttemptId): JobFacts | null {
  let job = book.jobs.get(attemptId)
  while (job && job.supersededBy !== null) job = book.jobs.get(job.supersededBy)
  return job ?? null
}
