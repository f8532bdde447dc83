import type { Job } from '../../shared/jobs/job'

function same(a: Job, b: Job): boolean {
  const keys = Object.keys(b) as (keyof Job)[]
  return keys.every((key) => (key === 'waitsFor' ? a.waitsFor.join() === b.waitsFor.join() : a[key] === b[key]))
}

/**
 * The jobs that came, each in its old identity when nothing in it changed, and the old list when none did: they arrive
 * anew ten times a second, and only the row that changed is to be drawn again.
 */
export function keepJobs(before: readonly Job[], now: readonly Job[]): readonly Job[] {
  const known = new Map(before.map((job) => [job.attemptId, job]))
  const kept = now.map((job) => {
    const old = known.get(job.attemptId)
    return old && same(old, job) ? old : job
  })
  return kept.length === before.length && kept.every((job, index) => job === before[index]) ? before : kept
}
