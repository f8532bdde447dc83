export interface PictureSize {
  readonly width: number
  readonly height: number
}

/** How prices and `resolution` name sizes. */
export type PictureClass = '480p' | '720p' | '768p' | '1080p' | '2k' | '4k'

const linesOf: Readonly<Record<PictureClass, number>> = {
  '480p': 480,
  '720p': 720,
  '768p': 768,
  '1080p': 1080,
  '2k': 1440,
  '4k': 2160,
}

const wide = 16 / 9

function isPictureClass(text: string): text is PictureClass {
  return Object.hasOwn(linesOf, text)
}

function even(length: number): number {
  return 2 * Math.round(length / 2)
}

/** The frame of an aspect whose shorter side has the class's lines. */
function frameOf(aspect: number, pictureClass: PictureClass): PictureSize {
  const bounded = Math.min(2.5, Math.max(0.4, aspect))
  const lines = linesOf[pictureClass]
  if (bounded >= 1) return { width: even(lines * bounded), height: lines }
  return { width: lines, height: even(lines / bounded) }
}

/** The class that a frame in pixels is priced as: sizes of a class have about the same number of pixels. */
export function classOf({ width, height }: PictureSize): PictureClass {
  const pixels = width * height
  if (pixels < 600_000) return '480p'
  if (pixels < 1_300_000) return '720p'
  return pixels < 3_000_000 ? '1080p' : '4k'
}

export interface SizedOutput {
  readonly size: PictureSize
  readonly pictureClass: PictureClass
}

export interface SizeWish {
  readonly ratio: string | null
  readonly resolution: string | null
  /** The class when the request names none: models that are priced by `resolution` have a smallest one. */
  readonly usualClass: PictureClass
  /** Width by height of the first picture, when its bytes are here to look at. */
  readonly pictureAspect: number | null
}

/** The frame that a request gets: from `ratio` in pixels, or from a class and an aspect. */
export function outputSize({ ratio, resolution, usualClass, pictureAspect }: SizeWish): SizedOutput {
  const named = (resolution ?? ratio?.replace('auto_', '') ?? '').toLowerCase()
  const pictureClass = isPictureClass(named) ? named : usualClass
  const [across = 0, down = 0] = (ratio ?? '').split(':').map(Number)
  if (across > 100) {
    const size = { width: across, height: down }
    return { size, pictureClass: classOf(size) }
  }
  const aspect = across > 0 && down > 0 ? across / down : (pictureAspect ?? wide)
  return { size: frameOf(aspect, pictureClass), pictureClass }
}
