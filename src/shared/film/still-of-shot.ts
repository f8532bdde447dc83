import { pickedTake, type TakeIndex } from '../continuity/pick'
import type { FilmDocument, FrameSource, Shot } from '../project/document'
import { repeatedFrames } from './repeated-part'
import type { LinkSource } from '../project/frame-source'
import { conformedFrameCount, framesFromSeconds } from '../time/time'
import type { Take } from '../jobs/take'
import type { StillPicture } from './plan'
import { ratioOf } from './ratio'

function takeNamed(document: FilmDocument, takes: TakeIndex, source: LinkSource): Take | null {
  const shot = document.shots.get(source.shotId)
  if (source.take !== 'pick') return takes.byId.get(source.take) ?? null
  return shot ? pickedTake(document, takes, shot) : null
}

/** Visible range of a shot in its conformed frames: what its clips on the track show, or all of it when none does. */
function visibleRange(
  document: FilmDocument,
  shotId: string,
  length: number,
  repeated: number,
): { first: number; last: number } {
  const { rate } = document.settings
  const clips = [...document.clips.values()].filter((clip) => clip.shotId === shotId)
  if (clips.length === 0) return { first: repeated, last: length - 1 }
  const ins = clips.map((clip) => (clip.in ? framesFromSeconds(clip.in, rate) : repeated))
  const outs = clips.map((clip) => (clip.out ? framesFromSeconds(clip.out, rate) : length))
  const last = Math.min(length, Math.max(...outs)) - 1
  return { first: Math.min(Math.min(...ins), length - 1), last: Math.max(0, last) }
}

/**
 * The exact conformed frame of a take that a "frame of a shot" names, or null while that take does not exist.
 * A clip that is gone on from shows as its very last frame, however it is cut. "Last visible" follows the cut: trimming the tail of a shot changes it, and with it what depends on it.
 */
export function takeFrameOf(document: FilmDocument, takes: TakeIndex, source: LinkSource): StillPicture | null {
  const take = takeNamed(document, takes, source)
  if (!take) return null
  const length = conformedFrameCount(take.frames, take.rate, document.settings.rate)
  if (source.kind === 'extension') return { kind: 'takeFrame', takeId: take.id, frame: length - 1 }
  const visible = visibleRange(document, source.shotId, length, repeatedFrames(take, document.settings.rate))
  if (source.frame === 'lastVisible') return { kind: 'takeFrame', takeId: take.id, frame: visible.last }
  if (source.frame === 'firstVisible') return { kind: 'takeFrame', takeId: take.id, frame: visible.first }
  const frame = Math.min(length - 1, framesFromSeconds(source.frame, document.settings.rate))
  return { kind: 'takeFrame', takeId: take.id, frame }
}

function pictureOf(document: FilmDocument, takes: TakeIndex, source: FrameSource, depth: number): StillPicture | null {
  if (source.kind === 'picture') {
    if (!document.assets.has(source.assetId)) return null
    const framing = source.framings[ratioOf(document.settings.size)] ?? null
    return { kind: 'asset', assetId: source.assetId, framing }
  }
  const exact = takeFrameOf(document, takes, source)
  const upstream = document.shots.get(source.shotId)
  if (exact || !upstream?.start || depth === 0) return exact
  return pictureOf(document, takes, upstream.start, depth - 1)
}

/**
 * The picture that stands in for a shot: its start frame; while the shot it continues from is not generated, that shot's
 * own still. Null: the shot has no picture and shows its card. Circular links end after as many steps as there are shots.
 */
export function stillOfShot(document: FilmDocument, takes: TakeIndex, shot: Shot): StillPicture | null {
  return shot.start ? pictureOf(document, takes, shot.start, document.shots.size) : null
}
