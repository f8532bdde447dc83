import type { FilmPlan } from '../film/plan'

/** How near an edge must come to a target to snap, in pixels, whatever the zoom. */
const reach = 8

export interface SnapContext {
  readonly playhead: number
  readonly inPoint: number | null
  readonly outPoint: number | null
  /** Film frames of the markers. */
  readonly markers: readonly number[]
}

/**
 * Film frames that edges snap to, ascending and without repeats: zero, cuts, the film's end, the edges of sounds, the
 * playhead, the in and out marks and the markers. `spans` are the sounds as they lie on the track.
 */
export function snapTargets(
  plan: FilmPlan,
  spans: readonly { readonly start: number; readonly end: number }[],
  { playhead, inPoint, outPoint, markers }: SnapContext,
): readonly number[] {
  const targets = new Set<number>([0, playhead, plan.length])
  for (const clip of plan.clips) targets.add(clip.start)
  for (const span of spans) targets.add(span.start).add(span.end)
  for (const marker of markers) targets.add(marker)
  for (const mark of [inPoint, outPoint]) if (mark !== null) targets.add(mark)
  return [...targets].sort((a, b) => a - b)
}

/** Index of the first target that is not before `frame`. */
function firstAtOrAfter(targets: readonly number[], frame: number): number {
  let [low, high] = [0, targets.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((targets[middle] ?? 0) < frame) low = middle + 1
    else high = middle
  }
  return low
}

/** The target within reach of `frame` and nearest to it, or null. `targets` ascend. */
export function nearestTarget(targets: readonly number[], frame: number, pixelsPerFrame: number): number | null {
  const at = firstAtOrAfter(targets, frame)
  let best: number | null = null
  for (const target of [targets[at - 1], targets[at]]) {
    if (target === undefined || Math.abs(target - frame) * pixelsPerFrame > reach) continue
    if (best === null || Math.abs(target - frame) < Math.abs(best - frame)) best = target
  }
  return best
}

export interface Snapped {
  /** How far to move the thing so that one of its edges meets the target. */
  readonly shift: number
  /** The film frame where the line is drawn. */
  readonly target: number
}

/** Snaps something with several edges (both ends of a sound) by the edge that is nearest to a target. */
export function snapEdges(
  targets: readonly number[],
  edges: readonly number[],
  pixelsPerFrame: number,
): Snapped | null {
  let best: Snapped | null = null
  for (const edge of edges) {
    const target = nearestTarget(targets, edge, pixelsPerFrame)
    if (target === null) continue
    if (best === null || Math.abs(target - edge) < Math.abs(best.shift)) best = { shift: target - edge, target }
  }
  return best
}
