import type { ShotFace } from '../../shared/jobs/job'

const words: Readonly<Record<ShotFace['kind'], string>> = {
  draft: 'Draft',
  waiting: 'Waiting',
  running: 'Generating',
  arriving: 'Arriving',
  ready: 'Ready',
  edited: 'Edited',
  stale: 'Stale',
  rejected: 'Not sent',
  failed: 'Failed',
  cancelled: 'Cancelled',
  unknown: 'May have been charged',
}

/** `Generating 62 %`; the plain word for all others. */
export function wordOf(face: ShotFace): string {
  const word = words[face.kind]
  return face.kind === 'running' && face.progress !== null ? `${word} ${Math.round(face.progress * 100)} %` : word
}
