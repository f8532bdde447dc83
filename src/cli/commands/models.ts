import { measuredTimes } from '../../main/engine/generation/measured-times'
import { catalogue } from '../../shared/models/catalogue'
import type { Shape, VideoModel } from '../../shared/models/model'
import { laneOf, type TypicalTimes } from '../../shared/jobs/typical-times'
import { resolutionsOf } from '../../shared/models/model-sizes'
import { dollarsOf, dollarWords, findProvider, micro, priceWords, unitWords } from '../../shared/models/money'
import { chargesOf, listPrices, priceKinds, type PriceKind, type Prices } from '../../shared/models/prices'
import { supportWords } from '../../shared/models/reference-words'
import { durationWords } from '../../shared/models/switch-model'
import { table } from '../bill'
import { defineCommand } from '../command'
import { keyNamesOf } from '../read-environment'
import { modelOfWord, modelWord, ratioWords } from '../models'

/** What a second costs at least and at most, of the prices that are known; null when none is. */
function perSecond(model: VideoModel, audio: boolean, prices: Prices): readonly [number, number] | null {
  const kinds = priceKinds(model).filter((kind) => model.pricedBy !== 'sound' || kind.audio === audio)
  const known = kinds.flatMap(({ key }) => prices[key] ?? [])
  return known.length === 0 ? null : [Math.min(...known), Math.max(...known)]
}

function priceOf(provider: string, price: number | undefined): string {
  if (price === undefined) return 'not known'
  if (price === 0) return 'free'
  return `${priceWords(provider, price)} a second`
}

function shortPrice(model: VideoModel, audio: boolean, prices: Prices): string {
  const range = perSecond(model, audio, prices)
  if (range === null) return 'not known'
  const words = [...new Set(range)].map((price) => {
    const dollars = dollarsOf(model.provider, price)
    return dollars === null ? unitWords(model.provider, price) : dollarWords(dollars)
  })
  return range[1] === 0 ? 'free' : `${words.join(' to ')}/s`
}

function kindWords({ pricedBy }: VideoModel, { audio, resolution }: PriceKind): string {
  if (pricedBy === 'sound' && audio) return 'with sound'
  return resolution === null ? 'price' : `price, ${resolution}`
}

function priceRows(model: VideoModel, prices: Prices): readonly (readonly [string, string])[] {
  const { eachPicture, least } = chargesOf(model)
  const rows = priceKinds(model).map((kind) => {
    return [kindWords(model, kind), priceOf(model.provider, prices[kind.key])] as const
  })
  const charges = [
    ['each picture', eachPicture],
    ['at least', least],
  ] as const
  const told = charges.filter(([, amount]) => amount > 0)
  return [...rows, ...told.map(([label, amount]) => [label, priceWords(model.provider, amount)] as const)]
}

function timeOf({ provider, id }: VideoModel, times: TypicalTimes): number | undefined {
  return times.get(laneOf({ provider, model: id }))
}

/** What its last clips took on this computer; a dash while none was made. */
function timeWords(took: number | undefined): string {
  if (took === undefined) return '–'
  const seconds = Math.max(1, Math.round(took / 1000))
  return seconds < 100 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}

function listRow(model: VideoModel, prices: Prices, times: TypicalTimes): readonly string[] {
  const silent = model.soundUntold ? 'no switch' : 'no sound'
  const sound = model.audio ? shortPrice(model, true, prices) : silent
  return [
    modelWord(model),
    `${durationWords(model)} s`,
    shortPrice(model, false, prices),
    sound,
    timeWords(timeOf(model, times)),
    startWords[model.start],
  ]
}

function soundWords({ audio, soundUntold }: VideoModel): string {
  if (audio) return 'with --audio'
  return soundUntold ? 'as the model likes' : 'no'
}

const startWords = { refused: 'no picture', optional: 'a picture, or words alone', required: 'a picture' } as const

function shapeWords(shape: Shape): string {
  if (shape.kind === 'film') return 'the film’s own'
  if (shape.kind === 'picture') return `${shape.resolutions.join(', ')} in the picture’s own`
  const resolutions = [...new Set(shape.formats.map(({ resolution }) => resolution))]
  const of = (name: string | null): string => ratioWords(shape.formats.filter(({ resolution }) => resolution === name))
  return resolutions.map((name) => `${name} in ${of(name)}`).join('; ')
}

function formatRows({ shape, textShape }: VideoModel): readonly (readonly [string, string])[] {
  const words = shapeWords(shape)
  if (textShape === null || shapeWords(textShape) === words) return [['formats', words]]
  return [
    ['formats', words],
    ['from words', shapeWords(textShape)],
  ]
}

/** The sizes of a shape as data; null for one that follows its picture. */
function sizesReport(shape: Shape | null): unknown {
  if (shape === null || shape.kind === 'picture') return null
  if (shape.kind === 'film') return 'film'
  return shape.formats.map(({ size, ratio, resolution }) => ({ ...size, ratio, resolution }))
}

function providerWords(provider: string): string {
  const { label, unit } = findProvider(provider) ?? { label: provider, unit: null }
  return unit ? `${label}, with the key in ${keyNamesOf(provider)[0]}` : label
}

function details(model: VideoModel, prices: Prices, times: TypicalTimes): readonly string[] {
  return [
    `${modelWord(model)}: ${model.label} (${providerWords(model.provider)})`,
    model.summary,
    ...table([
      ['starts from', startWords[model.start]],
      ['references', supportWords(model) ?? 'none'],
      ['end picture', model.end === 'withStart' ? 'yes, beside a start picture' : 'no'],
      ['durations', `${durationWords(model)} s${model.autoDuration ? ', or auto: the model decides' : ''}`],
      ...formatRows(model),
      ['sound', soundWords(model)],
      ['extends', model.extend ? 'yes, a clip itself (--extend-from)' : 'no'],
      ['seed', model.seed ? 'yes' : 'no'],
      ['prompt', `up to ${model.promptLimit} characters`],
      ['usually takes', timeWords(timeOf(model, times))],
      ...priceRows(model, prices),
    ]),
  ]
}

function modelReport(model: VideoModel, prices: Prices, times: TypicalTimes): Readonly<Record<string, unknown>> {
  const dollars = (audio: boolean): number | null => {
    const most = perSecond(model, audio, prices)?.[1]
    const converted = most === undefined ? null : dollarsOf(model.provider, most)
    return converted === null ? null : converted / micro
  }
  const took = timeOf(model, times)
  return {
    id: model.id,
    provider: model.provider,
    label: model.label,
    summary: model.summary,
    durations: model.durations,
    autoDuration: model.autoDuration === true,
    sizes: sizesReport(model.shape),
    textSizes: sizesReport(model.textShape),
    resolutions: resolutionsOf(model),
    start: model.start,
    end: model.end,
    references: { fromWords: model.references.fromWords, besideFrame: model.references.besideFrame },
    extend: model.extend ?? null,
    seed: model.seed,
    audio: model.audio,
    promptLimit: model.promptLimit,
    typicalSeconds: took === undefined ? null : took / 1000,
    dollarsPerSecond: { silent: dollars(false), audio: model.audio ? dollars(true) : null },
  }
}

export const modelsCommand = defineCommand({
  name: 'models',
  summary: 'the models shots can be made with, and what they cost',
  about: [
    'Lists the video models. With a model’s name, tells all about that one. No account and no network are needed. ' +
      'How long its clips take is measured on this computer.',
  ],
  words: [{ name: 'MODEL', help: 'tell about this one only', count: 'optional' }],
  options: {},
  examples: [
    ['seamline models', 'all of them'],
    ['seamline models veo3.1_fast', 'lengths, formats and price of one'],
  ],
  json: [
    'models: [{id, provider, label, summary, durations, autoDuration, sizes, textSizes, resolutions, start, end, extend, seed, audio, promptLimit, typicalSeconds, dollarsPerSecond}]',
    'pricesAsOf',
  ],
  run: async ([word], _, { studio }) => {
    const { prices } = studio
    const times = await measuredTimes(studio.appData)
    const models = word === undefined ? catalogue : [modelOfWord(word)]
    const report = { models: models.map((model) => modelReport(model, prices, times)), pricesAsOf: listPrices.asOf }
    const [only] = models
    if (word !== undefined && only) return { lines: details(only, prices, times), report }
    const head = ['model', 'lengths', 'price', 'with sound', 'takes', 'starts from']
    const rows = table([head, ...models.map((model) => listRow(model, prices, times))])
    const lines = models.flatMap(({ provider, summary }, index) => {
      const isFirst = models[index - 1]?.provider !== provider
      const head = isFirst ? ['', providerWords(provider)] : []
      return [...head, rows[index + 1] ?? '', `      ${summary}`]
    })
    return {
      lines: [rows[0] ?? '', ...lines, `Prices of ${listPrices.asOf}. "seamline models MODEL" tells more.`],
      report,
    }
  },
})
