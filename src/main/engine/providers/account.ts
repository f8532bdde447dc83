import type { KeyForm } from '../secrets/key-form'
import type { DownloadClip } from '../generation/download-clip'
import type { Provider } from './provider'
import type { ConnectionDeps } from './server-connection'

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
  /**
   * Asks anew, which costs nothing, and so tries key and connection. Null: they work, and the provider tells nothing of
   * the account. Rejects with `ProviderHold`.
   */
  refresh(signal: AbortSignal): Promise<AccountFacts | null>
}

/** The most milliseconds that each kind of call may take. */
export interface Patience {
  /** Cutting a create short loses its answer, so it gets all the time a slow server may need. */
  readonly create: number
  readonly read: number
  readonly upload: number
  /** How long a task that is looked for in a list may be missing from it before it is none. */
  readonly grace?: number
}

/** What a provider works with in one open film. */
export interface FilmTools {
  /** The project's `cache/inputs`, where the pictures of a request lie. */
  readonly inputs: string
  readonly download: DownloadClip
  /** Milliseconds that only grow. */
  readonly elapsed: () => number
  /** The provider's usual one if left out; tests of servers that never answer can't wait so long. */
  readonly patience?: Patience
}

/** An account that pays for clips. */
export interface PaidAccount extends Account {
  /** Another key or address: what was known is another account's. */
  forget(): void
  /** The place that makes clips with this account, for one open film. */
  openProvider(tools: FilmTools): Provider
}

export interface AccountDeps extends ConnectionDeps {
  readonly now: () => Date
  /** What is known of the account changed. */
  readonly onKnown: () => void
}

/** A provider that is paid, as it is known before anything is asked: one row of `paid-providers.ts`. */
export interface PaidProvider {
  readonly id: string
  /** Its own address; null for one whose address the user has to set. */
  readonly ownUrl: string | null
  /** What its keys look like. At another address than its own a key is any token. */
  readonly keyForm: KeyForm
  /** Whether `refresh` tells a balance. */
  readonly tellsBalance: boolean
  openAccount(deps: AccountDeps): PaidAccount
}
