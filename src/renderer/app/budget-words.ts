import type { QueueView } from '../../shared/ipc/generation-view'
import { dollarWords } from '../../shared/models/money'

export type BudgetState = 'none' | 'inside' | 'near' | 'over'

/** From where on a budget counts as nearly used. */
const near = 0.8

export interface BudgetView {
  readonly state: BudgetState
  /** Charged and held together, in micro-dollars: what the budget is compared with. */
  readonly used: number
  /** Micro-dollars that are left; null without a budget, negative when it is passed. */
  readonly left: number | null
  /** Shares of the bar, 0 to 1, that never pass its end. */
  readonly chargedShare: number
  readonly usedShare: number
}

/** How a film stands against its budget. Amounts in micro-dollars. */
export function budgetView(spent: QueueView['spent'], budget: number | null): BudgetView {
  const used = spent.charged + spent.reserved
  if (budget === null) return { state: 'none', used, left: null, chargedShare: 0, usedShare: 0 }
  const share = (amount: number): number => (budget === 0 ? Number(amount > 0) : Math.min(1, amount / budget))
  const state = used > budget ? 'over' : used > 0 && used >= budget * near ? 'near' : 'inside'
  return { state, used, left: budget - used, chargedShare: share(spent.charged), usedShare: share(used) }
}

/** `$1.90 of $5.00`, or `$1.90` when there is no budget. */
export function usedWords({ used }: BudgetView, budget: number | null): string {
  return budget === null ? dollarWords(used) : `${dollarWords(used)} of ${dollarWords(budget)}`
}

/** What must not be said by colour alone; null when there is nothing to say. */
export function warningWords({ state, left }: BudgetView): string | null {
  if (state === 'over') return 'over budget'
  if (state !== 'near') return null
  return left === 0 ? 'used up' : 'nearly used up'
}
