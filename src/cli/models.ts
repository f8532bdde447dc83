import { catalogue, retirementOf } from '../shared/models/catalogue'
import type { Format, VideoModel } from '../shared/models/model'
import { areNear, nearShape, ratioOf } from '../shared/film/ratio'
import { shapeFor } from '../shared/models/model-sizes'
import type { Shot, Size } from '../shared/project/document'
import { CommandFailure } from './command-failure'
import { nearestWord } from './nearest-word'

/** Whose models are known by their name alone. */
const firstProviders: ReadonlySet<string> = new Set(['rehearsal', 'runway'])

/** How a model is typed: `gen4_turbo`, `cometapi/gen3a_turbo`. */
export function modelWord({ id, provider }: VideoModel): string {
  return firstProviders.has(provider) ? id : `${provider}/${id}`
}

/** The model of a word: its id, or `provider/id`. Throws `CommandFailure` with the ones there are. */
export function modelOfWord(word: string): VideoModel {
  const id = word.trim().toLowerCase()
  const exact = catalogue.find((model) => `${model.provider}/${model.id}` === id)
  if (exact) return exact
  const named = catalogue.filter((model) => model.id === id)
  const [found, ...others] = named
  // A name alone is the first provider's; what only others make, one of them has to be chosen for.
  if (found && (others.length === 0 || firstProviders.has(found.provider))) return found
  const ids = catalogue.filter(({ provider }) => firstProviders.has(provider)).map((model) => model.id)
  const resellers = named.length === 0 ? [] : [`Others still make it: ${named.map(modelWord).join(', ')}`]
  const retirement = retirementOf('runway', id.replace(/^runway\//, ''))
  if (retirement !== null) throw new CommandFailure('usage', retirement, { advice: resellers })
  if (found) throw new CommandFailure('usage', `More than one provider makes ${id}; say which.`, { advice: resellers })
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
