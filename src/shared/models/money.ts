/**
 * Money is integers: micro-units (millionths) of a provider's own unit, and micro-dollars where a unit has a stated
 * price. Amounts of different providers do not add up; what converts to money does.
 */
export const micro = 1_000_000

/** Who makes clips, and what they are paid in. */
export interface ProviderInfo {
  readonly id: string
  readonly label: string
  /** Null: nothing is paid and no key is needed. */
  readonly unit: {
    readonly one: string
    readonly many: string
    /** Where there is no room for the word. */
    readonly short: string
    /** Micro-dollars that one unit costs, and where that is stated; null when it is not known. */
    readonly dollars: { readonly micro: number; readonly source: string } | null
  } | null
}

const rehearsal: ProviderInfo = { id: 'rehearsal', label: 'Rehearsal', unit: null }

/** One credit is $0.01, stated at https://docs.dev.runwayml.com/guides/pricing (read 2026-11-21). */
const runway: ProviderInfo = {
  id: 'runway',
  label: 'Runway',
  unit: {
    one: 'credit',
    many: 'credits',
    short: 'cr',
    dollars: { micro: 10_000, source: 'docs.dev.runwayml.com, 1 credit = $0.01, read 2026-11-21' },
  },
}

const providers: readonly ProviderInfo[] = [rehearsal, runway]

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
export function shortNumber(amount: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(amount / micro)
}

/** `60 credits`, or `free`. */
export function unitWords(providerId: string, amount: number): string {
  const unit = findProvider(providerId)?.unit
  if (!unit) return amount === 0 ? 'free' : `${shortNumber(amount)} units`
  return `${shortNumber(amount)} ${amount === micro ? unit.one : unit.many}`
}

/** `60 cr`, or `free`: for where there is little room. */
export function shortWords(providerId: string, amount: number | null): string {
  if (amount === null) return 'price not known'
  if (amount === 0) return 'free'
  return `${shortNumber(amount)} ${findProvider(providerId)?.unit?.short ?? 'units'}`
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
  const dollars = dollarsOf(providerId, amount)
  return dollars === null ? unitWords(providerId, amount) : `${unitWords(providerId, amount)} (${dollarWords(dollars)})`
}
