import type { ClipId } from '../../ids'
import type { Clip, FilmDocument, Join } from '../../project/document'
import { add, compare, subtract } from '../../time/rational'
import { seconds, secondsFromFrames, type Rate, type Seconds } from '../../time/time'
import { cut, inserted, withTrack } from './picture-track'
import { handMarkers } from './place-markers'
import { withRecords } from './records'

export interface TrimClip {
  readonly clipId: ClipId
  readonly edge: 'in' | 'out'
  /** Where the edge goes, in the source's own time. */
  readonly at: Seconds
  /** How long the source is: the take's length, or the asked one. */
  readonly sourceLength: Seconds
}

const zero = seconds(0)

function oneFrame(at: Rate): Seconds {
  return secondsFromFrames(1, at)
}

/** `time - step`, or zero when that is negative. */
function earlier(time: Seconds, step: Seconds): Seconds {
  const left = subtract(time, step)
  return left[0] <= 0 ? zero : seconds(left[0], left[1])
}

function later(time: Seconds, step: Seconds): Seconds {
  const sum = add(time, step)
  return seconds(sum[0], sum[1])
}

function earliest(a: Seconds, b: Seconds): Seconds {
  return compare(a, b) <= 0 ? a : b
}

function latest(a: Seconds, b: Seconds): Seconds {
  return compare(a, b) >= 0 ? a : b
}

function sameTime(a: Seconds | null, b: Seconds | null): boolean {
  return a === b || (a !== null && b !== null && compare(a, b) === 0)
}

function trimmedIn(clip: Clip, { at, sourceLength }: TrimClip, frame: Seconds): Clip {
  const end = earliest(clip.out ?? sourceLength, sourceLength)
  const wanted = earliest(at, earlier(end, frame))
  return { ...clip, in: wanted[0] === 0 ? null : wanted }
}

function trimmedOut(clip: Clip, { at, sourceLength }: TrimClip, frame: Seconds): Clip {
  const wanted = latest(at, later(clip.in ?? zero, frame))
  return { ...clip, out: compare(wanted, sourceLength) >= 0 ? null : wanted }
}

/**
 * Moves one edge of a clip, keeping at least one frame and staying inside the source. An edge at the source's own end
 * becomes untrimmed, so that a longer take shows all of itself.
 */
export function trimClip(document: FilmDocument, args: TrimClip): FilmDocument {
  const clip = document.clips.get(args.clipId)
  if (!clip) return document
  const frame = oneFrame(document.settings.rate)
  const next = args.edge === 'in' ? trimmedIn(clip, args, frame) : trimmedOut(clip, args, frame)
  if (sameTime(clip.in, next.in) && sameTime(clip.out, next.out)) return document
  if (next.in && next.out && compare(next.in, next.out) >= 0) return document
  return { ...document, clips: withRecords(document.clips, [next]) }
}

export interface SplitClip {
  readonly clipId: ClipId
  /** The source time that becomes the second clip's first frame. */
  readonly at: Seconds
  readonly sourceLength: Seconds
  readonly newClipId: ClipId
}

/**
 * Makes two clips of one shot; the join to the next clip goes with the second, and so do the markers behind the cut. Impossible within a frame of either end,
 * where one of the two would be empty.
 */
export function splitClip(document: FilmDocument, { clipId, at, sourceLength, newClipId }: SplitClip): FilmDocument {
  const clip = document.clips.get(clipId)
  if (!clip || document.clips.has(newClipId)) return document
  const frame = oneFrame(document.settings.rate)
  const end = earliest(clip.out ?? sourceLength, sourceLength)
  if (compare(at, later(clip.in ?? zero, frame)) < 0 || compare(later(at, frame), end) > 0) return document
  const first: Clip = { ...clip, out: at, join: cut }
  const second: Clip = { ...clip, id: newClipId, in: at }
  const track = document.track.clipIds
  const clipIds = inserted(track, track.indexOf(clipId) + 1, [newClipId])
  const cutUp = withTrack(document, clipIds, withRecords(document.clips, [first, second]))
  return handMarkers(cutUp, clipId, newClipId, at)
}

function sameJoin(a: Join, b: Join): boolean {
  return a.kind === b.kind && (a.kind === 'cut' || (b.kind === 'dissolve' && a.length === b.length))
}

export interface SetJoin {
  readonly clipId: ClipId
  readonly join: Join
}

/** Sets how a clip meets the next one. Impossible on the last clip, and a dissolve lasts at least a frame. */
export function setJoin(document: FilmDocument, { clipId, join }: SetJoin): FilmDocument {
  const clip = document.clips.get(clipId)
  if (!clip || document.track.clipIds.at(-1) === clipId) return document
  const wanted = join.kind === 'dissolve' && join.length === 0 ? cut : join
  if (sameJoin(clip.join, wanted)) return document
  return { ...document, clips: withRecords(document.clips, [{ ...clip, join: wanted }]) }
}
