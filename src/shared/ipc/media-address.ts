import type { FilmPlan, PlannedClip, StillPicture } from '../film/plan'
import type { AssetId, ShotId, TakeId } from '../ids'
import type { Framing, Size } from '../project/document'
import type { Rate } from '../time/time'

/**
 * Addresses of `media://`. They hold opaque ids and numbers, never paths; the engine resolves them in the open project.
 *
 *   media://picture/<asset>?width=N            whole oriented picture in sRGB, at most N wide
 *   media://framed/<asset>?framing=..&size=..  the picture as it is sent and shown: cropped or padded to size
 *   media://take/<take>?size=..&rate=..&fit=.. the take conformed to the film (video, answers ranges)
 *   media://frame/<take>?n=N&size=..&rate=..&fit=..  one exact conformed frame
 *   media://strip/<take>                       filmstrip: 10 frames side by side, each 160 px wide
 *   media://card/<shot>?v=<text hash>&size=..  the prompt card
 *   media://peaks/<asset>                      waveform: signed 8-bit min/max pairs, 100 pairs a second
 *   media://mix/film?revision=N&block=N        48 kHz stereo 32-bit float PCM, one second a block, little endian
 */
export function pictureAddress(assetId: AssetId, width: number): string {
  return `media://picture/${assetId}?width=${width}`
}

function sizeText(size: Size): string {
  return `${size.width}x${size.height}`
}

function rateText(at: Rate): string {
  return `${at[0]}-${at[1]}`
}

/** `fill` (centred), `pad`, or `x,y,w,h` to five decimals. */
export function framingText(framing: Framing | null): string {
  if (framing === null) return 'fill'
  if (framing.kind === 'pad') return 'pad'
  return [framing.x, framing.y, framing.width, framing.height].map((part) => part.toFixed(5)).join(',')
}

export function framedAddress(assetId: AssetId, framing: Framing | null, size: Size): string {
  return `media://framed/${assetId}?framing=${framingText(framing)}&size=${sizeText(size)}`
}

type FilmShape = Pick<FilmPlan, 'size' | 'rate' | 'fit'>

function shapeText(shape: FilmShape): string {
  return `size=${sizeText(shape.size)}&rate=${rateText(shape.rate)}&fit=${shape.fit}`
}

export function takeAddress(takeId: TakeId, shape: FilmShape): string {
  return `media://take/${takeId}?${shapeText(shape)}`
}

export function frameAddress(takeId: TakeId, frame: number, shape: FilmShape): string {
  return `media://frame/${takeId}?n=${frame}&${shapeText(shape)}`
}

export function stripAddress(takeId: TakeId): string {
  return `media://strip/${takeId}`
}

export function peaksAddress(assetId: AssetId): string {
  return `media://peaks/${assetId}`
}

export function mixAddress(revision: number, block: number): string {
  return `media://mix/film?revision=${revision}&block=${block}`
}

/** A small, stable fingerprint that changes the address when a card's words change. */
function textFingerprint(text: string): string {
  let hash = 5381
  for (let at = 0; at < text.length; at++) hash = ((hash << 5) + hash + text.charCodeAt(at)) | 0
  return (hash >>> 0).toString(36)
}

export function cardAddress(shotId: ShotId, title: string, text: string, size: Size): string {
  return `media://card/${shotId}?v=${textFingerprint(`${title}\n${text}`)}&size=${sizeText(size)}`
}

/** Where the pixels of a still come from. */
export function stillAddress(picture: StillPicture, shape: FilmShape): string {
  if (picture.kind === 'asset') return framedAddress(picture.assetId, picture.framing, shape.size)
  return frameAddress(picture.takeId, picture.frame, shape)
}

/** Where a planned clip's pixels come from: a video for takes, a picture for the rest. */
export function clipAddress(clip: PlannedClip, shape: FilmShape): string {
  const { source } = clip
  if (source.kind === 'take') return takeAddress(source.takeId, shape)
  if (source.kind === 'still') return stillAddress(source.picture, shape)
  return cardAddress(source.shotId, source.title, source.text, shape.size)
}
