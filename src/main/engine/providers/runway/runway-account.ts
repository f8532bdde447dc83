import { z } from 'zod'
import type { AccountFacts, FilmTools, ModelLimits, PaidAccount } from '../account'
import { ProviderHold, type Provider } from '../provider'
import { createRunway } from './create-runway'
import { holdOf } from './runway-answers'
import type { RunwayConnection } from './runway-connection'
import { microCredits } from './runway-status'

const patience = 30_000

const limit = z.number().nullable().catch(null)

/** Balance and limits as the API tells them; limits that are missing count as none. */
const organizationSchema = z.object({
  creditBalance: z.number(),
  tier: z
    .object({
      maxMonthlyCreditSpend: limit.optional(),
      models: z
        .record(
          z.string(),
          z.object({ maxConcurrentGenerations: limit.optional(), maxDailyGenerations: limit.optional() }),
        )
        .catch({}),
    })
    .catch({ models: {} }),
  usage: z
    .object({ models: z.record(z.string(), z.object({ dailyGenerations: z.number().catch(0) })).catch({}) })
    .catch({ models: {} }),
})

function factsOf(answer: unknown, at: string): AccountFacts | null {
  const parsed = organizationSchema.safeParse(answer)
  if (!parsed.success) return null
  const { creditBalance, tier, usage } = parsed.data
  const monthly = tier.maxMonthlyCreditSpend
  const models = Object.entries(tier.models).map(([model, limits]): [string, ModelLimits] => [
    model,
    {
      concurrent: limits.maxConcurrentGenerations ?? null,
      daily: limits.maxDailyGenerations ?? null,
      usedToday: usage.models[model]?.dailyGenerations ?? 0,
    },
  ])
  return {
    balance: microCredits(creditBalance),
    monthlyLimit: monthly === null || monthly === undefined ? null : microCredits(monthly),
    models: Object.fromEntries(models),
    at,
  }
}

/** The organisation behind the key: asking costs nothing, so it is also the test whether key and connection work. */
export class RunwayAccount implements PaidAccount {
  readonly provider = 'runway'
  readonly #connection: RunwayConnection
  readonly #now: () => Date
  readonly #onKnown: () => void
  #known: AccountFacts | null = null

  constructor(connection: RunwayConnection, now: () => Date, onKnown: () => void) {
    this.#connection = connection
    this.#now = now
    this.#onKnown = onKnown
  }

  get known(): AccountFacts | null {
    return this.#known
  }

  hasKey(): Promise<boolean> {
    return this.#connection.hasKey()
  }

  openProvider(tools: FilmTools): Provider {
    return createRunway({ ...tools, connection: this.#connection, account: this })
  }

  forget(): void {
    this.#connection.forgetKey()
    this.#known = null
    this.#onKnown()
  }

  async refresh(signal: AbortSignal): Promise<AccountFacts> {
    const client = await this.#connection.client()
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(patience)])
    let answer: unknown
    try {
      answer = await client.organization.retrieve({ signal: bounded })
    } catch (error) {
      throw holdOf(error) ?? new ProviderHold('REQUEST.NOT_SERVED', 'There is no Runway API at this address.')
    }
    const facts = factsOf(answer, this.#now().toISOString())
    if (facts === null) throw new ProviderHold('ANSWER.UNREADABLE', 'Runway’s answer can’t be read.')
    this.#known = facts
    this.#onKnown()
    return facts
  }
}
