import { createStore } from 'zustand/vanilla'
import { indexTakes, type TakeIndex } from '../../shared/continuity/pick'
import type { ShotId } from '../../shared/ids'
import type { Job } from '../../shared/jobs/job'
import { jobsByShot } from '../../shared/jobs/shot-face'
import type { Take } from '../../shared/jobs/take'

interface FactsState {
  readonly takes: TakeIndex
  readonly jobs: readonly Job[]
  /** The job that decides how each shot looks. */
  readonly jobByShot: ReadonlyMap<ShotId, Job>
}

/** What the engine found out: takes and jobs. The window only mirrors it. */
export const factsStore = createStore<FactsState>(() => ({ takes: indexTakes([]), jobs: [], jobByShot: new Map() }))

export function adoptTakes(takes: readonly Take[]): void {
  factsStore.setState({ takes: indexTakes(takes) })
}

export function adoptJobs(jobs: readonly Job[]): void {
  factsStore.setState({ jobs, jobByShot: jobsByShot(jobs) })
}
