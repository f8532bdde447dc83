import type { PlannedClip } from '../../film/plan'
import type { FilmDocument } from '../../project/document'
import { secondsFromFrames } from '../../time/time'
import { trimClip } from './cut-clips'

type Side = Pick<
  PlannedClip,
  'clipId' | 'length' | 'sourceIn' | 'sourceLength' | 'overlapIn' | 'overlapOut' | 'start' | 'index'
>

/** The two clips that meet at a cut, as they are planned. */
export interface CutSides {
  readonly before: Side
  readonly after: Side
}

/** A clip keeps a frame, and room for its dissolves, which never take more than half of it. */
function leastLength({ overlapIn, overlapOut }: Side): number {
  return Math.max(1, 2 * overlapIn, 2 * overlapOut)
}

/** How many frames a cut can go, of those that are wanted: inside both sources, and without making the film longer or shorter. */
export function rollBy({ before, after }: CutSides, wanted: number): number {
  const least = -Math.min(Math.max(0, before.length - leastLength(before)), after.sourceIn)
  const spare = before.sourceLength - before.sourceIn - before.length
  const most = Math.min(Math.max(0, after.length - leastLength(after)), Math.max(0, spare))
  return Math.min(Math.max(Math.round(wanted), least), most) + 0
}

export interface RollCut extends CutSides {
  /** Frames later; earlier when negative. */
  readonly by: number
}

/**
 * Moves a cut: one clip becomes as much longer as the other becomes shorter, and nothing else moves. Only a dissolve that
 * was shortened for want of room may get its length back.
 */
export function rollCut(document: FilmDocument, { before, after, by }: RollCut): FilmDocument {
  const { rate } = document.settings
  const count = rollBy({ before, after }, by)
  if (count === 0) return document
  const out = trimClip(document, {
    clipId: before.clipId,
    edge: 'out',
    at: secondsFromFrames(before.sourceIn + before.length + count, rate),
    sourceLength: secondsFromFrames(before.sourceLength, rate),
  })
  return trimClip(out, {
    clipId: after.clipId,
    edge: 'in',
    at: secondsFromFrames(after.sourceIn + count, rate),
    sourceLength: secondsFromFrames(after.sourceLength, rate),
  })
}
