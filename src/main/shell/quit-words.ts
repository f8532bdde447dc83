import { isSettled, type Job } from '../../shared/jobs/job'
import { findProvider } from '../../shared/models/money'

/** What quitting does to the work that is going on. */
export interface OpenWork {
  readonly jobs: readonly Job[]
  readonly paused: boolean
  readonly exporting: boolean
}

function shots(count: number): string {
  return count === 1 ? '1 shot' : `${count} shots`
}

function isPaid({ provider }: Job): boolean {
  return findProvider(provider)?.unit !== null
}

/** `2 shots go on at Runway and arrive at the next start.`, for each provider. */
function sentWords(jobs: readonly Job[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { provider } of jobs) counts.set(provider, (counts.get(provider) ?? 0) + 1)
  return [...counts].map(([provider, count]) => {
    const where = findProvider(provider)?.label ?? provider
    const [go, arrive] = count === 1 ? ['goes', 'arrives'] : ['go', 'arrive']
    return `${shots(count)} ${go} on at ${where} and ${arrive} at the next start.`
  })
}

function waitingWords(count: number, paused: boolean): string {
  if (paused) return `${shots(count)} ${count === 1 ? 'waits' : 'wait'} on in the paused queue.`
  return `${shots(count)} ${count === 1 ? 'waits and is' : 'wait and are'} sent at the next start.`
}

/** What goes on without the app, what waits and what stops, in sentences; null when quitting touches nothing. */
export function quitWords({ jobs, paused, exporting }: OpenWork): string | null {
  const open = jobs.filter((job) => !isSettled(job.state))
  const paid = open.filter(isPaid)
  const waiting = paid.filter((job) => job.sentAt === null).length
  const rehearsals = open.length - paid.length
  const sentences = [
    ...sentWords(paid.filter((job) => job.sentAt !== null)),
    waiting > 0 && waitingWords(waiting, paused),
    rehearsals > 0 && (rehearsals === 1 ? '1 rehearsal starts again.' : `${rehearsals} rehearsals start again.`),
    exporting && 'The export that is running will be stopped.',
  ].filter((sentence) => sentence !== false)
  return sentences.length === 0 ? null : sentences.join(' ')
}
