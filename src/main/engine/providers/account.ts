/** What a provider says about the account that pays, at one moment. Money in micro-units of the provider's unit. */
export interface AccountFacts {
  readonly balance: number
  /** The most it may spend in a month; null when there is no such limit. */
  readonly monthlyLimit: number | null
  readonly models: Readonly<Record<string, ModelLimits>>
  /** When this was asked, as an ISO date. */
  readonly at: string
}

export interface ModelLimits {
  /** How many tasks may run at once; null: no limit. */
  readonly concurrent: number | null
  /** How many tasks may be made in 24 hours; null: no limit. */
  readonly daily: number | null
  readonly usedToday: number
}

/** The account at one provider: one for the whole app, whatever film is open. */
export interface Account {
  readonly provider: string
  /** What was learnt last; null when nothing was. */
  readonly known: AccountFacts | null
  hasKey(): Promise<boolean>
  /** Asks anew, which costs nothing. Rejects with `ProviderHold`. */
  refresh(signal: AbortSignal): Promise<AccountFacts>
}
