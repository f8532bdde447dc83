import type { Job, ShotFace } from '../../shared/jobs/job'

/** True while a shot asks for exactly what moderation refused: to send that again can suspend the account. */
export function isModerated(face: ShotFace, job: Job | undefined): boolean {
  return (face.kind === 'failed' || face.kind === 'rejected') && (job?.code?.includes('SAFETY') ?? false)
}
