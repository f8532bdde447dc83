import type { ShotId } from '../../../shared/ids'
import { newJobBook, type JobBook } from '../../../shared/jobs/job-book'
import type { JobFacts } from '../../../shared/jobs/job-machine'
import { ledgerOf, spentOf, spentWith } from '../../../shared/jobs/ledger'
import { dollarWords } from '../../../shared/models/money'
import type { BudgetFacts, Quote } from '../../../shared/models/quote'
import type { FilmDocument } from '../../../shared/project/document'
import type { Account } from '../providers/account'
import { ProviderHold, type Failure } from '../providers/provider'
import { dollarTotal, totalsOf, type Bill } from './bill'
import { preflight, type AskedAccount } from './preflight'

/** How long a bill waits for an account to say its balance. */
const accountPatience = 5000

export interface QuoteSources {
  readonly document: FilmDocument
  readonly accounts: readonly Account[]
  readonly freeBytes: () => Promise<number | null>
  /** Left out for a film that is open for reading only. */
  readonly book: Readonly<JobBook> | undefined
}

async function askAccount(account: Account): Promise<AskedAccount> {
  try {
    return (await account.refresh(AbortSignal.timeout(accountPatience))) ?? 'untold'
  } catch (error) {
    if (error instanceof ProviderHold) return error
    throw error
  }
}

async function askAccounts(
  accounts: readonly Account[],
  paid: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, AskedAccount>> {
  const wanted = accounts.filter(({ provider }) => paid.has(provider))
  return new Map(await Promise.all(wanted.map(async (one) => [one.provider, await askAccount(one)] as const)))
}

function budgetFacts(limit: number | null, book: Readonly<JobBook>, dollars: number | null): BudgetFacts {
  const { charged, reserved } = spentOf(ledgerOf(book))
  const used = charged + reserved
  return { limit, used, after: used + (dollars ?? 0) }
}

function unsettledShots(book: Readonly<JobBook>, shotIds: ReadonlySet<ShotId>): readonly string[] {
  const jobs = [...book.jobs.values()].filter((job) => job.state === 'unknown' && shotIds.has(job.planned.shotId))
  return [...new Set(jobs.map((job) => job.planned.title))]
}

/** The bill as it is shown: with totals, the account that pays, the budget, and what is to be known before it is agreed to. */
export async function quoteFor(bill: Bill, sources: QuoteSources): Promise<Quote> {
  const { document, freeBytes, book = newJobBook() } = sources
  const totals = totalsOf(bill.quoted)
  const accounts = await askAccounts(sources.accounts, totals)
  const balanceOf = (provider: string): number | null => {
    const facts = accounts.get(provider)
    return typeof facts === 'object' && !(facts instanceof ProviderHold) ? facts.balance : null
  }
  const dollars = dollarTotal(bill.quoted)
  const quote = {
    hash: bill.hash,
    items: bill.quoted,
    totals: [...totals].map(([provider, amount]) => ({ provider, amount, balance: balanceOf(provider) })),
    dollars,
    budget: budgetFacts(document.settings.budget, book, dollars),
  }
  const unsettled = unsettledShots(book, new Set(bill.quoted.map((item) => item.shotId)))
  const surroundings = { accounts, freeBytes: totals.size > 0 ? await freeBytes() : null, unsettled }
  return { ...quote, preflight: preflight(quote, bill.items, document, surroundings) }
}

/**
 * The film's budget at the moment of sending: what is charged, what is at a provider or may have been charged, and this
 * attempt. Null when it fits.
 */
export function overBudget(limit: number | null, book: Readonly<JobBook>, job: JobFacts): Failure | null {
  if (limit === null || job.price === 0) return null
  const spent = spentWith(book, job.attemptId)
  if (spent <= limit) return null
  const reason = `The budget of this film is ${dollarWords(limit)}; with this shot it would be ${dollarWords(spent)}.`
  return { reason, code: 'BUDGET.EXCEEDED' }
}
