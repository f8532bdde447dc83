import type { AttemptId, ShotId } from '../ids'
import { dollarsOf } from '../models/money'
import { writeCsv } from '../table/csv'
import { currentAttempt, type JobBook } from './job-book'
import type { JobFacts } from './job-machine'
import type { JobState } from './job'

/** Where the money of one generation stands; exactly one of the amounts may be above zero besides the estimate. */
export interface LedgerEntry {
  readonly attemptId: AttemptId
  readonly at: string
  readonly shotId: ShotId
  readonly title: string
  readonly provider: string
  readonly model: string
  readonly seconds: number
  readonly state: JobState
  readonly taskId: string | null
  /** All in micro-units of the provider's unit. */
  readonly estimated: number
  /** Held for what is still going on. */
  readonly reserved: number
  readonly charged: number
  /** Was held or charged and came back. */
  readonly refunded: number
  /** May have been charged: held until somebody finds out. */
  readonly unknown: number
  /** True when the provider did not tell its charge and the estimate stands for it. */
  readonly assumed: boolean
}

type Amounts = Pick<LedgerEntry, 'reserved' | 'charged' | 'refunded' | 'unknown' | 'assumed'>

const none: Amounts = { reserved: 0, charged: 0, refunded: 0, unknown: 0, assumed: false }

const going = new Set<JobState>(['approved', 'intent', 'sending', 'accepted', 'throttled', 'running'])
const come = new Set<JobState>(['succeeded', 'downloading', 'verified', 'committed'])

/** The most a job may cost: what was agreed to, or what its provider said when it took it, if that is more. */
function mostOf({ price, estimate }: JobFacts): number {
  return Math.max(price ?? 0, estimate ?? 0)
}

function charge(job: JobFacts): Amounts {
  return { ...none, charged: job.cost ?? mostOf(job), assumed: job.cost === null && job.price !== 0 }
}

function amountsOf(job: JobFacts): Amounts {
  const price = mostOf(job)
  if (going.has(job.state)) return { ...none, reserved: price }
  if (come.has(job.state)) return charge(job)
  if (job.state === 'rejected') return none
  if (job.charged === 'yes') return charge(job)
  if (job.charged === 'unknown') return { ...none, unknown: price }
  return { ...none, refunded: job.sentAt === null ? 0 : price }
}

function entryOf(job: JobFacts): LedgerEntry {
  const { shotId, title, provider, model, seconds } = job.planned
  const { attemptId, state, taskId, createdAt: at } = job
  const asked = { shotId, title, provider, model, seconds }
  return { attemptId, at, ...asked, state, taskId, estimated: job.price ?? 0, ...amountsOf(job) }
}

/** The money of every generation of a film, oldest first; what was tried again after a proof that nothing was made counts once. */
export function ledgerOf(book: Readonly<JobBook>): readonly LedgerEntry[] {
  const current = new Set([...book.jobs.keys()].map((id) => currentAttempt(book, id)))
  return [...current].flatMap((job) => (job ? [entryOf(job)] : []))
}

/** Sums of a film's ledger in micro-dollars; what does not convert to money is left out. */
export interface Spent {
  readonly charged: number
  /** Held: going on, or not known. */
  readonly reserved: number
}

function inDollars(provider: string, amount: number): number {
  return dollarsOf(provider, amount) ?? 0
}

export function spentOf(entries: readonly LedgerEntry[]): Spent {
  let charged = 0
  let reserved = 0
  for (const entry of entries) {
    charged += inDollars(entry.provider, entry.charged)
    reserved += inDollars(entry.provider, entry.reserved) + inDollars(entry.provider, entry.unknown)
  }
  return { charged, reserved }
}

const atProvider = new Set<JobState>(['intent', 'sending', 'accepted', 'throttled', 'running'])

/**
 * Micro-dollars that are spent or may be by now, with this attempt and without what only waits its turn: what a budget
 * is held against at the moment of sending.
 */
export function spentWith(book: Readonly<JobBook>, attemptId: AttemptId): number {
  const counted = ledgerOf(book).filter(
    (entry) => entry.reserved === 0 || entry.attemptId === attemptId || atProvider.has(entry.state),
  )
  const { charged, reserved } = spentOf(counted)
  return charged + reserved
}

const columns = ['estimated', 'reserved', 'charged', 'refunded', 'unknown'] as const

/** The ledger as a table (RFC 4180); amounts in whole units of the provider and in dollars. */
export function ledgerCsv(entries: readonly LedgerEntry[]): string {
  const amounts = columns.flatMap((column) => [column, `${column}_usd`])
  const head = ['time', 'shot', 'provider', 'model', 'seconds', 'state', 'task', ...amounts, 'charge_told']
  const lines = entries.map((entry) => {
    const asked = [entry.at, entry.title, entry.provider, entry.model, entry.seconds, entry.state, entry.taskId ?? '']
    const money = columns.flatMap((column) => {
      const dollars = dollarsOf(entry.provider, entry[column])
      return [entry[column] / 1_000_000, dollars === null ? '' : dollars / 1_000_000]
    })
    return [...asked, ...money, entry.assumed ? 'no' : 'yes']
  })
  return writeCsv([head, ...lines])
}
