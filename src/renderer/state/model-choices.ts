import type { ShotId } from '../../shared/ids'
import { catalogue } from '../../shared/models/catalogue'
import type { VideoModel } from '../../shared/models/model'
import { bareAmount, findProvider, shortWords } from '../../shared/models/money'
import { chargesOf, priceKinds, type Prices } from '../../shared/models/prices'
import { strengthOf, strengths, strengthWords } from '../../shared/models/strengths'
import { laneOf, type TypicalTimes } from '../../shared/jobs/typical-times'
import { aboutWords } from './about-words'
import { switchModel } from '../../shared/models/switch-model'
import { withAside } from '../../shared/sentence'
import type { FilmDocument } from '../../shared/project/document'
import { setFrameSource, updateShot } from '../../shared/timeline/edits/ask-shots'

/** A model as it is offered in a list. */
export interface ModelChoice {
  readonly value: string
  readonly label: string
  readonly detail: string
  /** What a second costs. */
  readonly aside: string
  readonly group: string
}

/** A model's place in the list of choices. */
export function modelKey(model: Pick<VideoModel, 'provider' | 'id'>): string {
  return `${model.provider}/${model.id}`
}

export function modelOfKey(key: string): VideoModel | null {
  return catalogue.find((model) => modelKey(model) === key) ?? null
}

/** `12 cr/s`, `20–68 cr/s` where it goes by the resolution, `free`, or that it is not known. */
export function perSecond(model: VideoModel, audio: boolean, prices: Prices): string {
  const kinds = priceKinds(model).filter((kind) => model.pricedBy !== 'sound' || kind.audio === audio)
  const known = kinds.flatMap(({ key }) => prices[key] ?? [])
  if (known.length === 0) return shortWords(model.provider, null)
  const [least, most] = [Math.min(...known), Math.max(...known)]
  const words = shortWords(model.provider, most)
  if (most === 0) return words
  return least === most ? `${words}/s` : `${bareAmount(model.provider, least)}–${words}/s`
}

/** What a clip costs besides its seconds, a sentence each. */
function* chargeWords(model: VideoModel): Generator<string> {
  const { eachPicture, least } = chargesOf(model)
  if (eachPicture > 0) yield `Each frame that is sent costs ${shortWords(model.provider, eachPicture)} more.`
  if (least > 0) yield `A take costs at least ${shortWords(model.provider, least)}.`
}

/** How long its takes are at most, and what the last ones took to be made. */
function* timeWords(model: VideoModel, times: TypicalTimes): Generator<string> {
  const took = times.get(laneOf({ provider: model.provider, model: model.id }))
  yield `Up to ${model.durations.at(-1)} s.`
  if (took !== undefined) yield `Here a take took ${aboutWords(took)}.`
}

function detailOf(model: VideoModel, audio: boolean, { prices, times }: ChoiceFacts): string {
  const other = `${audio ? 'Silent' : 'With sound'} ${perSecond(model, !audio, prices)}.`
  const sound = model.pricedBy === 'sound' ? [other] : []
  return [model.summary, ...timeWords(model, times), ...sound, ...chargeWords(model)].join(' ')
}

/** What is known of models besides what they are. */
export interface ChoiceFacts {
  readonly prices: Prices
  /** What clips took here. */
  readonly times: TypicalTimes
}

/** More models of one provider than these stand under what they are good for. */
const mostUnsorted = 3

function groupOf(model: VideoModel): string {
  const provider = findProvider(model.provider)
  if (!provider?.unit) return 'On this computer'
  const many = catalogue.filter((other) => other.provider === model.provider).length > mostUnsorted
  return many ? `${provider.label}, ${strengthWords(strengthOf(model))}` : provider.label
}

/** By provider in the catalogue's order, and there by what they are good for. */
function sorted(): readonly VideoModel[] {
  const providers = [...new Set(catalogue.map(({ provider }) => provider))]
  return catalogue.toSorted(
    (a, b) =>
      providers.indexOf(a.provider) - providers.indexOf(b.provider) ||
      strengths.indexOf(strengthOf(a)) - strengths.indexOf(strengthOf(b)),
  )
}

/**
 * Every model by who makes the clips and what it is good for, with its price and how long a take takes. `audio`: whether
 * what is asked for has sound.
 */
export function modelChoices(facts: ChoiceFacts, audio: boolean | null): readonly ModelChoice[] {
  return sorted().map((model) => ({
    value: modelKey(model),
    label: model.label,
    detail: detailOf(model, audio === true, facts),
    aside: perSecond(model, audio === true && model.audio, facts.prices),
    group: groupOf(model),
  }))
}

interface SwitchedShot {
  readonly film: FilmDocument
  /** One sentence for each value that did not carry over. */
  readonly adjusted: readonly string[]
}

function switchShot(film: FilmDocument, shotId: ShotId, model: VideoModel): SwitchedShot {
  const shot = film.shots.get(shotId)
  if (!shot) return { film, adjusted: [] }
  const { patch, dropsEnd, adjusted } = switchModel(shot, model, film.settings.size)
  const patched = updateShot(film, { shotId, patch })
  return { film: dropsEnd ? setFrameSource(patched, { shotId, end: 'end', source: null }) : patched, adjusted }
}

/** What became of shots that were given another model. */
export interface SwitchedShots {
  readonly film: FilmDocument
  readonly shots: number
  /** How many of them did not carry everything over. */
  readonly adjusted: number
  /** One sentence for each kind of value that did not, with the number of shots it is about. */
  readonly sentences: ReadonlyMap<string, number>
}

/** Gives shots another model in one edit. */
export function switchShots(film: FilmDocument, shotIds: readonly ShotId[], model: VideoModel): SwitchedShots {
  const sentences = new Map<string, number>()
  let after = film
  let count = 0
  for (const shotId of shotIds) {
    const switched = switchShot(after, shotId, model)
    after = switched.film
    if (switched.adjusted.length > 0) count++
    for (const words of switched.adjusted) sentences.set(words, (sentences.get(words) ?? 0) + 1)
  }
  return { film: after, shots: shotIds.length, adjusted: count, sentences }
}

/** What is told after a switch; null when everything carried over. */
export function adjustedWords({ shots, adjusted, sentences }: SwitchedShots, label: string): string | null {
  if (adjusted === 0) return null
  const told = [...sentences]
    .map(([words, count]) => (count === 1 ? words : withAside(words, `${count} times`)))
    .join(' ')
  if (shots === 1) return told
  return `${shots} shots are made with ${label} now; ${adjusted === 1 ? 'one was' : `${adjusted} were`} adjusted. ${told}`
}
