import { createStore } from 'zustand/vanilla'
import type { ShotId } from '../../shared/ids'
import type { ShotFace } from '../../shared/jobs/job'
import { shotFace } from '../../shared/jobs/shot-face'
import { documentStore } from './document-store'
import { factsStore } from './facts-store'

interface FaceState {
  readonly faces: ReadonlyMap<ShotId, ShotFace>
}

const draft: ShotFace = { kind: 'draft' }

/**
 * How each shot stands. A face that came out equal keeps its identity, so only the shots that changed render again.
 * A gesture's previews change no face: what a shot costs or misses is settled when the edit is.
 */
export const faceStore = createStore<FaceState>(() => ({ faces: new Map() }))

function sameFace(a: ShotFace, b: ShotFace): boolean {
  if (a.kind !== b.kind) return false
  if (a.kind === 'running' && b.kind === 'running') return a.progress === b.progress
  return !('reason' in a) || !('reason' in b) || a.reason === b.reason
}

function derive(): void {
  const { document } = documentStore.getState()
  const { takes, jobByShot } = factsStore.getState()
  const before = faceStore.getState().faces
  const faces = new Map<ShotId, ShotFace>()
  let changed = before.size !== (document?.shots.size ?? 0)
  for (const shot of document?.shots.values() ?? []) {
    const old = before.get(shot.id)
    const now = document ? shotFace(document, takes, jobByShot.get(shot.id), shot) : draft
    const same = old !== undefined && sameFace(old, now)
    changed ||= !same
    faces.set(shot.id, same ? old : now)
  }
  if (changed) faceStore.setState({ faces })
}

/** The face of a shot as it was last derived. */
export function faceOf({ faces }: FaceState, shotId: ShotId | undefined): ShotFace {
  return (shotId && faces.get(shotId)) ?? draft
}

/** Keeps the faces up to date; the returned function stops it. */
export function followFaces(): () => void {
  derive()
  const ends = [
    documentStore.subscribe((state, before) => {
      if (state.gestureBase === null && (state.document !== before.document || before.gestureBase !== null)) derive()
    }),
    factsStore.subscribe(derive),
  ]
  return () => ends.forEach((end) => end())
}
