import type { Job } from '../../shared/jobs/job'
import { isSettled } from '../../shared/jobs/job'
import { announce } from '../state/announcement-store'
import { showNotice } from '../state/dialog-store'
import { documentStore } from '../state/document-store'
import { factsStore } from '../state/facts-store'
import { jobWords, nextStep } from '../state/job-words'

function titleOf(job: Job): string {
  return documentStore.getState().document?.shots.get(job.shotId)?.name ?? job.title
}

function endWords(job: Job): string {
  const title = titleOf(job)
  if (job.state === 'committed') return `${title} is ready`
  if (job.state === 'cancelled') return `${title}: ${jobWords(job).toLowerCase()}`
  const next = job.state === 'unknown' ? 'Decide in the queue what becomes of it.' : nextStep(job)
  return [`${title}: ${jobWords(job)}`, next].filter(Boolean).join(' ')
}

/** Several at once are one sentence: the live region speaks only the last one of those that come together. */
function manyWords(jobs: readonly Job[]): string {
  const count = (state: Job['state']): number => jobs.filter((job) => job.state === state).length
  const parts = [
    [count('committed'), 'ready'],
    [count('cancelled'), 'cancelled'],
    [count('failed') + count('rejected'), 'not generated'],
    [count('unknown'), 'that may have been charged'],
  ] as const
  return parts.flatMap(([number, words]) => (number === 0 ? [] : `${number} ${words}`)).join(', ')
}

const bad = new Set<Job['state']>(['failed', 'rejected', 'unknown'])

function tellEnds(ended: readonly Job[]): void {
  const [first, ...others] = ended
  if (!first) return
  announce(others.length === 0 ? endWords(first) : manyWords(ended))
  const problems = ended.filter((job) => bad.has(job.state))
  const [problem] = problems
  if (problem && problems.length === 1) showNotice('problem', endWords(problem))
  else if (problem) showNotice('problem', `${manyWords(problems)}. The queue says why.`)
}

/** Says which generations came to their end since the facts before; the returned function stops it. */
export function tellArrivals(): () => void {
  return factsStore.subscribe((now, before) => {
    if (now.jobs === before.jobs) return
    const open = new Set(before.jobs.filter((job) => !isSettled(job.state)).map((job) => job.attemptId))
    tellEnds(now.jobs.filter((job) => isSettled(job.state) && open.has(job.attemptId)))
  })
}
