import { createStore } from 'zustand/vanilla'
import type { AppError } from '../../shared/ipc/app-error'
import type { RequestOutput } from '../../shared/ipc/contract'
import type { ShotId } from '../../shared/ids'
import { isSettled } from '../../shared/jobs/job'
import type { Quote } from '../../shared/models/quote'
import type { Result } from '../../shared/result'
import { request } from '../bridge'
import { announce } from './announcement-store'
import { closeDialog, dialogStore, openDialog } from './dialog-store'
import { shotCount, type LeftOut } from './estimate'
import { factsStore } from './facts-store'

/** A bill on its way to a yes: what was asked for, what it costs, and what became of asking. */
export interface BillState {
  readonly wanted: readonly ShotId[]
  /** The last answer; null before the first, and when none of the shots can be sent. */
  readonly quote: Quote | null
  readonly leftOut: readonly LeftOut[]
  /** True when the film or its prices changed after the bill was shown and before it was agreed to. */
  readonly changed: boolean
  /** Why the engine refused, in plain words. */
  readonly problem: string | null
  readonly busy: 'asking' | 'sending' | null
}

const nothing: BillState = { wanted: [], quote: null, leftOut: [], changed: false, problem: null, busy: null }
export const billStore = createStore<BillState>(() => nothing)

/** Which bill is in front: an answer to one that was closed meanwhile is for nobody. */
let turn = 0

export interface Sendable {
  /** Null when none of the shots can be sent. */
  readonly quote: Quote | null
  readonly leftOut: readonly LeftOut[]
}

function blockedOf(quote: Quote): readonly LeftOut[] {
  return quote.items.filter(({ problems }) => problems.length > 0)
}

/** The quote for those of the shots that can be sent. Leaving one out may take the frame another one starts from. */
export async function quoteSendable(shotIds: readonly ShotId[]): Promise<Result<Sendable, AppError>> {
  const leftOut: LeftOut[] = []
  for (let left = shotIds; left.length > 0;) {
    const answer = await request('generation:quote', { shotIds: left })
    if (!answer.ok) return answer
    const blocked = blockedOf(answer.value)
    const { items } = answer.value
    if (blocked.length === 0) return { ok: true, value: { quote: items.length > 0 ? answer.value : null, leftOut } }
    leftOut.push(...blocked.map(({ shotId, problems }) => ({ shotId, problems })))
    left = items.filter(({ problems }) => problems.length === 0).map(({ shotId }) => shotId)
  }
  return { ok: true, value: { quote: null, leftOut } }
}

type Approved = RequestOutput<'generation:approve'>

/** Agrees to exactly the bill that was shown. */
export async function approve(quote: Quote): Promise<Result<Approved, AppError>> {
  return request('generation:approve', {
    shotIds: quote.items.map((item) => item.shotId),
    quoteHash: quote.hash,
  })
}

export function announceGoing(count: number): void {
  announce(count === 1 ? 'Generating one shot' : `Generating ${shotCount(count)}`)
}

function isGoing(shotId: ShotId): boolean {
  const job = factsStore.getState().jobByShot.get(shotId)
  return job !== undefined && !isSettled(job.state)
}

function show(patch: Partial<BillState>): void {
  billStore.setState(patch)
}

/** Works the open bill out again: something it told of was mended, or may have been. */
export async function askAgain(patch: Partial<BillState> = {}): Promise<void> {
  const own = ++turn
  show({ problem: null, ...patch, busy: 'asking' })
  const answer = await quoteSendable(billStore.getState().wanted.filter((id) => !isGoing(id)))
  if (own !== turn) return
  if (answer.ok) show({ ...answer.value, busy: null })
  else show({ problem: answer.problem.message, busy: null })
}

/** Opens the bill for shots that cost something, at once; its numbers come when the account has answered. */
export async function openBill(shotIds: readonly ShotId[]): Promise<void> {
  if (dialogStore.getState().dialog?.kind === 'bill') return
  billStore.setState({ ...nothing, wanted: shotIds }, true)
  openDialog({ kind: 'bill' })
  await askAgain()
}

/** Closes the bill and sends nothing. What is being sent can't be taken back, so it waits for that. */
export function closeBill(): void {
  if (billStore.getState().busy === 'sending') return
  turn++
  closeDialog()
  // A press that was on its way finds nothing to agree to.
  billStore.setState(nothing, true)
}

/** Says yes to the bill that is shown, once: a second press finds the first one under way. */
export async function agreeToBill(): Promise<void> {
  const { quote, busy } = billStore.getState()
  if (!quote || busy !== null) return
  show({ busy: 'sending', problem: null, changed: false })
  const answer = await approve(quote)
  if (!answer.ok) return askAgain({ problem: answer.problem.message })
  if (answer.value.outcome === 'quoteChanged') {
    const fresh = answer.value.quote
    if (fresh.items.length === 0 || blockedOf(fresh).length > 0) return askAgain({ changed: true })
    show({ quote: fresh, changed: true, busy: null })
    return
  }
  show({ busy: null })
  closeBill()
  announceGoing(quote.items.length)
}
