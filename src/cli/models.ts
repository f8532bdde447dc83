import { catalogue, retirementOf } from '../shared/models/catalogue'
import type { VideoModel } from '../shared/models/model'
import { ratioOf } from '../shared/film/ratio'
import { sizesFor } from '../shared/models/model-sizes'
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

/** What is near enough to be meant: 4:3 for 1104:832. */
const tolerance = 0.02

/**
 * The format a model offers for one as it is typed (`16:9`, `4:3`, `1280:720`); `film` has the film's own. Throws
 * `CommandFailure` with those it offers.
 */
export function ratioFor(model: VideoModel, shot: Pick<Shot, 'start'>, typed: string, film: string): string {
  const match = /^(\d{1,5})[:x/](\d{1,5})$/.exec(typed.trim())
  const wanted = match ? Number(match[1]) / Number(match[2]) : Number.NaN
  const sizes = sizesFor(model, shot)
  const offered = sizes === 'film' ? [film] : [...new Set(sizes.map(ratioOf))]
  const near = (ratio: string): number => Math.abs(shapeOf(ratio) / wanted - 1)
  const best = [...offered].sort((a, b) => near(a) - near(b))[0]
  if (best !== undefined && near(best) <= tolerance) return best
  const words = sizes === 'film' ? `the film’s own format, ${film}` : offered.join(', ')
  throw new CommandFailure('usage', `--ratio ${typed}: ${model.label} makes ${words}.`)
}
