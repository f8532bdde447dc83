import { pickedTake, type TakeIndex } from '../continuity/pick'
import { isEdited, isStale } from '../continuity/stale'
import type { ShotId } from '../ids'
import { requestHashOf } from '../models/build-request'
import type { FilmDocument, Shot } from '../project/document'
import { isSettled, type Job, type JobState, type ShotFace } from './job'

/** The job that decides how a shot looks: the newest one still going, else the newest that ended. */
export function jobsByShot(jobs: readonly Job[]): ReadonlyMap<ShotId, Job> {
  const chosen = new Map<ShotId, Job>()
  for (const job of jobs) {
    const known = chosen.get(job.shotId)
    if (known && !isSettled(known.state) && isSettled(job.state)) continue
    chosen.set(job.shotId, job)
  }
  return chosen
}

type Ending = 'rejected' | 'failed' | 'cancelled' | 'unknown'
type Going = 'waiting' | 'running' | 'arriving'

const faces: Readonly<Record<JobState, Going | Ending | null>> = {
  approved: 'waiting',
  intent: 'waiting',
  sending: 'waiting',
  accepted: 'waiting',
  throttled: 'waiting',
  running: 'running',
  succeeded: 'arriving',
  downloading: 'arriving',
  verified: 'arriving',
  committed: null,
  rejected: 'rejected',
  failed: 'failed',
  cancelled: 'cancelled',
  unknown: 'unknown',
}

function isOldNews(document: FilmDocument, takes: TakeIndex, job: Job, shot: Shot): boolean {
  const newest = takes.byShot.get(shot.id)?.at(-1)
  if (newest && (job.state === 'cancelled' || newest.createdAt > job.updatedAt)) return true
  return job.state !== 'unknown' && job.requestHash !== requestHashOf(document, shot)
}

function faceOfJob(document: FilmDocument, takes: TakeIndex, job: Job, shot: Shot): ShotFace | null {
  const kind = faces[job.state]
  if (kind === null) return null
  if (kind === 'running') return { kind, progress: job.progress }
  if (kind === 'waiting' || kind === 'arriving') return { kind }
  return isOldNews(document, takes, job, shot) ? null : { kind, reason: job.reason ?? '' }
}

/**
 * How a shot stands, in one word: what its job is doing; else how the last one ended, for as long as neither a newer
 * take nor an edit made that old news (money that may have been charged stays); else how its picked take compares with
 * what would be asked for now. `job` is the shot's own from `jobsByShot`.
 */
export function shotFace(document: FilmDocument, takes: TakeIndex, job: Job | undefined, shot: Shot): ShotFace {
  const face = job && faceOfJob(document, takes, job, shot)
  if (face) return face
  const take = pickedTake(document, takes, shot)
  if (!take) return { kind: 'draft' }
  if (isEdited(document, shot, take)) return { kind: 'edited' }
  return isStale(document, takes, shot, take) ? { kind: 'stale' } : { kind: 'ready' }
}
