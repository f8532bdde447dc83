import { ratioOf } from '../../shared/film/ratio'
import type { VideoModel } from '../../shared/models/model'
import { chosenSize, resolutionKey, resolutionOf, sizesFor } from '../../shared/models/model-sizes'
import type { Shot, Size } from '../../shared/project/document'

/** Shapes that have a name; a size within two percent of one is called by it. */
const named: readonly (readonly [string, number])[] = [
  ['16:9', 16 / 9],
  ['9:16', 9 / 16],
  ['4:3', 4 / 3],
  ['3:4', 3 / 4],
  ['1:1', 1],
  ['21:9', 21 / 9],
]

/** `16:9`; `about 4:3` for 1104 by 832. */
export function shapeWords(size: Size): string {
  const exact = ratioOf(size)
  const near = named.find(([, shape]) => Math.abs(size.width / size.height / shape - 1) < 0.02)
  return near && near[0] !== exact ? `about ${near[0]}` : exact
}

export function sizeWords(size: Size): string {
  return `${size.width} × ${size.height}`
}

/** The sizes a shot can choose among; none when it takes the film's. */
export function formatsOf(model: VideoModel | null, shot: Shot): readonly Size[] {
  const sizes = model ? sizesFor(model, shot) : 'film'
  return sizes === 'film' ? [] : sizes
}

/** The size a shot is asked for in: its model's, else the film's. */
export function frameSize(model: VideoModel | null, shot: Shot, film: Size): Size {
  return (model && chosenSize(model, shot, film)) ?? film
}

/** What choosing a size changes in a shot. The resolution is only written where the shape alone would give another. */
export function formatPatch(model: VideoModel, shot: Shot, size: Size): Pick<Shot, 'ratio' | 'options'> {
  const { [resolutionKey]: _before, ...plain } = shot.options
  const ratio = ratioOf(size)
  const usual = formatsOf(model, shot).find((candidate) => ratioOf(candidate) === ratio)
  const isUsual = usual !== undefined && resolutionOf(usual) === resolutionOf(size)
  const options = isUsual ? plain : { ...plain, [resolutionKey]: resolutionOf(size) }
  return { ratio, options: resolutionKey in shot.options || !isUsual ? options : shot.options }
}
