import { catalogue } from '../../shared/models/catalogue'
import { dollarsOf, dollarWords, findProvider, micro } from '../../shared/models/money'
import { listPrices, priceKey } from '../../shared/models/prices'

export interface PriceRow {
  readonly key: string
  readonly provider: string
  readonly label: string
  /** Micro-units per second as listed; null when the list has none. */
  readonly listed: number | null
}

/** One row for each price of the models that cost something. */
export const priceRows: readonly PriceRow[] = catalogue
  .filter(({ provider }) => findProvider(provider)?.unit)
  .flatMap((model) => {
    const kinds = model.soundIsPriced ? [false, true] : [false]
    return kinds.map((audio): PriceRow => {
      const key = priceKey(model, audio)
      const kind = model.soundIsPriced ? (audio ? ', with sound' : ', silent') : ''
      return {
        key,
        provider: model.provider,
        label: `${model.label}${kind}`,
        listed: listPrices.perSecond[key] ?? null,
      }
    })
  })

/** A price as it is typed: `12`, `12.5`. */
export function priceNumber(perSecond: number): string {
  return String(perSecond / micro)
}

/** What a second costs in money: `$0.12`; null when the unit has no stated price. */
export function secondInDollars(provider: string, perSecond: number): string | null {
  const dollars = dollarsOf(provider, perSecond)
  return dollars === null ? null : dollarWords(dollars)
}
