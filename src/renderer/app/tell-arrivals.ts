import type { Job } from '../../shared/jobs/job'
import { isSettled } from '../../shared/jobs/job'
import { announce } from '../state/announcement-store'
import { showNotice } from '../state/dialog-store'
import { documentStore } from '../state/document-store'
import { factsStore } from '../state/facts-store'

function titleOf(job: Job): string {
  return documentStore.getState().document?.shots.get(job.shotId)?.name ?? job.title
}

function tellEnd(job: Job): void {
  const title = titleOf(job)
  if (job.state === 'committed') {
    announce(`${title} is ready`)
    return
  }
  if (job.state === 'cancelled') {
    announce(`${title} was cancelled`)
    return
  }
  const money = { no: 'Not charged.', yes: 'It was charged.', unknown: 'It may have been charged.' }[job.charged]
  const sentence = `${title}: ${job.reason ?? 'it could not be generated.'} ${money}`
  showNotice('problem', sentence)
  announce(sentence)
}

/** Says which generations came to their end since the facts before; the returned function stops it. */
export function tellArrivals(): () => void {
  return factsStore.subscribe((now, before) => {
    if (now.jobs === before.jobs) return
    const open = new Set(before.jobs.filter((job) => !isSettled(job.state)).map((job) => job.attemptId))
    for (const job of now.jobs) if (isSettled(job.state) && open.has(job.attemptId)) tellEnd(job)
  })
}
