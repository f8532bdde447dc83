import { catalogue, retirementOf } from '../shared/models/catalogue'
import type { Format, VideoModel } from '../shared/models/model'
import { areNear, nearShape, ratioOf } from '../shared/film/ratio'
import { shapeFor } from '../shared/models/model-sizes'
import type { Shot, Size } from '../shared/project/document'
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

const otherFormats = {
  film: (film: string) => `the film’s own format, ${film}`,
  picture: () => 'the format of its picture, from 1:4 to 4:1',
}

function sizeOf(ratio: string): Size {
  const [width = 1, height = 1] = ratio.split(':').map(Number)
  return { width, height }
}

/** What a format is wanted for. */
interface RatioWish {
  readonly model: VideoModel
  readonly shot: Pick<Shot, 'start'>
  /** The film's own ratio. */
  readonly film: string
}

function ratioNear({ model, shot, film }: RatioWish, wanted: Size): string | null {
  const shape = shapeFor(model, shot)
  const exact = ratioOf(wanted)
  if (shape.kind === 'picture')
    return wanted.width <= 4 * wanted.height && wanted.height <= 4 * wanted.width ? exact : null
  const offered = shape.kind === 'film' ? [film] : shape.formats.map(({ ratio }) => ratio)
  if (offered.includes(exact)) return exact
  return offered.find((ratio) => areNear(sizeOf(ratio), wanted)) ?? null
}

/**
 * The ratio a model offers for one as it is typed (`16:9`, `4:3`, `1280:720`); `film` has the film's own. Throws
 * `CommandFailure` with those it offers.
 */
export function ratioFor(wish: RatioWish, typed: string): string {
  const match = /^(\d{1,5})[:x/](\d{1,5})$/.exec(typed.trim())
  const near = match && ratioNear(wish, { width: Number(match[1]), height: Number(match[2]) })
  if (near) return near
  const { model, shot, film } = wish
  const shape = shapeFor(model, shot)
  const words = shape.kind === 'listed' ? ratioWords(shape.formats) : otherFormats[shape.kind](film)
  throw new CommandFailure('usage', `--ratio ${typed}: ${model.label} makes ${words}.`)
}

/** The ratios of formats as people write them: `16:9, 4:3`. */
export function ratioWords(formats: readonly Format[]): string {
  return [...new Set(formats.map(({ size, ratio }) => nearShape(size) ?? ratio))].join(', ')
}
