import type { Job } from './job'
import type { JobRecord } from './job-record'

/** What clips of each model take, in milliseconds, by `laneOf`. */
export type TypicalTimes = ReadonlyMap<string, number>

/** One that was made: what it took, and when it was over. */
export interface Timing {
  readonly lane: string
  readonly took: number
  readonly endedAt: string
}

/** How many clips of a model count: the provider's mood of today, not of last month. */
const remembered = 5

/** Clips of one model of one provider take about as long as each other. */
export function laneOf({ provider, model }: { readonly provider: string; readonly model: string }): string {
  return `${provider}/${model}`
}

/** The middle one, so that one that lay over night does not count. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}

/** What the last clips of each model took. */
export function typicalTimes(timings: readonly Timing[]): TypicalTimes {
  const byLane = new Map<string, Timing[]>()
  for (const timing of timings) {
    const lane = byLane.get(timing.lane)
    if (lane) lane.push(timing)
    else byLane.set(timing.lane, [timing])
  }
  const latest = (lane: readonly Timing[]): readonly Timing[] =>
    lane.toSorted((a, b) => b.endedAt.localeCompare(a.endedAt)).slice(0, remembered)
  return new Map([...byLane].map(([lane, all]) => [lane, median(latest(all).map(({ took }) => took))]))
}

/** What the last finished jobs of each model took, from being sent to lying on disk. */
export function timesOfJobs(jobs: readonly Job[]): TypicalTimes {
  return typicalTimes(
    jobs.flatMap((job) => {
      if (job.state !== 'committed' || job.sentAt === null) return []
      const took = Date.parse(job.updatedAt) - Date.parse(job.sentAt)
      return [{ lane: laneOf(job), took, endedAt: job.updatedAt }]
    }),
  )
}

/** What a journal tells of how long its clips took at their provider, from being accepted to being done. */
export function timingsOf(records: readonly JobRecord[]): readonly Timing[] {
  const lanes = new Map<string, string>()
  const acceptedAt = new Map<string, string>()
  const timings: Timing[] = []
  for (const record of records) {
    if (record.kind === 'approval')
      for (const { attemptId, planned } of record.items) lanes.set(attemptId, laneOf(planned))
    // The next attempt under an approval has its lane from its own intent.
    if (record.kind === 'intent') lanes.set(record.attemptId, laneOf(record.request))
    if (record.kind === 'answered' && record.answer.kind === 'accepted') acceptedAt.set(record.attemptId, record.at)
    if (record.kind !== 'status' || record.status.kind !== 'succeeded') continue
    const [lane, from] = [lanes.get(record.attemptId), acceptedAt.get(record.attemptId)]
    const took = from === undefined ? NaN : Date.parse(record.at) - Date.parse(from)
    // A clock that was set back tells nothing.
    if (lane !== undefined && took >= 0) timings.push({ lane, took, endedAt: record.at })
  }
  return timings
}
