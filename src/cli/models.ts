import { catalogue, retirementOf } from '../shared/models/catalogue'
import type { Format, VideoModel } from '../shared/models/model'
import { ratioOf } from '../shared/film/ratio'
import { shapeFor } from '../shared/models/model-sizes'
import type { Shot } from '../shared/project/document'
import { CommandFailure } from './command-failure'
import { nearestWord } from './nearest-word'

/** The model of a word: its id, or `provider/id`. Throws `CommandFailure` with the ones there are. */
export function modelOfWord(word: string): VideoModel {
  const id = word.trim().toLowerCase()
  const found = catalogue.find((model) => model.id === id || `${model.provider}/${model.id}` === id)
  if (found) return found
  const ids = catalogue.map((model) => model.id)
  const retirement = retirementOf('runway', id.replace(/^runway\//, ''))
  if (retirement !== null) throw new CommandFailure('usage', retirement)
  const near = nearestWord(id, ids)
  const hint = near === null ? '' : ` Did you mean ${near}?`
  throw new CommandFailure('usage', `There is no model "${word}".${hint}`, {
    advice: [`Models: ${ids.join(', ')}`, 'seamline models'],
  })
}

function shapeOf(ratio: string): number {
  const [width = 1, height = 1] = ratio.split(':').map(Number)
  return width / height
}

/** What is near enough to be meant: 4:3 for 1104:832, 16:9 for 832:480. */
export const tolerance = 0.03

const otherFormats = {
  film: (film: string) => `the film’s own format, ${film}`,
  picture: () => 'the format of its picture, from 1:4 to 4:1',
}

function nearestRatio(ratios: readonly string[], wanted: number): string | null {
  const far = (ratio: string): number => Math.abs(shapeOf(ratio) / wanted - 1)
  const best = [...ratios].sort((a, b) => far(a) - far(b))[0]
  return best !== undefined && far(best) <= tolerance ? best : null
}

/** The ratios of a list in one resolution; all of them where it has no such one. */
function ratiosAt(formats: readonly Format[], resolution: string | null): readonly string[] {
  const those = formats.filter((format) => format.resolution === resolution)
  return [...new Set((those.length > 0 ? those : formats).map(({ ratio }) => ratio))]
}

/** What a format is wanted for. */
interface RatioWish {
  readonly model: VideoModel
  readonly shot: Pick<Shot, 'start'>
  /** The film's own ratio. */
  readonly film: string
  readonly resolution: string | null
}

/** The ratio as near to one as the model makes it in that resolution; null when none is near. */
export function ratioNear({ model, shot, film, resolution }: RatioWish, ratio: string): string | null {
  const shape = shapeFor(model, shot)
  if (shape.kind === 'picture') return shapeOf(ratio) >= 0.25 && shapeOf(ratio) <= 4 ? ratio : null
  return nearestRatio(shape.kind === 'film' ? [film] : ratiosAt(shape.formats, resolution), shapeOf(ratio))
}

/**
 * The ratio a model offers for one as it is typed (`16:9`, `4:3`, `1280:720`); `film` has the film's own. Throws
 * `CommandFailure` with those it offers.
 */
export function ratioFor(wish: RatioWish, typed: string): string {
  const match = /^(\d{1,5})[:x/](\d{1,5})$/.exec(typed.trim())
  const ratio = match && ratioOf({ width: Number(match[1]), height: Number(match[2]) })
  const near = ratio && ratioNear(wish, ratio)
  if (near) return near
  const { model, shot, film } = wish
  const shape = shapeFor(model, shot)
  const words = shape.kind === 'listed' ? ratiosAt(shape.formats, null).join(', ') : otherFormats[shape.kind](film)
  throw new CommandFailure('usage', `--ratio ${typed}: ${model.label} makes ${words}.`)
}
