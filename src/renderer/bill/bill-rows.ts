import { upstreamOf } from '../../shared/continuity/generation-order'
import type { ShotId } from '../../shared/ids'
import { findModel } from '../../shared/models/catalogue'
import { bareAmount, dollarsOf, dollarWords, findProvider, isMoney, micro, unitWords } from '../../shared/models/money'
import { listPrices, priceKeyFor, type Prices } from '../../shared/models/prices'
import type { Quote, QuoteItem } from '../../shared/models/quote'
import { shownWords } from '../../shared/models/reference-words'
import type { FilmDocument } from '../../shared/project/document'

/** One shot of a bill, in words. */
export interface BillRow {
  readonly shotId: ShotId
  /** Its places on the track, from 1: `3`, or `2, 5` for a shot that was split. */
  readonly places: string
  readonly name: string
  readonly model: string
  /** The most it may get where the model decides. */
  readonly seconds: number
  readonly autoSeconds: boolean
  /** In the provider's unit: `60`; a dash where that is money; null for what is free. */
  readonly units: string | null
  /** `$0.60`; null when the unit has no stated price. */
  readonly dollars: string | null
  /** What is particular about it: waits for another shot, stands in the film more than once. */
  readonly note: string | null
  /** True when it waits for another shot of this bill, or for one that is being generated already. */
  readonly waits: boolean
}

function placesOf(document: FilmDocument): ReadonlyMap<ShotId, readonly number[]> {
  const places = new Map<ShotId, number[]>()
  document.track.clipIds.forEach((clipId, index) => {
    const shotId = document.clips.get(clipId)?.shotId
    if (shotId !== undefined) places.set(shotId, [...(places.get(shotId) ?? []), index + 1])
  })
  return places
}

/** `1, 2 and 4`. */
function listed(parts: readonly (string | number)[]): string {
  return parts.length < 2 ? String(parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

/** Thousands apart, two places at most: what stands in a column whose head names the unit. */
export function unitNumber(amount: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(amount / micro)
}

function moneyCell(provider: string, price: number): string | null {
  const dollars = dollarsOf(provider, price)
  return dollars === null ? null : dollarWords(dollars)
}

/** `made`: shots that have a take, so that it is the frame before them that asks for another one. */
function afterNote(shotId: ShotId, after: readonly number[], made: ReadonlySet<ShotId>): string | null {
  if (after.length === 0) return null
  const shots = `${after.length === 1 ? 'shot' : 'shots'} ${listed(after)}`
  return made.has(shotId) ? `hangs on ${shots}` : `after ${shots}`
}

/** What it costs, in the two columns of a bill. */
function priceCells({ provider, price }: QuoteItem): Pick<BillRow, 'units' | 'dollars'> {
  if (!price) return { units: null, dollars: null }
  return { units: isMoney(provider) ? '–' : unitNumber(price), dollars: moneyCell(provider, price) }
}

/**
 * The rows of a bill, in the order of the film. `going`: shots that are being generated already; `made`: those that have
 * a take.
 */
export function billRows(
  items: readonly QuoteItem[],
  document: FilmDocument,
  going: ReadonlySet<ShotId>,
  made: ReadonlySet<ShotId> = new Set(),
): readonly BillRow[] {
  const places = placesOf(document)
  const coming = new Set([...items.map(({ shotId }) => shotId), ...going])
  return items.map((item) => {
    const { shotId, provider, model, seconds, autoSeconds = false, references } = item
    const shot = document.shots.get(shotId)
    const own = places.get(shotId) ?? []
    const upstream = shot ? upstreamOf(document, shot).filter((id) => coming.has(id)) : []
    const after = upstream.flatMap((id) => places.get(id)?.[0] ?? [])
    const notes = [
      afterNote(shotId, after, made),
      own.length > 1 && 'paid once',
      autoSeconds && 'model decides the length',
      shownWords(references),
    ]
    return {
      shotId,
      places: own.join(', '),
      name: shot?.name ?? '',
      model: findModel(provider, model)?.label ?? model,
      seconds,
      autoSeconds,
      ...priceCells(item),
      note: notes.filter(Boolean).join(', ') || null,
      waits: upstream.length > 0,
    }
  })
}

/** What the column of units is called: the unit itself while there is only one. */
export function unitHead(quote: Quote): string {
  const counted = quote.totals.filter(({ provider }) => !isMoney(provider))
  const units = counted.map(({ provider }) => findProvider(provider)?.unit?.many ?? 'units')
  const [first] = new Set(units)
  const word = new Set(units).size === 1 && first !== undefined ? first : 'units'
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** Something that gets less by a bill: before, the bill itself, after. */
export interface Balance {
  readonly label: string
  readonly before: string
  readonly change: string
  readonly after: string
  /** True when it does not suffice. */
  readonly short: boolean
}

function afterWords(provider: string, balance: number | null, amount: number): string {
  if (balance === null) return 'not known'
  return balance < amount ? `${bareAmount(provider, amount - balance)} too few` : unitWords(provider, balance - amount)
}

function accountBalances({ totals }: Quote): readonly Balance[] {
  return totals.map(({ provider, amount, balance }) => ({
    label: `${findProvider(provider)?.label ?? provider} account`,
    before: balance === null ? 'not known' : unitWords(provider, balance),
    change: `− ${bareAmount(provider, amount)}`,
    after: afterWords(provider, balance, amount),
    short: balance !== null && balance < amount,
  }))
}

function budgetBalance({ budget, dollars }: Quote): Balance {
  const { limit, used, after } = budget
  const left = (spent: number): string => (limit === null ? `${dollarWords(spent)} spent` : dollarWords(limit - spent))
  const short = limit !== null && after > limit
  return {
    label: limit === null ? 'This film, no budget set' : `This film’s budget of ${dollarWords(limit)}`,
    before: limit !== null && used > limit ? 'used up' : left(used),
    change: dollars === null ? 'not known' : `${limit === null ? '+' : '−'} ${dollarWords(dollars)}`,
    after: short ? `${dollarWords(after - limit)} over` : left(after),
    short,
  }
}

/** The accounts that pay and the film's budget, with this bill taken from them. */
export function balancesOf(quote: Quote): readonly Balance[] {
  return quote.totals.length === 0 ? [] : [...accountBalances(quote), budgetBalance(quote)]
}

function dayWords(date: string): string {
  const format = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat('en-GB', format).format(new Date(date))
}

/** Models of the bill that are paid at the user's own price. */
function ownPrices(quote: Quote, document: FilmDocument, own: Prices): readonly string[] {
  const labels = quote.items.flatMap(({ shotId, provider, model: id, price }) => {
    const model = findModel(provider, id)
    const shot = document.shots.get(shotId)
    const key = model && shot && priceKeyFor(model, shot)
    return model && price && key && key in own ? [model.label] : []
  })
  return [...new Set(labels)]
}

/** What a bill takes for granted, a sentence each. `own`: the user's own prices. */
export function assumptionsOf(
  quote: Quote,
  document: FilmDocument,
  rows: readonly BillRow[],
  own: Prices,
): readonly string[] {
  const paid = quote.items.filter(({ price }) => price)
  const mine = ownPrices(quote, document, own)
  const words: string[] = []
  if (mine.length > 0) words.push(`Your own price for ${listed(mine)}.`)
  const labels = new Set(paid.map(({ provider, model }) => findModel(provider, model)?.label ?? model))
  const stated = `listed on ${dayWords(listPrices.asOf)} (${listPrices.source})`
  if (labels.size > mine.length) words.push(mine.length > 0 ? `The others as ${stated}.` : `Prices as ${stated}.`)
  if (paid.some(({ autoSeconds }) => autoSeconds)) {
    words.push('Where the model decides the length, its longest is held; what it does not use comes back.')
  }
  if (paid.length > 0) words.push('What is charged in the end may be lower; the ledger tells.')
  const waiting = rows.filter(({ waits }) => waits).length
  if (waiting > 0) words.push(`${waiting === 1 ? 'One shot waits' : `${waiting} shots wait`} for a frame of another.`)
  return words
}
