import type { VideoModel } from './model'
import { micro } from './money'

/** Micro-units of the provider's unit per second, by price key (`runway/veo3.1/audio`). */
export type Prices = Readonly<Record<string, number>>

/** The dated list of prices this version ships with. What the provider really charges is in the ledger beside it. */
export const listPrices: { readonly asOf: string; readonly source: string; readonly perSecond: Prices } = {
  asOf: '2026-11-21',
  source: 'docs.dev.runwayml.com, Pricing',
  perSecond: {
    'rehearsal/rehearsal': 0,
    'runway/gen4.5': 12 * micro,
    'runway/gen4_turbo': 5 * micro,
    'runway/veo3.1/audio': 40 * micro,
    'runway/veo3.1/silent': 20 * micro,
    'runway/veo3.1_fast/audio': 15 * micro,
    'runway/veo3.1_fast/silent': 10 * micro,
  },
}

/** The list with the user's own prices over it. */
export function pricesWith(overrides: Prices): Prices {
  return { ...listPrices.perSecond, ...overrides }
}

/** Under which key a model's price stands. */
export function priceKey(model: Pick<VideoModel, 'provider' | 'id' | 'soundIsPriced'>, audio: boolean): string {
  const key = `${model.provider}/${model.id}`
  if (!model.soundIsPriced) return key
  return `${key}/${audio ? 'audio' : 'silent'}`
}

/** What a clip of so many seconds costs at most; null when the price is not known. */
export function priceFor(model: VideoModel, asked: { seconds: number; audio: boolean }, prices: Prices): number | null {
  const perSecond = prices[priceKey(model, asked.audio)]
  return perSecond === undefined ? null : Math.ceil(perSecond * asked.seconds)
}
