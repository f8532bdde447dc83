import { gateways } from './gateways'

/**
 * Money is integers: micro-units (millionths) of a provider's own unit, and micro-dollars where a unit has a stated
 * price. Amounts of different providers do not add up; what converts to money does.
 */
export const micro = 1_000_000

/** Who makes clips, and what they are paid in. */
export interface ProviderInfo {
  readonly id: string
  readonly label: string
  /** False where a task that was made can't be stopped any more. */
  readonly stopsTasks: boolean
  /** Null: nothing is paid and no key is needed. */
  readonly unit: {
    readonly one: string
    readonly many: string
    /** Where there is no room for the word. */
    readonly short: string
    /** The smallest part that is charged, in micro-units: amounts are rounded up to it. */
    readonly smallest: number
    /** Micro-dollars that one unit costs, and where that is stated; null when it is not known. */
    readonly dollars: { readonly micro: number; readonly source: string } | null
  } | null
}

const rehearsal: ProviderInfo = { id: 'rehearsal', label: 'Rehearsal', stopsTasks: true, unit: null }

/** One credit is $0.01, stated at https://docs.dev.runwayml.com/guides/pricing (read 2026-11-21). */
const runway: ProviderInfo = {
  id: 'runway',
  label: 'Runway',
  stopsTasks: true,
  unit: {
    one: 'credit',
    many: 'credits',
    short: 'cr',
    smallest: micro,
    dollars: { micro: 10_000, source: 'docs.dev.runwayml.com, 1 credit = $0.01, read 2026-11-21' },
  },
}

/**
 * Credits of the user's own plan at Runway. Those of a month's allowance may have cost more or less; more of them cost
 * "$0.01 = 1 credit" (help.runwayml.com, "Will unused credits carry over", read 2026-11-25).
 */
const useapi: ProviderInfo = {
  id: 'useapi',
  label: 'useapi.net',
  stopsTasks: false,
  unit: {
    one: 'plan credit',
    many: 'plan credits',
    short: 'cr',
    smallest: micro,
    dollars: { micro: 10_000, source: 'help.runwayml.com, 1 purchased credit = $0.01, read 2026-11-25' },
  },
}

/** For providers whose users know their prices in money only. */
const usDollars: NonNullable<ProviderInfo['unit']> = {
  one: 'US dollar',
  many: 'US dollars',
  short: 'USD',
  smallest: 1,
  dollars: { micro, source: 'the unit itself' },
}

const providers: readonly ProviderInfo[] = [
  rehearsal,
  runway,
  useapi,
  ...gateways.map(({ id, label }) => ({ id, label, unit: usDollars, stopsTasks: false })),
]

export function findProvider(id: string): ProviderInfo | null {
  return providers.find((provider) => provider.id === id) ?? null
}

/** Micro-dollars for an amount of a provider's micro-units; null when its unit has no stated price. Rounded up. */
export function dollarsOf(providerId: string, amount: number): number | null {
  if (amount === 0) return 0
  const dollars = findProvider(providerId)?.unit?.dollars
  return dollars ? Math.ceil((amount * dollars.micro) / micro) : null
}

/** Half a micro-unit more or less never shows: units are told to two places, whole ones without. */
function shortNumber(amount: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(amount / micro)
}

/** Whether a provider's unit is money itself. */
export function isMoney(providerId: string): boolean {
  return findProvider(providerId)?.unit === usDollars
}

/** `60` without its unit, `$0.60` where that is money. */
export function bareAmount(providerId: string, amount: number): string {
  return isMoney(providerId) ? dollarWords(amount) : shortNumber(amount)
}

/** `60 credits`, `$0.60` where the unit is money, or `free`. */
export function unitWords(providerId: string, amount: number): string {
  const unit = findProvider(providerId)?.unit
  if (unit === usDollars) return amount === 0 ? 'free' : dollarWords(amount)
  if (!unit) return amount === 0 ? 'free' : `${shortNumber(amount)} units`
  return `${shortNumber(amount)} ${amount === micro ? unit.one : unit.many}`
}

/** `60 cr`, or `free`: for where there is little room. */
export function shortWords(providerId: string, amount: number | null): string {
  if (amount === null) return 'price not known'
  if (amount === 0) return 'free'
  if (isMoney(providerId)) return dollarWords(amount)
  return `${shortNumber(amount)} ${findProvider(providerId)?.unit?.short ?? 'units'}`
}

/** What stands before a price that is the most it may be. */
export function upTo(words: string, isMost: boolean): string {
  return isMost && words !== 'free' && words !== 'price not known' ? `up to ${words}` : words
}

/** `$0.60` of micro-dollars; more places only where cents would hide something. */
export function dollarWords(amount: number): string {
  const places = amount % 10_000 === 0 ? 2 : 4
  const format = { style: 'currency', currency: 'USD', minimumFractionDigits: places } as const
  return new Intl.NumberFormat('en', { ...format, maximumFractionDigits: places }).format(amount / micro)
}

/** `60 credits ($0.60)`; `free` for nothing. */
export function priceWords(providerId: string, amount: number | null): string {
  if (amount === null) return 'price not known'
  if (amount === 0) return 'free'
  const dollars = isMoney(providerId) ? null : dollarsOf(providerId, amount)
  return dollars === null ? unitWords(providerId, amount) : `${unitWords(providerId, amount)} (${dollarWords(dollars)})`
}
