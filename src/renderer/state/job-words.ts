import type { Job, JobState, ShotFace } from '../../shared/jobs/job'
import { diagnose } from '../../shared/jobs/failure-doctor'
import { findProvider, unitWords } from '../../shared/models/money'
import { documentStore } from './document-store'
import { factsStore } from './facts-store'

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

/** True while nothing has reached the provider: cancelling costs nothing, and its place in the queue can change. */
export function isUnsent(job: Job): boolean {
  return job.state === 'approved' || job.state === 'intent'
}

/** True while a job can be cancelled: some servers know no way to stop a task. */
export function canStop(job: Job): boolean {
  return isUnsent(job) || findProvider(job.provider)?.stopsTasks !== false
}

/** Who makes the clip, as a name: `Runway`. */
export function providerName(provider: string): string {
  return findProvider(provider)?.label ?? provider
}

/** What ending it cost: `charged 60 credits`, `not charged`, `may have been charged 60 credits`; null for what is free. */
export function chargeWords(job: Job): string | null {
  if (job.price === 0 && !job.cost) return null
  if (job.charged === 'no') return 'not charged'
  const amount = job.charged === 'yes' ? (job.cost ?? job.price) : job.price
  const words = job.charged === 'yes' ? 'charged' : 'may have been charged'
  return amount === null ? words : `${words} ${unitWords(job.provider, amount)}`
}

function namesOf(job: Job): readonly string[] {
  return job.waitsFor.flatMap((id) => documentStore.getState().document?.shots.get(id)?.name ?? [])
}

/** Two names in full; of more only how many. */
function listed(names: readonly string[]): string {
  const [first = '', second = ''] = names
  if (names.length < 2) return first
  return names.length === 2 ? `${first} and ${second}` : `${first} and ${names.length - 1} more`
}

function unsentWords(job: Job, paused: boolean): string {
  const names = namesOf(job)
  if (paused) return 'Paused'
  return names.length > 0 ? `Waiting for ${listed(names)}` : 'Waiting for a free place'
}

function waitingWords(job: Job, paused: boolean): string {
  if (job.hold !== null) return `Waiting: ${job.hold}`
  if (isUnsent(job)) return unsentWords(job, paused)
  if (job.state === 'sending') return 'Sending'
  return job.state === 'throttled'
    ? `Waiting for a place at ${providerName(job.provider)}`
    : `Accepted by ${providerName(job.provider)}`
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

/** How a job stands, without why it ended: `Generating 40 %`, `Waiting: There is no key for Runway.`, `Failed`. */
export function stateWords(job: Job, paused: boolean): string {
  const sign = jobSign(job)
  if (sign === 'waiting') return waitingWords(job, paused)
  if (sign === 'running') return job.hold === null ? runningWords(job.progress) : `Generating: ${job.hold}`
  if (sign === 'arriving') return job.hold === null ? faceWords.arriving : `Arriving: ${job.hold}`
  return faceWords[sign]
}

/** What to do about a job that ended badly, one sentence; null when there is nothing to say. */
export function nextStep(job: Job): string | null {
  return job.code === null ? null : diagnose(job.code).next
}

/** How a job stands, in words: what it waits for, how far it is, why it ended and whether it cost money. */
export function jobWords(job: Job): string {
  const state = stateWords(job, factsStore.getState().paused)
  if (job.reason === null) return state
  const told = job.state === 'rejected' || job.state === 'unknown' ? null : chargeWords(job)
  const ended = told === null ? state : `${state}, ${told}`
  // A job that the user cancelled has no other reason.
  return job.state === 'cancelled' ? ended : `${ended}: ${job.reason}`
}
