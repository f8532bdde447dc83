import type { PlannedClip } from '../../../shared/film/plan'

type Trimmed = Pick<PlannedClip, 'start' | 'length' | 'sourceIn' | 'sourceLength'>

interface TrimTarget {
  /** Frame of the source the edge goes to, inside the source and a frame from the other edge. */
  readonly sourceFrame: number
  /** The same place on the film as it was when the trim began. */
  readonly filmFrame: number
}

/** Where an edge of a clip goes when it is dragged to a film frame. The clip is as it was when the drag began. */
export function trimAt(clip: Trimmed, edge: 'in' | 'out', wanted: number): TrimTarget {
  const offset = clip.sourceIn - clip.start
  const [least, most] = edge === 'in' ? [0, clip.sourceIn + clip.length - 1] : [clip.sourceIn + 1, clip.sourceLength]
  const sourceFrame = Math.min(Math.max(Math.round(wanted) + offset, least), most)
  return { sourceFrame, filmFrame: sourceFrame - offset }
}
