import type { RequestOutput } from '../../shared/ipc/contract'
import type { JobState } from '../../shared/jobs/job'
import { bareAmount, dollarsOf, dollarWords, findProvider, unitWords } from '../../shared/models/money'

export type LedgerEntry = RequestOutput<'ledger:read'>['entries'][number]

/** The columns of money. Held is what is going on and what may have been charged: both can't be spent otherwise. */
export const moneyColumns = ['estimated', 'held', 'charged', 'refunded'] as const
export type MoneyColumn = (typeof moneyColumns)[number]

function amountOf(entry: LedgerEntry, column: MoneyColumn): number {
  return column === 'held' ? entry.reserved + entry.unknown : entry[column]
}

/** `1,240` in the provider's own unit; a dash for nothing, so that what counts stands out. */
export function amountText(entry: LedgerEntry, column: MoneyColumn): string {
  const amount = amountOf(entry, column)
  return amount === 0 ? '–' : bareAmount(entry.provider, amount)
}

/** The one unit that all of it is paid in (`credits`); null when there is none or more than one. */
export function onlyUnit(entries: readonly LedgerEntry[]): string | null {
  const units = new Set(entries.flatMap((entry) => findProvider(entry.provider)?.unit?.many ?? []))
  return units.size === 1 ? ([...units][0] ?? null) : null
}

/** True for what costs nothing whatever becomes of it. */
export function isFree(entry: LedgerEntry): boolean {
  return moneyColumns.every((column) => amountOf(entry, column) === 0) && findProvider(entry.provider)?.unit === null
}

export const ledgerFilters = ['all', 'open', 'unknown', 'ready', 'ended'] as const
export type LedgerFilter = (typeof ledgerFilters)[number]

const endings: Partial<Record<JobState, LedgerFilter>> = {
  committed: 'ready',
  rejected: 'ended',
  failed: 'ended',
  cancelled: 'ended',
  unknown: 'unknown',
}

export function filterOf({ state }: LedgerEntry): Exclude<LedgerFilter, 'all'> {
  return (endings[state] ?? 'open') as Exclude<LedgerFilter, 'all'>
}

/** What is shown, the newest first. */
export function shownEntries(
  entries: readonly LedgerEntry[],
  filter: LedgerFilter,
  withFree: boolean,
): readonly LedgerEntry[] {
  const shown = entries.filter((entry) => filter === 'all' || filterOf(entry) === filter)
  return (withFree ? shown : shown.filter((entry) => !isFree(entry))).toReversed()
}

export interface LedgerSum {
  /** `1,240`, with its unit where that is not plain; a dash for nothing. */
  readonly units: string
  /** `$12.40`; null when nothing of it converts to money. */
  readonly dollars: string | null
}

/** Amounts of one provider add up; those of several stand side by side. */
function unitsOf(entries: readonly LedgerEntry[], column: MoneyColumn, withUnits: boolean): string {
  const sums = new Map<string, number>()
  for (const entry of entries) {
    const amount = amountOf(entry, column)
    if (amount > 0) sums.set(entry.provider, (sums.get(entry.provider) ?? 0) + amount)
  }
  const texts = [...sums].map(([provider, amount]) =>
    withUnits ? unitWords(provider, amount) : bareAmount(provider, amount),
  )
  return texts.join(' + ') || '–'
}

/** The sum of a column. `withUnits`: each amount with its unit, because there is more than one. */
export function sumOf(entries: readonly LedgerEntry[], column: MoneyColumn, withUnits: boolean): LedgerSum {
  let dollars = 0
  let converts = false
  for (const entry of entries) {
    const amount = dollarsOf(entry.provider, amountOf(entry, column))
    if (amount === null || amount === 0) continue
    converts = true
    dollars += amount
  }
  return { units: unitsOf(entries, column, withUnits), dollars: converts ? dollarWords(dollars) : null }
}

const stateNames: Readonly<Record<JobState, string>> = {
  approved: 'Waiting',
  intent: 'Waiting',
  sending: 'Sending',
  accepted: 'Accepted',
  throttled: 'Waiting',
  running: 'Generating',
  succeeded: 'Arriving',
  downloading: 'Arriving',
  verified: 'Arriving',
  committed: 'Ready',
  rejected: 'Not sent',
  failed: 'Failed',
  cancelled: 'Cancelled',
  unknown: 'May be charged',
}

export function stateName(state: JobState): string {
  return stateNames[state]
}

const signs = { open: 'waiting', ready: 'ready', unknown: 'unknown' } as const
const goingSigns: Partial<Record<JobState, 'running' | 'arriving'>> = {
  running: 'running',
  succeeded: 'arriving',
  downloading: 'arriving',
  verified: 'arriving',
}

/** Which sign of `StateIcon` an entry has. */
export function signOf(
  entry: LedgerEntry,
): 'waiting' | 'running' | 'arriving' | 'ready' | 'unknown' | 'failed' | 'rejected' | 'cancelled' {
  const { state } = entry
  if (state === 'failed' || state === 'rejected' || state === 'cancelled') return state
  const filter = filterOf(entry)
  return goingSigns[state] ?? (filter === 'ended' ? 'failed' : signs[filter])
}
