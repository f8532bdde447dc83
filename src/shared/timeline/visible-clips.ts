import { clipIndexAt } from '../film/film-layers'
import type { PlannedClip } from '../film/plan'

/** Indexes of clips, half open. */
export interface ClipRange {
  readonly from: number
  readonly to: number
}

/** The clips that show any of the film frames `first` to `last`, found by binary search. */
export function visibleClips(clips: readonly PlannedClip[], first: number, last: number): ClipRange {
  if (clips.length === 0 || last < 0) return { from: 0, to: 0 }
  let from = Math.max(0, clipIndexAt(clips, first))
  // A clip may reach under the one that begins after it: a dissolve.
  const before = clips[from - 1]
  if (before && before.start + before.length > first) from -= 1
  const to = clipIndexAt(clips, last) + 1
  const leaving = clips[from]
  if (leaving && leaving.start + leaving.length <= first) from += 1
  return { from: Math.min(from, to), to }
}
