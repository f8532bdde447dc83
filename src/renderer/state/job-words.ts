import type { Job, JobState, ShotFace } from '../../shared/jobs/job'
import { documentStore } from './document-store'

const signs: Readonly<Record<JobState, ShotFace['kind']>> = {
  approved: 'waiting',
  intent: 'waiting',
  sending: 'waiting',
  accepted: 'waiting',
  throttled: 'waiting',
  running: 'running',
  succeeded: 'arriving',
  downloading: 'arriving',
  verified: 'arriving',
  committed: 'ready',
  rejected: 'rejected',
  failed: 'failed',
  cancelled: 'cancelled',
  unknown: 'unknown',
}

/** Which sign of `StateIcon` a job has. */
export function jobSign(job: Job): ShotFace['kind'] {
  return signs[job.state]
}

const charges = { no: 'not charged', yes: 'charged', unknown: 'may have been charged' } as const

function waitingWords(job: Job): string {
  const names = job.waitsFor.flatMap((id) => documentStore.getState().document?.shots.get(id)?.name ?? [])
  return names.length === 0 ? 'Waiting' : `Waiting for ${names.join(' and ')}`
}

const faceWords: Readonly<Record<Exclude<ShotFace['kind'], 'running'>, string>> = {
  draft: 'Draft',
  waiting: 'Waiting',
  arriving: 'Arriving',
  ready: 'Ready',
  edited: 'Edited since',
  stale: 'Stale: the frame it starts from has changed',
  rejected: 'Not sent',
  failed: 'Failed',
  cancelled: 'Cancelled',
  unknown: 'May have been charged',
}

function runningWords(progress: number | null): string {
  return progress === null ? 'Generating' : `Generating ${Math.round(progress * 100)} %`
}

/** How a shot stands, in words. */
export function wordsOfFace(face: ShotFace): string {
  return face.kind === 'running' ? runningWords(face.progress) : faceWords[face.kind]
}

/** How a job stands, in words: what it waits for, how far it is, why it ended and whether it cost money. */
export function jobWords(job: Job): string {
  const sign = jobSign(job)
  if (sign === 'waiting') return waitingWords(job)
  if (sign === 'running') return runningWords(job.progress)
  if (sign === 'ready' || sign === 'arriving') return faceWords[sign]
  const reason = job.reason === null ? '' : `: ${job.reason}`
  const charge = sign === 'unknown' ? '' : ` (${charges[job.charged]})`
  return `${faceWords[sign]}${reason}${charge}`
}
