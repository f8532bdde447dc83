import type { FilmPlan, PlannedSource } from '../../shared/film/plan'
import { framedAddress, stripAddress } from '../../shared/ipc/media-address'

/** A small picture of a shot: a whole picture, or one of the ten side by side of a take's filmstrip. */
export interface ShotPicture {
  readonly src: string
  readonly part: 'whole' | 'stripMiddle' | 'stripEnd'
}

/** Small pictures are fetched this high, as wide as the film's shape asks: sharp on dense screens, light enough for many. */
const height = 144

/** What stands for a shot where there is little room; null where it has only words. */
export function shotPicture(source: PlannedSource, { size }: Pick<FilmPlan, 'size'>): ShotPicture | null {
  if (source.kind === 'card') return null
  if (source.kind === 'take') return { src: stripAddress(source.takeId), part: 'stripMiddle' }
  const { picture } = source
  if (picture.kind === 'takeFrame') return { src: stripAddress(picture.takeId), part: 'stripEnd' }
  const width = Math.max(16, Math.round((height * size.width) / size.height / 2) * 2)
  return { src: framedAddress(picture.assetId, picture.framing, { width, height }), part: 'whole' }
}
