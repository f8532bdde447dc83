import type { AttemptId, ShotId } from '../../../shared/ids'
import { isSettled, type Job } from '../../../shared/jobs/job'
import { currentAttempt, type JobBook } from '../../../shared/jobs/job-book'
import { toJob, type JobFacts, type JobWeather } from '../../../shared/jobs/job-machine'

/** How many jobs that came to their end are shown, besides all that have not. */
const mostEnded = 200

function waitsFor(book: Readonly<JobBook>, job: JobFacts): readonly ShotId[] {
  return job.after.flatMap((id) => {
    const upstream = currentAttempt(book, id)
    return upstream && !isSettled(upstream.state) ? [upstream.planned.shotId] : []
  })
}

/**
 * The jobs that the window shows, newest last: everything open, all that may have been charged without an outcome, and
 * the last of those that ended. An attempt that took the place of another one stands where that one stood.
 */
export function windowJobs(book: Readonly<JobBook>, weatherOf: (attemptId: AttemptId) => JobWeather): readonly Job[] {
  const all = [...book.jobs.values()]
  const followers = new Set(all.map((job) => job.supersededBy))
  const current = all.flatMap((job) =>
    followers.has(job.attemptId) ? [] : (currentAttempt(book, job.attemptId) ?? []),
  )
  const settled = current.filter((job) => isSettled(job.state))
  // Whatever may have been charged stays in sight until the user has said whether it was.
  const ended = settled.filter((job) => job.state !== 'unknown' && job.charged !== 'unknown')
  const old = new Set(ended.slice(0, Math.max(0, ended.length - mostEnded)))
  // What is open comes after all that has ended, in the order in which it will be sent.
  const open = [...book.open].flatMap((id) => book.jobs.get(id) ?? [])
  const shown = [...settled.filter((job) => !old.has(job)), ...open]
  return shown.map((job) => toJob(job, waitsFor(book, job), weatherOf(job.attemptId)))
}
