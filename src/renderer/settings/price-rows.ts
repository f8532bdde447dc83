import { catalogue } from '../../shared/models/catalogue'
import { dollarsOf, dollarWords, findProvider, micro } from '../../shared/models/money'
import type { VideoModel } from '../../shared/models/model'
import { listPrices, priceKinds, type PriceKind } from '../../shared/models/prices'

export interface PriceRow {
  readonly key: string
  readonly provider: string
  readonly label: string
  /** Micro-units per second as listed; null when the list has none. */
  readonly listed: number | null
}

function kindWords({ pricedBy }: VideoModel, { audio, resolution }: PriceKind): string {
  if (pricedBy === 'sound') return audio ? ', with sound' : ', silent'
  return resolution === null ? '' : `, ${resolution}`
}

/** One row for each price of the models that cost something. */
export const priceRows: readonly PriceRow[] = catalogue
  .filter(({ provider }) => findProvider(provider)?.unit)
  .flatMap((model) =>
    priceKinds(model).map((kind): PriceRow => {
      return {
        key: kind.key,
        provider: model.provider,
        label: `${model.label}${kindWords(model, kind)}`,
        listed: listPrices.perSecond[kind.key] ?? null,
      }
    }),
  )

/** A price as it is typed: `12`, `12.5`. */
export function priceNumber(perSecond: number): string {
  return String(perSecond / micro)
}

/** What a second costs in money: `$0.12`; null when the unit has no stated price. */
export function secondInDollars(provider: string, perSecond: number): string | null {
  const dollars = dollarsOf(provider, perSecond)
  return dollars === null ? null : dollarWords(dollars)
}
