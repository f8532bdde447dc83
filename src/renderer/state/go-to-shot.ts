import type { ClipId, ShotId } from '../../shared/ids'
import { filmStore } from './film-store'
import { selectClip } from './selection-store'
import { seek } from './transport'

/** Selects the first clip of a shot and puts the playhead at its start. */
export function goToShot(shotId: ShotId): void {
  const clip = filmStore.getState().plan?.clips.find((candidate) => candidate.shotId === shotId)
  if (!clip) return
  selectClip(clip.clipId)
  seek(clip.start)
}

/** Selects a clip and puts the playhead at its start. */
export function goToClip(clipId: ClipId): void {
  const clip = filmStore.getState().clipById.get(clipId)
  if (!clip) return
  selectClip(clipId)
  seek(clip.start)
}
