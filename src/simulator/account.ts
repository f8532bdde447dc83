import { randomBytes } from 'node:crypto'
import { officialModels } from './official-rules'

const day = 24 * 60 * 60 * 1000
const mostEntries = 100_000

/** Limits for one model; null is none. */
interface ModelAllowance {
  readonly concurrent: number | null
  readonly daily: number | null
}

export interface Tier extends ModelAllowance {
  /** Credits that may be bought in a month. */
  readonly monthly: number
  /** Other limits for some models. */
  readonly models?: Readonly<Record<string, Partial<ModelAllowance>>>
}

/** The second of the provider's five tiers. */
export const usualTier: Tier = { concurrent: 3, daily: 1000, monthly: 50_000 }

/** A change of the balance: charges are positive, refunds negative. */
interface LedgerEntry {
  readonly at: number
  readonly model: string
  readonly credits: number
}

/** `key_` and 128 hexadecimal digits. */
export function makeKey(): string {
  return `key_${randomBytes(64).toString('hex')}`
}

/** What the provider knows of one key: credits, limits and use. */
export class Account {
  readonly key: string
  /** Credits that can be spent; those held for unfinished tasks are off it already. */
  balance: number
  tier: Tier
  /** A switched-off key is answered like a wrong one. */
  enabled = true
  held = 0
  /** Credits that ended tasks have cost. */
  charged = 0
  readonly #ledger: LedgerEntry[] = []
  readonly #creates: { readonly at: number; readonly model: string }[] = []

  constructor(key: string, balance: number, tier: Tier) {
    this.key = key
    this.balance = balance
    this.tier = tier
  }

  allowance(model: string): ModelAllowance {
    const { concurrent, daily, models } = this.tier
    return { concurrent, daily, ...models?.[model] }
  }

  /** Generations of a model in the 24 hours before `now`. */
  createdToday(model: string, now: number): number {
    return this.#creates.filter((create) => create.model === model && create.at > now - day).length
  }

  /** Takes the most that a new task may cost off the balance. */
  hold(model: string, credits: number, now: number): void {
    this.balance -= credits
    this.held += credits
    this.#enter({ at: now, model, credits })
    this.#creates.push({ at: now, model })
    if (this.#creates.length > mostEntries) this.#creates.shift()
  }

  /** Turns a hold into a charge and gives the rest back. */
  settle(model: string, held: number, cost: number, now: number): void {
    this.held -= held
    this.balance += held - cost
    this.charged += cost
    if (cost !== held) this.#enter({ at: now, model, credits: cost - held })
  }

  /** The answer to GET /v1/organization. */
  organization(now: number): object {
    const allowances = officialModels.map((model) => {
      const { concurrent, daily } = this.allowance(model)
      return [model, { maxConcurrentGenerations: concurrent, maxDailyGenerations: daily }] as const
    })
    const use = officialModels.map((model) => [model, { dailyGenerations: this.createdToday(model, now) }] as const)
    return {
      creditBalance: this.balance,
      // Retired models stay in the real list, so nobody should build a choice of models from it.
      tier: {
        maxMonthlyCreditSpend: this.tier.monthly,
        models: { ...Object.fromEntries(allowances), gen3a_turbo: retired },
      },
      usage: { models: Object.fromEntries(use) },
    }
  }

  /** The answer to POST /v1/organization/usage: credits by day and model from `start` up to, not including, `before`. */
  usage(start: number, before: number): object {
    const days = new Map<string, Map<string, number>>()
    for (let at = start; at < before; at += day) days.set(new Date(at).toISOString().slice(0, 10), new Map())
    for (const { at, model, credits } of this.#ledger) {
      const amounts = days.get(new Date(at).toISOString().slice(0, 10))
      amounts?.set(model, (amounts.get(model) ?? 0) + credits)
    }
    const results = [...days].map(([date, amounts]) => ({
      date,
      usedCredits: [...amounts].map(([model, amount]) => ({ model, amount })),
    }))
    return { models: [...new Set([...days.values()].flatMap((amounts) => [...amounts.keys()]))], results }
  }

  #enter(entry: LedgerEntry): void {
    this.#ledger.push(entry)
    if (this.#ledger.length > mostEntries) this.#ledger.shift()
  }
}

const retired = { maxConcurrentGenerations: 1, maxDailyGenerations: 50 }
