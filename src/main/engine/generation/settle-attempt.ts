import type { AttemptId } from '../../../shared/ids'
import { ExpectedError } from '../../../shared/ipc/app-error'
import type { Settlement } from '../../../shared/ipc/generation-view'
import type { JobFacts } from '../../../shared/jobs/job-machine'
import type { AttemptRecord } from '../../../shared/jobs/job-record'
import { ProviderHold, type Provider } from '../providers/provider'
import type { GenerationJournal } from './generation-journal'
import { checkServer } from './task-server'

/** What settling needs of the open generation. */
export interface Settling {
  readonly journal: GenerationJournal
  readonly providers: readonly Provider[]
  readonly now: () => string
  readonly wake: () => void
}

const lookPatience = 15_000

function otherJobOf(journal: GenerationJournal, taskId: string, own: AttemptId): JobFacts | undefined {
  return [...journal.book.jobs.values()].find((job) => job.taskId === taskId && job.attemptId !== own)
}

/** A typing error in a task id must not throw away the only trace of a paid clip: the provider has to know the task. */
async function checkTask({ journal, providers }: Settling, job: JobFacts, taskId: string): Promise<void> {
  const other = otherJobOf(journal, taskId, job.attemptId)
  if (other) throw new ExpectedError('badRequest', `That task belongs to “${other.planned.title}” already.`)
  const provider = providers.find(({ id }) => id === job.planned.provider)
  if (!provider) throw new ExpectedError('notFound', 'This version does not know the provider of this shot.')
  try {
    checkServer(job, provider)
    const status = await provider.status(taskId, AbortSignal.timeout(lookPatience))
    if (status.kind === 'gone') throw new ExpectedError('notFound', 'There is no task with that id at this account.')
  } catch (error) {
    if (error instanceof ProviderHold) throw new ExpectedError('providerProblem', error.message)
    throw error
  }
}

async function recordOf(settling: Settling, job: JobFacts, settlement: Settlement): Promise<AttemptRecord> {
  const of = { at: settling.now(), attemptId: job.attemptId }
  if (settlement.how === 'dismiss') return { ...of, kind: 'dismissed', charged: settlement.charged }
  const taskId = settlement.how === 'task' ? settlement.taskId : job.taskId
  if (taskId === null) throw new ExpectedError('badRequest', 'There is no task id to look for.')
  if (settlement.how === 'task') await checkTask(settling, job, taskId)
  return { ...of, kind: 'found', taskId }
}

/** Writes down how the user settles an attempt that nobody could account for. Rejects with ExpectedError. */
export async function settleAttempt(settling: Settling, attemptId: AttemptId, settlement: Settlement): Promise<void> {
  const job = settling.journal.book.jobs.get(attemptId)
  if (!job) throw new ExpectedError('notFound', 'This generation is no longer in the list.')
  const entered = await settling.journal.append(await recordOf(settling, job, settlement))
  if (!entered) throw new ExpectedError('conflict', 'There is nothing to settle here any more.')
  settling.wake()
}
