import type { FilmListener } from '../main/engine/compose-engine'
import { isSettled, type Job, type JobState } from '../shared/jobs/job'
import type { Generation } from '../main/engine/generation/generation'
import type { Output } from './output'

/** Hears what an open film tells, before it is open and while it is waited for. */
export interface JobWatch {
  readonly listener: FilmListener
  /** Called after every change of the queue. */
  onQueue: () => void
}

export function createJobWatch(output: Output): JobWatch {
  const watch: JobWatch = {
    onQueue: () => undefined,
    listener: {
      onTakes: () => undefined,
      onQueue: () => watch.onQueue(),
      onProblem: (message) => output.problem(message),
      onSession: (event) => {
        if (event.kind === 'notice') output.note(event.message)
        else if (event.kind === 'durability' && event.problem !== null) output.problem(event.problem)
      },
    },
  }
  return watch
}

const stateWords: Partial<Record<JobState, string>> = {
  accepted: 'waiting at the provider',
  throttled: 'waiting at the provider',
  succeeded: 'arriving',
  downloading: 'arriving',
  verified: 'arriving',
  committed: 'ready',
  unknown: 'may have been charged',
}

/** What a job does, in words for a line of progress. */
function jobWords(job: Job): string {
  if (job.state === 'running')
    return job.progress === null ? 'generating' : `generating ${Math.round(job.progress * 100)} %`
  const words = stateWords[job.state]
  if (words !== undefined) return words
  if (isSettled(job.state)) return job.reason === null ? job.state : `${job.state}: ${job.reason}`
  return job.waitsFor.length > 0 ? 'waiting for the shot before it' : 'waiting'
}

/** One line for all: `3 shots: 1 ready, 1 generating 40 %, 1 waiting`. */
function summaryWords(jobs: readonly Job[]): string {
  const running = jobs.filter((job) => job.state === 'running')
  const counts = new Map<string, number>()
  for (const job of jobs) {
    const words = isSettled(job.state) && job.state !== 'committed' ? 'failed' : jobWords({ ...job, progress: null })
    counts.set(words, (counts.get(words) ?? 0) + 1)
  }
  const parts = [...counts].map(([words, count]) => {
    const shares = running.flatMap((job) => (job.progress === null ? [] : `${Math.round(job.progress * 100)} %`))
    return words === 'generating' && shares.length > 0
      ? `${count} generating (${shares.join(', ')})`
      : `${count} ${words}`
  })
  return `${jobs.length} ${jobs.length === 1 ? 'shot' : 'shots'}: ${parts.join(', ')}`
}

/** Elsewhere than on a terminal a line is worth a change of state, not each percent. */
function changeWords(job: Job): string {
  const words = job.state === 'running' ? 'generating' : jobWords(job)
  return `${job.title}: ${words}${job.hold === null ? '' : ` (${job.hold})`}`
}

/** Tells how the jobs of a film go on. */
function tell(jobs: readonly Job[], told: Map<string, string>, output: Output): void {
  if (output.live) {
    const holds = [...new Set(jobs.flatMap(({ hold }) => hold ?? []))]
    output.progress([summaryWords(jobs), ...holds].join(' · '))
    return
  }
  for (const job of jobs) {
    const words = changeWords(job)
    if (told.get(job.shotId) === words) continue
    told.set(job.shotId, words)
    output.progress(words)
  }
}

/** Jobs that are not at their end, in the order in which they are sent. */
export function openJobs(generation: Pick<Generation, 'jobs'>): readonly Job[] {
  return generation.jobs.filter(({ state }) => !isSettled(state))
}

/**
 * Waits until nothing more happens by itself, or until the signal fires. True when all came to their end. `attempts`
 * are shown from the first moment on; a job that took the place of one of them is shown in its place.
 */
export async function waitForJobs(
  generation: Generation,
  watch: JobWatch,
  signal: AbortSignal,
  output: Output,
): Promise<boolean> {
  const shotIds = new Set(openJobs(generation).map(({ shotId }) => shotId))
  const told = new Map<string, string>()
  const latest = (): readonly Job[] => {
    const jobs = new Map(generation.jobs.filter(({ shotId }) => shotIds.has(shotId)).map((job) => [job.shotId, job]))
    return [...jobs.values()]
  }
  await new Promise<void>((resolve) => {
    const look = (): void => {
      tell(latest(), told, output)
      if (signal.aborted || openJobs(generation).length === 0) resolve()
    }
    watch.onQueue = look
    signal.addEventListener('abort', look, { once: true })
    look()
  })
  watch.onQueue = () => undefined
  output.endProgress()
  return openJobs(generation).length === 0
}
