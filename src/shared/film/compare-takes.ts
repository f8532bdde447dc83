import type { TakeIndex } from '../continuity/pick'
import type { ClipId } from '../ids'
import type { Take } from '../jobs/take'
import type { FilmDocument } from '../project/document'
import { conformedFrameCount, frames } from '../time/time'
import { pickTake } from '../timeline/edits/ask-shots'
import type { FilmPlan, PlannedClip } from './plan'
import { planFilm } from './plan-film'

/** What one take shows when takes are compared: a stretch of a film's plan. */
export interface ComparedTake {
  readonly take: Take
  readonly plan: FilmPlan
  /** Film frame the stretch begins with, and how many frames it has. */
  readonly start: number
  readonly length: number
  /** Frames of the stretch before the take comes on, and after it has gone: the neighbours' alone. */
  readonly before: number
  readonly after: number
}

interface Compared {
  readonly document: FilmDocument
  readonly takes: TakeIndex
  /** The clip whose shot the takes are of. */
  readonly clipId: ClipId
}

/** The whole take, as long as it is, without anything around it. */
export function takeAlone({ document, clipId }: Compared, take: Take): ComparedTake {
  const { rate, size, fit } = document.settings
  const length = conformedFrameCount(take.frames, take.rate, rate)
  const clip: PlannedClip = {
    clipId,
    shotId: take.shotId,
    index: 0,
    start: frames(0),
    length,
    sourceIn: frames(0),
    sourceLength: length,
    source: { kind: 'take', takeId: take.id, rehearsal: take.provider === 'rehearsal' },
    overlapIn: frames(0),
    overlapOut: frames(0),
    flags: [],
  }
  return { take, plan: { rate, size, fit, clips: [clip], sounds: [], length }, start: 0, length, before: 0, after: 0 }
}

/**
 * The take where it would stand in the film: cut as its clip is, with its joins, after the last second of the clip
 * before and before the first second of the one after. Everything else is as the film would be with this take in it.
 */
export function takeInContext({ document, takes, clipId }: Compared, take: Take): ComparedTake {
  const plan = planFilm(pickTake(document, { shotId: take.shotId, takeId: take.id }), takes)
  const clip = plan.clips.find((one) => one.clipId === clipId)
  if (!clip) return takeAlone({ document, takes, clipId }, take)
  const second = Math.round(plan.rate[0] / plan.rate[1])
  const previous = plan.clips[clip.index - 1]
  const next = plan.clips[clip.index + 1]
  const end = clip.start + clip.length
  const start = previous ? Math.max(previous.start, clip.start - second) : clip.start
  const last = next ? Math.min(next.start + next.length, end + second) : end
  return { take, plan, start, length: last - start, before: clip.start - start, after: last - end }
}

/** The frame of its plan that a take shows at `frame` of the comparison: one that is over holds its last. */
export function comparedFrame({ start, length }: ComparedTake, frame: number): { frame: number; holds: boolean } {
  return { frame: start + Math.min(frame, length - 1), holds: frame >= length }
}

/** How long a comparison is: as its longest take. */
export function comparisonLength(all: readonly ComparedTake[]): number {
  return Math.max(0, ...all.map(({ length }) => length))
}
