import type { FilmLayer, FilmPlan, PlannedClip } from './plan'

/** Index of the last clip that has begun at `frame` (binary search), or -1 on an empty film. */
export function clipIndexAt(clips: readonly PlannedClip[], frame: number): number {
  let [low, high] = [0, clips.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    const clip = clips[middle]
    if (clip && clip.start <= frame) low = middle
    else high = middle - 1
  }
  return clips.length === 0 ? -1 : low
}

/**
 * Opacity of the incoming clip `k` frames into a dissolve of `length`: (k + 1) / (length + 1), so that no frame of the
 * dissolve is wholly one clip and it is even on both sides.
 */
export function dissolveOpacity(k: number, length: number): number {
  return (k + 1) / (length + 1)
}

/** What is on screen at a film frame, bottom layer first: one clip, or two in a dissolve; nothing outside the film. */
export function layersAt(plan: FilmPlan, frame: number): readonly FilmLayer[] {
  const index = clipIndexAt(plan.clips, frame)
  const clip = plan.clips[index]
  if (!clip || frame < 0 || frame >= plan.length) return []
  const into = frame - clip.start
  const top = { clip, sourceFrame: clip.sourceIn + into, opacity: 1 }
  const before = plan.clips[index - 1]
  if (into >= clip.overlapIn || !before) return [top]
  return [
    { clip: before, sourceFrame: before.sourceIn + (frame - before.start), opacity: 1 },
    { ...top, opacity: dissolveOpacity(into, clip.overlapIn) },
  ]
}
