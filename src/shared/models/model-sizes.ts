import { areNear, ratioOf } from '../film/ratio'
import type { Shot, Size } from '../project/document'
import type { Format, Shape, VideoModel } from './model'

/** The option that chooses among formats of one ratio. */
export const resolutionKey = 'resolution'

/** Pixels of the shorter side, by the name of the resolution. `2k` and `4k` have no `p` to tell. */
function linesOf(resolution: string): number {
  if (resolution === '2k') return 1440
  return resolution === '4k' ? 2160 : Number.parseInt(resolution, 10)
}

function even(length: number): number {
  return 2 * Math.round(length / 2)
}

function aspectOf(ratio: string): number {
  const [width = 1, height = 1] = ratio.split(':').map(Number)
  return width / height
}

/** The frame of a ratio whose shorter side has a resolution's lines. */
function frameOf(ratio: string, resolution: string): Size {
  const [aspect, lines] = [aspectOf(ratio), linesOf(resolution)]
  return aspect >= 1 ? { width: even(lines * aspect), height: lines } : { width: lines, height: even(lines / aspect) }
}

function pairOf(text: string): Size {
  const [width = 1, height = 1] = text.split(':').map(Number)
  return { width, height }
}

/** Formats that a provider names by their pixels, by resolution. */
export function sizes(byResolution: Readonly<Record<string, readonly string[]>>): Shape {
  const formats = Object.entries(byResolution).flatMap(([resolution, names]) =>
    names.map((name): Format => ({ size: pairOf(name), ratio: ratioOf(pairOf(name)), resolution, name })),
  )
  return { kind: 'listed', formats }
}

/** Formats that a provider names by shape and resolution. How many pixels they have is a guess. */
export function named(names: readonly string[], resolutions: readonly string[]): Shape {
  const formats = names.flatMap((name) =>
    resolutions.map((resolution): Format => {
      const ratio = ratioOf(pairOf(name))
      return { size: frameOf(ratio, resolution), ratio, resolution, name }
    }),
  )
  return { kind: 'listed', formats }
}

/** What formats follow from: a shot, or a request that was made of one. */
export interface Shaped {
  readonly start: unknown
  readonly ratio: string
  readonly options: Shot['options']
}

/** What a shot can be with this model, as it starts from a picture or not. */
export function shapeFor(model: VideoModel, { start }: Pick<Shaped, 'start'>): Shape {
  return start === null && model.textShape !== null ? model.textShape : model.shape
}

const commonRatios = ['16:9', '9:16', '1:1', '4:3', '3:4', '7:3']

/** The formats of a shape. One that follows its picture has those of the common ratios, and of `ratio`. */
export function formatsOf(shape: Shape, ratio: string, film: Size): readonly Format[] {
  if (shape.kind === 'listed') return shape.formats
  if (shape.kind === 'film') return [{ size: film, ratio: ratioOf(film), resolution: null, name: ratioOf(film) }]
  const ratios = commonRatios.includes(ratio) ? commonRatios : [ratio, ...commonRatios]
  return ratios.flatMap((each) =>
    shape.resolutions.map((resolution): Format => {
      return { size: frameOf(each, resolution), ratio: each, resolution, name: each }
    }),
  )
}

/** Every resolution that a model makes, in its own order. */
export function resolutionsOf({ shape, textShape }: Pick<VideoModel, 'shape' | 'textShape'>): readonly string[] {
  const names = [shape, textShape].flatMap((one) => {
    if (one === null || one.kind === 'film') return []
    return one.kind === 'picture' ? one.resolutions : one.formats.flatMap(({ resolution }) => resolution ?? [])
  })
  return [...new Set(names)]
}

/**
 * The format a shot is made in; null when the model does not offer its ratio. A resolution that there is only in a shape
 * next to the shot's (480p is 832:480) counts more than the exact ratio: it decides what is paid. `film`: the film's size.
 */
export function chosenFormat(model: VideoModel, shot: Shaped, film: Size): Format | null {
  const shape = shapeFor(model, shot)
  const formats = formatsOf(shape, shot.ratio, film)
  if (shape.kind === 'film') return formats[0] ?? null
  const exact = formats.filter(({ ratio }) => ratio === shot.ratio)
  const wanted = formats.filter(({ resolution }) => resolution === shot.options[resolutionKey])
  return (
    wanted.find(({ ratio }) => ratio === shot.ratio) ??
    wanted.find(({ size }) => areNear(size, pairOf(shot.ratio))) ??
    exact[0] ??
    null
  )
}

/** The format a shot would be made in, or the first of its model while it asks for one that there is not. */
export function formatFor(model: VideoModel | null, shot: Shaped, film: Size): Format {
  const none: Format = { size: film, ratio: ratioOf(film), resolution: null, name: ratioOf(film) }
  if (model === null) return none
  return chosenFormat(model, shot, film) ?? formatsOf(shapeFor(model, shot), shot.ratio, film)[0] ?? none
}
