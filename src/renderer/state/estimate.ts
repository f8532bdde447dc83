import type { TakeIndex } from '../../shared/continuity/pick'
import { circularShots } from '../../shared/continuity/generation-order'
import type { ShotId } from '../../shared/ids'
import { buildRequest, type BuiltRequest } from '../../shared/models/build-request'
import { dollarsOf, dollarWords, priceWords, unitWords, upTo } from '../../shared/models/money'
import type { Prices } from '../../shared/models/prices'
import type { ShotProblem } from '../../shared/models/quote'
import type { FilmDocument } from '../../shared/project/document'

/** A shot that can't be generated as it stands, and why. */
export interface LeftOut {
  readonly shotId: ShotId
  readonly problems: readonly ShotProblem[]
}

/** What generating some shots would cost, worked out in the window; the engine's bill is what counts. */
export interface Estimate {
  readonly wanted: readonly ShotId[]
  /** Those that can be sent as they are. */
  readonly sendable: readonly ShotId[]
  readonly leftOut: readonly LeftOut[]
  /** Micro-units by provider that the sendable ones cost; what is free is not in it. */
  readonly amounts: ReadonlyMap<string, number>
  /** True when the model decides the length of one of them: the amounts are the most it may cost. */
  readonly isMost: boolean
}

export interface EstimateSources {
  readonly document: FilmDocument
  readonly takes: TakeIndex
  readonly prices: Prices
  /** Shots that are being generated already. */
  readonly open: ReadonlySet<ShotId>
}

export const noEstimate: Estimate = { wanted: [], sendable: [], leftOut: [], amounts: new Map(), isMost: false }

type Built = readonly [ShotId, BuiltRequest]

function amountsOf(built: readonly Built[]): ReadonlyMap<string, number> {
  const amounts = new Map<string, number>()
  for (const [, { planned, price }] of built) {
    if (price) amounts.set(planned.provider, (amounts.get(planned.provider) ?? 0) + price)
  }
  return amounts
}

/** Leaving a shot out may take the frame another one starts from, so what is left is looked at again. */
export function estimate(wanted: readonly ShotId[], { document, takes, prices, open }: EstimateSources): Estimate {
  const circular = circularShots(document)
  const leftOut: LeftOut[] = []
  for (let left = wanted; ;) {
    const context = { document, takes, prices, circular, awaited: new Set([...left, ...open]) }
    const built = left.flatMap((id): Built[] => {
      const shot = document.shots.get(id)
      return shot ? [[id, buildRequest(shot, context)]] : []
    })
    const good = built.filter(([, { problems }]) => problems.length === 0)
    const sendable = good.map(([id]) => id)
    if (good.length === built.length) {
      const isMost = good.some(([, { planned, price }]) => planned.autoSeconds === true && price !== 0)
      return { wanted, sendable, leftOut, amounts: amountsOf(good), isMost }
    }
    const blocked = built.filter(([, { problems }]) => problems.length > 0)
    leftOut.push(...blocked.map(([shotId, { problems }]) => ({ shotId, problems })))
    left = sendable
  }
}

/** `140 credits ($1.40)`; amounts of several providers one after the other, with what they are together in money. */
export function amountWords(amounts: Iterable<readonly [string, number]>): string {
  const paid = [...amounts].filter(([, amount]) => amount > 0)
  const [first, ...more] = paid
  if (!first) return 'free'
  if (more.length === 0) return priceWords(...first)
  const units = paid.map(([provider, amount]) => unitWords(provider, amount)).join(' + ')
  const dollars = paid.map(([provider, amount]) => dollarsOf(provider, amount))
  const known = dollars.every((part) => part !== null)
  return known ? `${units} (${dollarWords(dollars.reduce((sum, part) => sum + part, 0))})` : units
}

/** What stands behind the dot on a button that generates. */
export function askingPrice({ sendable, leftOut, amounts, isMost }: Estimate): string {
  if (sendable.length > 0) return upTo(amountWords(amounts), isMost)
  return leftOut.some(({ problems }) => problems.includes('priceUnknown')) ? 'price not known' : 'not ready'
}

export function shotCount(count: number): string {
  return count === 1 ? '1 shot' : `${count} shots`
}

/** How many shots a button that generates speaks of: those that can go; when none can, those that were meant. */
export function askedCount({ wanted, sendable }: Estimate): number {
  return sendable.length > 0 ? sendable.length : wanted.length
}
