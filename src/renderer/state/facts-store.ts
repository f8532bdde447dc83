import { createStore } from 'zustand/vanilla'
import { indexTakes, type TakeIndex } from '../../shared/continuity/pick'
import type { ShotId } from '../../shared/ids'
import type { QueueView } from '../../shared/ipc/generation-view'
import type { Job } from '../../shared/jobs/job'
import { jobsByShot } from '../../shared/jobs/shot-face'
import type { Take } from '../../shared/jobs/take'
import { keepJobs } from './keep-jobs'

interface FactsState {
  readonly takes: TakeIndex
  readonly jobs: readonly Job[]
  /** The job that decides how each shot looks. */
  readonly jobByShot: ReadonlyMap<ShotId, Job>
  /** True while nothing new is sent. */
  readonly paused: boolean
  readonly spent: QueueView['spent']
}

export const emptyQueue: QueueView = { jobs: [], paused: false, spent: { charged: 0, reserved: 0 } }
const nothingSpent = emptyQueue.spent

/** What the engine found out: takes and jobs. The window only mirrors it. */
export const factsStore = createStore<FactsState>(() => ({
  takes: indexTakes([]),
  jobs: [],
  jobByShot: new Map(),
  paused: false,
  spent: nothingSpent,
}))

export function adoptTakes(takes: readonly Take[]): void {
  factsStore.setState({ takes: indexTakes(takes) })
}

export function adoptQueue({ jobs: fresh, paused, spent }: QueueView): void {
  const before = factsStore.getState()
  const jobs = keepJobs(before.jobs, fresh)
  const jobByShot = jobs === before.jobs ? before.jobByShot : jobsByShot(jobs)
  factsStore.setState({ jobs, jobByShot, paused, spent })
}
