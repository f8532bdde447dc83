import { diagnose, type OwnCode } from '../../../shared/jobs/failure-doctor'
import { findModel } from '../../../shared/models/catalogue'
import { dollarWords, findProvider, unitWords } from '../../../shared/models/money'
import type { BudgetFacts, Preflight, Quote, QuoteItem } from '../../../shared/models/quote'
import { noteWords } from '../../../shared/models/reference-words'
import type { Asset, FilmDocument, Shot, Size } from '../../../shared/project/document'
import type { AccountFacts } from '../providers/account'
import { ProviderHold } from '../providers/provider'
import type { BillItem } from './bill'

/** Below this much free space nothing paid for is asked for: its clip could not be kept. */
const leastFreeBytes = 500_000_000

/** What the account of a provider said, or why it said nothing. `untold`: its key works, and more it tells nobody. */
export type AskedAccount = AccountFacts | ProviderHold | 'untold'

/** What a bill is looked at beside. */
export interface Surroundings {
  readonly accounts: ReadonlyMap<string, AskedAccount>
  /** Bytes free where the takes go; null when that can't be told. */
  readonly freeBytes: number | null
  /** Names of shots of this bill that an earlier attempt may have been charged for. */
  readonly unsettled: readonly string[]
}

function issue(code: OwnCode, message: string, blocking: boolean, about: Partial<Preflight> = {}): Preflight {
  return { code, message, blocking, shotId: null, provider: null, ...about }
}

/** Nothing is agreed to with a key that does not work; a connection may come back. */
function holdIssue(provider: string, label: string, { code, message }: ProviderHold): Preflight {
  const needed = code === 'KEY.MISSING' || code === 'KEY.REFUSED' || code === 'ENDPOINT.OTHER'
  if (needed) return issue(code, message, true, { provider })
  return issue(code, `${label} can’t be reached. What you agree to waits and goes on by itself.`, false, { provider })
}

function* accountIssues(quote: Omit<Quote, 'preflight'>, { accounts }: Surroundings): Generator<Preflight> {
  for (const { provider, amount } of quote.totals) {
    const label = findProvider(provider)?.label ?? provider
    const facts = accounts.get(provider)
    if (facts === undefined || facts === 'untold') continue
    if (facts instanceof ProviderHold) yield holdIssue(provider, label, facts)
    else {
      if (facts.balance < amount) {
        const words = `${label} holds ${unitWords(provider, facts.balance)}; this needs ${unitWords(provider, amount)}.`
        yield issue('CREDITS.SHORT', words, true, { provider })
      }
      yield* dailyIssues(quote.items, provider, facts)
    }
  }
}

function* dailyIssues(items: readonly QuoteItem[], provider: string, facts: AccountFacts): Generator<Preflight> {
  const models = new Set(items.filter((item) => item.provider === provider).map((item) => item.model))
  for (const model of models) {
    const limits = facts.models[model]
    if (!limits || limits.daily === null) continue
    const wanted = items.filter((item) => item.provider === provider && item.model === model).length
    const left = Math.max(0, limits.daily - limits.usedToday)
    if (wanted <= left) continue
    const words = `${model}: ${left} of ${limits.daily} generations are left today. The others wait until the limit frees up.`
    yield issue('LIMIT.DAILY', words, false, { provider })
  }
}

function modelLabel({ provider, model }: Shot): string {
  return findModel(provider, model)?.label ?? model
}

function isSoft(asset: Asset | undefined, size: Size): boolean {
  if (!asset || asset.width === null || asset.height === null) return false
  return asset.width * asset.height * 4 < size.width * size.height
}

function* pictureIssues(items: readonly BillItem[], document: FilmDocument): Generator<Preflight> {
  for (const { shot, built } of items) {
    if (built.price === 0) continue
    for (const still of [built.planned.start, built.planned.end]) {
      if (still?.kind !== 'asset' || !isSoft(document.assets.get(still.assetId), built.planned.size)) continue
      const words = `“${shot.name}”: its picture has less than a quarter of the clip’s pixels and will look soft.`
      yield issue('PICTURE.SMALL', words, false, { shotId: shot.id })
    }
  }
}

/** Names that go as plain words, and sounds that do not go at all. What is free may be tried without a word. */
function* referenceIssues(items: readonly BillItem[]): Generator<Preflight> {
  for (const { shot, built } of items) {
    if (built.price === 0) continue
    for (const words of noteWords(built.notes, modelLabel(shot))) {
      yield issue('REFERENCE.LEFT_OUT', `“${shot.name}”: ${words}`, false, { shotId: shot.id })
    }
  }
}

function* budgetIssues({ limit, after }: BudgetFacts): Generator<Preflight> {
  if (limit === null || after <= limit) return
  const words = `The budget of this film is ${dollarWords(limit)}; with this it would be ${dollarWords(after)}.`
  yield issue('BUDGET.EXCEEDED', words, true)
}

/** What is to be known or mended before a bill is agreed to. Nothing that is free is held up. */
export function preflight(
  quote: Omit<Quote, 'preflight'>,
  items: readonly BillItem[],
  document: FilmDocument,
  surroundings: Surroundings,
): readonly Preflight[] {
  const issues = [...pictureIssues(items, document), ...referenceIssues(items)]
  if (quote.items.every((item) => item.price === 0)) return issues
  issues.push(...budgetIssues(quote.budget), ...accountIssues(quote, surroundings))
  for (const name of surroundings.unsettled) {
    issues.push(issue('ANSWER.LOST', `“${name}” may have been charged before: ${diagnose('ANSWER.LOST').next}`, false))
  }
  const { freeBytes } = surroundings
  if (freeBytes !== null && freeBytes < leastFreeBytes) {
    const free = Math.floor(freeBytes / 1_000_000)
    issues.push(issue('DISK.FULL', `Only ${free} MB are free where the takes go; 500 MB are needed.`, true))
  }
  return issues
}
