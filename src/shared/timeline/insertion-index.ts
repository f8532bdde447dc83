import { clipIndexAt } from '../film/film-layers'
import type { PlannedClip } from '../film/plan'

/** The place on the track, 0 before the first clip, that is nearest to a film frame: left half before, right half behind. */
export function insertionIndex(clips: readonly PlannedClip[], frame: number): number {
  const index = clipIndexAt(clips, frame)
  const clip = clips[index]
  if (!clip || frame < 0) return 0
  return frame < clip.start + clip.length / 2 ? index : index + 1
}

/** The film frame of the line that shows an insertion place. */
export function insertionFrame(clips: readonly PlannedClip[], index: number): number {
  const next = clips[index]
  if (next) return next.start + next.overlapIn / 2
  const last = clips.at(-1)
  return last ? last.start + last.length : 0
}
