import type { VideoModel } from './model'
import { formatFor, resolutionsOf, type Shaped } from './model-sizes'
import { findProvider, micro } from './money'
import type { ReferenceKind } from './request'

/** Micro-units of the provider's unit per second, by price key (`runway/veo3.1/audio`, `runway/seedance2/4k`). */
export type Prices = Readonly<Record<string, number>>

/** What a clip costs besides its seconds, in micro-units. */
export interface Charges {
  /** For each picture that is sent. */
  readonly eachPicture: number
  /** The least that a clip costs. */
  readonly least: number
  /** For each second of the clip that it goes on from, by resolution. */
  readonly inputSecond: Readonly<Record<string, number>>
}

interface PriceList {
  readonly asOf: string
  readonly source: string
  readonly perSecond: Prices
  /** By `provider/model`. */
  readonly charges: Readonly<Record<string, Partial<Charges>>>
}

function byResolution(model: string, credits: Readonly<Record<string, number>>): Prices {
  const entries = Object.entries(credits).map(([name, each]) => [`runway/${model}/${name}`, Math.round(each * micro)])
  return Object.fromEntries(entries) as Prices
}

/** The dated list of prices this version ships with. What the provider really charges is in the ledger beside it. */
export const listPrices: PriceList = {
  asOf: '2026-11-21',
  source: 'docs.dev.runwayml.com, Pricing; useapi.net, Gen-3 Alpha Turbo',
  perSecond: {
    'rehearsal/rehearsal': 0,
    'runway/gen4.5': 12 * micro,
    'runway/gen4_turbo': 5 * micro,
    'runway/veo3.1/audio': 40 * micro,
    'runway/veo3.1/silent': 20 * micro,
    'runway/veo3.1_fast/audio': 15 * micro,
    'runway/veo3.1_fast/silent': 10 * micro,
    // Stated as 3.4 to 30, 15 seen for 1080p; what 720p costs is stated nowhere.
    ...byResolution('gemini_omni_flash_1.1', { '1080p': 15, '360p': 3.4, '4k': 30 }),
    'runway/gemini_omni_flash': 10 * micro,
    ...byResolution('seedance2_5', { '720p': 30, '480p': 20, '1080p': 68 }),
    ...byResolution('seedance2', { '720p': 36, '480p': 36, '1080p': 40, '4k': 150 }),
    'runway/seedance2_fast': 29 * micro,
    'runway/seedance2_mini': 16 * micro,
    ...byResolution('hailuo3', { '768p': 10, '2k': 15 }),
    ...byResolution('h3_max', { '768p': 8, '480p': 5 }),
    // Of one source alone.
    ...byResolution('wan3_prime', { '720p': 14, '480p': 6.8, '1080p': 28 }),
    // Another source has 8 for the middle one: the dearer of the two stands here.
    ...byResolution('wan3', { '720p': 10, '480p': 5, '1080p': 20 }),
    ...byResolution('happyhorse_1_0', { '720p': 15, '1080p': 30 }),
    ...byResolution('grok_imagine_1_5', { '720p': 16, '480p': 10, '1080p': 29 }),
    // In credits of Runway's plans, not of its API: "a 50% cost reduction, at 5 credits per second" against gen3
    // (useapi.net/docs/api-runwayml-v1/post-runwayml-gen3turbo-create, read 2026-11-25). Of its other models nothing is told.
    'useapi/gen3turbo': 5 * micro,
    'useapi/gen3': 10 * micro,
  },
  charges: {
    // Stated for reference images; taken to hold for first and last frames too, so that no clip costs more than its quote.
    'runway/hailuo3': { eachPicture: 2 * micro },
    'runway/gemini_omni_flash': { eachPicture: micro },
    'runway/grok_imagine_1_5': { eachPicture: micro },
    // Taken to hold for the clip that is gone on from, beside the price of the seconds asked for.
    'runway/seedance2_5': {
      least: 80 * micro,
      inputSecond: { '480p': 10 * micro, '720p': 15 * micro, '1080p': 34 * micro },
    },
    'runway/seedance2_mini': { least: 64 * micro },
  },
}

/** The list with the user's own prices over it. */
export function pricesWith(overrides: Prices): Prices {
  return { ...listPrices.perSecond, ...overrides }
}

/** One price of a model, and for which clips it is. */
export interface PriceKind {
  readonly key: string
  readonly audio: boolean
  readonly resolution: string | null
}

function priceKey(model: VideoModel, audio: boolean, resolution: string | null): string {
  const key = `${model.provider}/${model.id}`
  if (model.pricedBy === 'model') return key
  return model.pricedBy === 'sound' ? `${key}/${audio ? 'audio' : 'silent'}` : `${key}/${resolution ?? ''}`
}

/** Every price that a model has, in its own order. */
export function priceKinds(model: VideoModel): readonly PriceKind[] {
  const kinds = {
    model: [{ audio: false, resolution: null }],
    sound: [false, true].map((audio) => ({ audio, resolution: null })),
    resolution: resolutionsOf(model).map((resolution) => ({ audio: false, resolution })),
  }
  return kinds[model.pricedBy].map((kind) => ({ ...kind, key: priceKey(model, kind.audio, kind.resolution) }))
}

/** What a price follows from: a shot, or the request that is made of it. */
export interface Priced extends Shaped {
  readonly seconds: number
  /** True where the model decides, up to the longest it makes. */
  readonly autoSeconds?: boolean | undefined
  readonly audio: boolean
  readonly end: unknown
}

/** What is priced whole: with the references that go with it. */
interface PricedRequest extends Priced {
  readonly references: readonly { readonly kind: ReferenceKind }[]
  readonly extension?: { readonly seconds: number } | undefined
}

const noSize = { width: 0, height: 0 }

/** Under which key the price of a clip stands. */
export function priceKeyFor(model: VideoModel, asked: Priced): string {
  return priceKey(model, asked.audio, formatFor(model, asked, noSize).resolution)
}

/** What clips of a model cost besides their seconds. */
export function chargesOf({ provider, id }: Pick<VideoModel, 'provider' | 'id'>): Charges {
  return { eachPicture: 0, least: 0, inputSecond: {}, ...listPrices.charges[`${provider}/${id}`] }
}

/** Seconds that are held and quoted: where the model decides, the longest that it makes. */
export function mostSeconds(
  model: Pick<VideoModel, 'durations'> | null,
  asked: Pick<Priced, 'seconds' | 'autoSeconds'>,
): number {
  return asked.autoSeconds ? (model?.durations.at(-1) ?? asked.seconds) : asked.seconds
}

/** What a clip costs at most, rounded up to what is charged; null when the price is not known. */
export function priceFor(model: VideoModel, asked: PricedRequest, prices: Prices): number | null {
  if (model.freeWith && asked.options[model.freeWith.key] === model.freeWith.value) return 0
  const perSecond = prices[priceKeyFor(model, asked)]
  if (perSecond === undefined) return null
  const { eachPicture, least, inputSecond } = chargesOf(model)
  const frames = [asked.start, asked.end].filter((picture) => picture !== null)
  const pictures = frames.length + asked.references.filter(({ kind }) => kind === 'picture').length
  const { resolution } = formatFor(model, asked, noSize)
  const input = (inputSecond[resolution ?? ''] ?? 0) * (asked.extension?.seconds ?? 0)
  const amount = perSecond * mostSeconds(model, asked) + input + eachPicture * pictures
  const smallest = findProvider(model.provider)?.unit?.smallest ?? micro
  return Math.max(Math.ceil(amount / smallest) * smallest, least)
}
