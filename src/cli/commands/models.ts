import { ratioOf } from '../../shared/film/ratio'
import { catalogue } from '../../shared/models/catalogue'
import type { VideoModel } from '../../shared/models/model'
import { resolutionOf } from '../../shared/models/model-sizes'
import { dollarsOf, dollarWords, micro, unitWords } from '../../shared/models/money'
import { listPrices, priceFor, type Prices } from '../../shared/models/prices'
import { durationWords } from '../../shared/models/switch-model'
import type { Size } from '../../shared/project/document'
import { table } from '../bill'
import { defineCommand } from '../command'
import { modelOfWord } from '../models'

function perSecond(model: VideoModel, audio: boolean, prices: Prices): number | null {
  return priceFor(model, { seconds: 1, audio }, prices)
}

function priceOf(model: VideoModel, audio: boolean, prices: Prices): string {
  const price = perSecond(model, audio, prices)
  if (price === null) return 'not known'
  if (price === 0) return 'free'
  const dollars = dollarsOf(model.provider, price)
  return `${unitWords(model.provider, price)}${dollars === null ? '' : ` (${dollarWords(dollars)})`} a second`
}

function shortPrice(model: VideoModel, audio: boolean, prices: Prices): string {
  const price = perSecond(model, audio, prices)
  if (price === null) return 'not known'
  const dollars = dollarsOf(model.provider, price)
  return price === 0 ? 'free' : `${dollars === null ? unitWords(model.provider, price) : dollarWords(dollars)}/s`
}

function priceRows(model: VideoModel, prices: Prices): readonly (readonly [string, string])[] {
  if (!model.soundIsPriced) return [['price', priceOf(model, false, prices)]]
  return [
    ['price', priceOf(model, false, prices)],
    ['with sound', priceOf(model, true, prices)],
  ]
}

function listRow(model: VideoModel, prices: Prices): readonly string[] {
  const sound = model.audio ? shortPrice(model, true, prices) : 'no sound'
  return [model.id, `${durationWords(model)} s`, shortPrice(model, false, prices), sound, startWords[model.start]]
}

const startWords = { refused: 'no picture', optional: 'a picture, or words alone', required: 'a picture' } as const

function formats(sizes: 'film' | readonly Size[]): string {
  return sizes === 'film' ? 'the film’s own' : sizes.map((size) => `${ratioOf(size)} ${resolutionOf(size)}`).join(', ')
}

function details(model: VideoModel, prices: Prices): readonly string[] {
  return [
    `${model.id}: ${model.label} (${model.provider})`,
    model.summary,
    ...table([
      ['starts from', startWords[model.start]],
      ['end picture', model.end === 'withStart' ? 'yes, beside a start picture' : 'no'],
      ['durations', `${durationWords(model)} s`],
      ['formats', formats(model.sizes)],
      ['sound', model.audio ? 'with --audio' : 'no'],
      ['seed', model.seed ? 'yes' : 'no'],
      ['prompt', `up to ${model.promptLimit} characters`],
      ...priceRows(model, prices),
    ]),
  ]
}

function modelReport(model: VideoModel, prices: Prices): Readonly<Record<string, unknown>> {
  const dollars = (audio: boolean): number | null => {
    const price = perSecond(model, audio, prices)
    const converted = price === null ? null : dollarsOf(model.provider, price)
    return converted === null ? null : converted / micro
  }
  return {
    id: model.id,
    provider: model.provider,
    label: model.label,
    summary: model.summary,
    durations: model.durations,
    sizes: model.sizes,
    textSizes: model.textSizes,
    start: model.start,
    end: model.end,
    seed: model.seed,
    audio: model.audio,
    promptLimit: model.promptLimit,
    dollarsPerSecond: { silent: dollars(false), audio: model.audio ? dollars(true) : null },
  }
}

export const modelsCommand = defineCommand({
  name: 'models',
  summary: 'the models shots can be made with, and what they cost',
  about: [
    'Lists the video models. With a model’s name, tells all about that one. No account and no network are needed.',
  ],
  words: [{ name: 'MODEL', help: 'tell about this one only', count: 'optional' }],
  options: {},
  examples: [
    ['seamline models', 'all of them'],
    ['seamline models veo3.1_fast', 'lengths, formats and price of one'],
  ],
  json: [
    'models: [{id, provider, label, summary, durations, sizes, textSizes, start, end, seed, audio, promptLimit, dollarsPerSecond}]',
    'pricesAsOf',
  ],
  run: async ([word], _, { studio }) => {
    const { prices } = studio
    const models = word === undefined ? catalogue : [modelOfWord(word)]
    const report = { models: models.map((model) => modelReport(model, prices)), pricesAsOf: listPrices.asOf }
    const [only] = models
    if (word !== undefined && only) return { lines: details(only, prices), report }
    const head = ['model', 'lengths', 'price', 'with sound', 'starts from']
    const rows = table([head, ...models.map((model) => listRow(model, prices))])
    const lines = models.flatMap(({ summary }, index) => [rows[index + 1] ?? '', `      ${summary}`])
    return {
      lines: [rows[0] ?? '', ...lines, `Prices of ${listPrices.asOf}. "seamline models MODEL" tells more.`],
      report,
    }
  },
})
