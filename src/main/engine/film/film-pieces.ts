import type { FilmPlan, PlannedClip } from '../../../shared/film/plan'
import type { TakeId } from '../../../shared/ids'

/** Consecutive frames of one clip's conformed source. */
export interface ClipRange {
  readonly clip: PlannedClip
  readonly from: number
  readonly length: number
}

/** Frames that have to be made: one clip's, with the end of the clip before it dissolving into its first ones. */
export interface EncodedPiece {
  readonly kind: 'encode'
  readonly start: number
  readonly length: number
  readonly incoming: ClipRange
  readonly outgoing: ClipRange | null
}

/** Frames that are taken as they are from a conformed take. They begin with a key frame of it. */
export interface CopiedPiece {
  readonly kind: 'copy'
  readonly start: number
  readonly length: number
  readonly takeId: TakeId
  readonly from: number
}

export type FilmPiece = EncodedPiece | CopiedPiece

/** Where decoding may begin in the source of a clip, one flag a frame; null when its frames can't be copied. */
export type KeysOf = (clip: PlannedClip) => Uint8Array | null

/** First source frame from `from` on at which a copy can begin, or `end`. */
function firstKey(keys: Uint8Array | null, from: number, end: number): number {
  if (!keys) return end
  for (let frame = from; frame < end; frame++) if (keys[frame] === 1) return frame
  return end
}

function piecesOf(clip: PlannedClip, before: PlannedClip | undefined, keys: Uint8Array | null): readonly FilmPiece[] {
  const pieces: FilmPiece[] = []
  const end = clip.sourceIn + clip.length - clip.overlapOut
  const copyFrom = firstKey(keys, clip.sourceIn + clip.overlapIn, end)
  if (copyFrom > clip.sourceIn) {
    const length = copyFrom - clip.sourceIn
    const outgoing =
      before && clip.overlapIn > 0
        ? { clip: before, from: before.sourceIn + before.length - clip.overlapIn, length: clip.overlapIn }
        : null
    const incoming = { clip, from: clip.sourceIn, length }
    pieces.push({ kind: 'encode', start: clip.start, length, incoming, outgoing })
  }
  if (copyFrom < end && clip.source.kind === 'take') {
    const start = clip.start + copyFrom - clip.sourceIn
    pieces.push({ kind: 'copy', start, length: end - copyFrom, takeId: clip.source.takeId, from: copyFrom })
  }
  return pieces
}

/**
 * Cuts the film into the pieces it is joined from: every film frame is in exactly one, in order. What can be copied is;
 * encoded are dissolves, what is not a copyable take, and the frames from a cut to the next key frame.
 */
export function filmPieces(plan: FilmPlan, keysOf: KeysOf): readonly FilmPiece[] {
  return plan.clips.flatMap((clip, index) => piecesOf(clip, plan.clips[index - 1], keysOf(clip)))
}
