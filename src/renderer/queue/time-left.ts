import { isSettled, type Job } from '../../shared/jobs/job'
import { laneOf, median, timesOfJobs, type TypicalTimes } from '../../shared/jobs/typical-times'
import { isUnsent } from '../state/job-words'

/** What the last finished jobs of each model took, in milliseconds from being sent to lying on disk. */
export type Durations = TypicalTimes

/** Below this share, progress says nothing about the rest. */
const tellingShare = 0.05

function group(jobs: readonly Job[]): ReadonlyMap<string, readonly Job[]> {
  const groups = new Map<string, Job[]>()
  for (const job of jobs) {
    const lane = groups.get(laneOf(job))
    if (lane) lane.push(job)
    else groups.set(laneOf(job), [job])
  }
  return groups
}

/** Its last record is the one that says that it runs. */
function byProgress(job: Job, now: number): number | null {
  if (job.state !== 'running' || job.progress === null || job.progress <= tellingShare) return null
  const elapsed = now - Date.parse(job.updatedAt)
  return elapsed <= 0 ? null : (elapsed * (1 - job.progress)) / job.progress
}

/**
 * Milliseconds until a job is finished, from its progress, else from what the last ones of its model took; from now for
 * what is sent, from sending for what waits. Null when nobody knows: held up, no history, or longer than it should be.
 */
export function timeLeft(job: Job, usual: number | undefined, now: number): number | null {
  if (job.hold !== null || isSettled(job.state)) return null
  const told = byProgress(job, now)
  if (told !== null) return told
  if (usual === undefined || isUnsent(job)) return usual ?? null
  if (job.sentAt === null) return null
  const left = usual - (now - Date.parse(job.sentAt))
  return left > 0 ? left : null
}

/** What is on its way tells how long one takes while none has finished yet. */
function withRunning(open: readonly Job[], durations: Durations, now: number): Durations {
  const all = new Map(durations)
  for (const [lane, jobs] of group(open)) {
    if (all.has(lane)) continue
    const wholes = jobs.flatMap((job) => {
      const left = byProgress(job, now)
      return left === null || job.sentAt === null ? [] : now - Date.parse(job.sentAt) + left
    })
    if (wholes.length > 0) all.set(lane, median(wholes))
  }
  return all
}

/** One that takes longer than usual may come any moment: it is no reason to say nothing of the others. */
function leftAtLeast(job: Job, usual: number | undefined, now: number): number | null {
  const left = timeLeft(job, usual, now)
  return left === null && usual !== undefined && job.hold === null ? 0 : left
}

/** Jobs of one model run side by side as many as do now; the longest of them is waited for in any case. */
function laneLeft(jobs: readonly Job[], usual: number | undefined, now: number): number | null {
  let sum = 0
  let longest = 0
  for (const job of jobs) {
    const left = leftAtLeast(job, usual, now)
    if (left === null) return null
    sum += left
    longest = Math.max(longest, left)
  }
  const sideBySide = jobs.filter((job) => !isUnsent(job)).length
  return Math.max(longest, sum / Math.max(1, sideBySide))
}

/** Milliseconds until all that is open is finished; null when something is held up, paused, or nobody knows. */
export function queueTimeLeft(jobs: readonly Job[], paused: boolean, now: number): number | null {
  const open = jobs.filter((job) => !isSettled(job.state))
  if (open.length === 0 || (paused && open.some(isUnsent))) return null
  const durations = withRunning(open, timesOfJobs(jobs), now)
  let longest = 0
  for (const [lane, same] of group(open)) {
    const left = laneLeft(same, durations.get(lane), now)
    if (left === null) return null
    longest = Math.max(longest, left)
  }
  return longest > 0 ? longest : null
}
