import { ratioOf } from '../film/ratio'
import type { Shot, Size } from '../project/document'
import type { VideoModel } from './model'

/** The option that chooses among sizes of one shape: `720p` is a short side of 720. */
export const resolutionKey = 'resolution'

/** How a size is called among those of its shape. */
export function resolutionOf(size: Size): string {
  return `${Math.min(size.width, size.height)}p`
}

/** The sizes a shot can have with this model, as it starts from a picture or not; `film` for the film's own. */
export function sizesFor(model: VideoModel, shot: Pick<Shot, 'start'>): 'film' | readonly Size[] {
  return shot.start === null && model.textSizes !== null ? model.textSizes : model.sizes
}

type Shape = Pick<Shot, 'start' | 'ratio' | 'options'>

/** The size a shot is made at; null when the model does not offer its shape. */
export function chosenSize(model: VideoModel, shot: Shape, film: Size): Size | null {
  const sizes = sizesFor(model, shot)
  if (sizes === 'film') return film
  const shaped = sizes.filter((size) => ratioOf(size) === shot.ratio)
  return shaped.find((size) => resolutionOf(size) === shot.options[resolutionKey]) ?? shaped[0] ?? null
}
