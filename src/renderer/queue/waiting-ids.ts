import type { AttemptId } from '../../shared/ids'
import { isSettled } from '../../shared/jobs/job'
import { factsStore } from '../state/facts-store'
import { isUnsent } from '../state/job-words'

/** The jobs whose place in the queue can change, in the order in which they will be sent. */
export function waitingIds(): readonly AttemptId[] {
  const { jobs } = factsStore.getState()
  return jobs.filter((job) => !isSettled(job.state) && isUnsent(job)).map((job) => job.attemptId)
}
