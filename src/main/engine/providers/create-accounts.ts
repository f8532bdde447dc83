import { ExpectedError } from '../../../shared/ipc/app-error'
import type { AccountView } from '../../../shared/ipc/account-view'
import type { KeyPlace, KeyVault } from '../secrets/key-vault'
import { keyProblem, tidyKey } from '../secrets/key-form'
import type { Account } from './account'
import { ProviderHold } from './provider'
import { RunwayAccount } from './runway/runway-account'
import { isAllowedBaseUrl, officialRunway, RunwayConnection } from './runway/runway-connection'

/** The accounts of this computer's user: one for each provider that is paid, for all films. */
export interface Accounts {
  readonly all: readonly Account[]
  readonly runway: { readonly connection: RunwayConnection; readonly account: RunwayAccount }
  /** How they stand, without asking anybody. */
  views(): Promise<readonly AccountView[]>
  /** Asks the account, which is free. What is wrong is in the view. */
  test(provider: string): Promise<void>
  /** Why a text can't be the key of this provider, in plain words; null when it may be. */
  keyProblem(provider: string, text: string): string | null
  /**
   * Keeps a key for the server that is set, and tries it. Rejects with ExpectedError when it can't be kept, or when the
   * server is no longer the one that the user was `shown`.
   */
  storeKey(provider: string, text: string, place: KeyPlace, shown?: string): Promise<void>
  clearKey(provider: string): Promise<void>
  /**
   * An empty address is the provider's own; every address has a key of its own. Rejects with ExpectedError when it is no
   * https address and not this machine.
   */
  setBaseUrl(provider: string, baseUrl: string): Promise<void>
}

export interface AccountsDeps {
  readonly vault: KeyVault
  /** The address that is set for a provider; null: its own. */
  readonly baseUrl: (provider: string) => string | null
  readonly saveBaseUrl: (provider: string, baseUrl: string | null) => void
  readonly now: () => Date
  /** A key, an address, or what is known of an account changed. */
  readonly onChange: (what: AccountChange) => void
}

/** `access`: a key or an address, so what waited for it may go on. `facts`: only what is known of the account. */
export type AccountChange = 'access' | 'facts'

/**
 * Under which name the vault keeps the key for a server. Every server has its own, so that no key is ever sent to
 * another one because an address was changed.
 */
function keyName(endpoint: string): string {
  return endpoint === officialRunway ? 'runway' : `runway at ${endpoint}`
}

class UserAccounts implements Accounts {
  readonly runway: Accounts['runway']
  readonly #deps: AccountsDeps
  readonly #problems = new Map<string, string>()

  constructor(deps: AccountsDeps) {
    this.#deps = deps
    const connection = new RunwayConnection({
      baseUrl: () => deps.baseUrl('runway') ?? officialRunway,
      readKey: (endpoint) => deps.vault.read(keyName(endpoint)),
    })
    this.runway = { connection, account: new RunwayAccount(connection, deps.now, () => deps.onChange('facts')) }
  }

  get all(): readonly Account[] {
    return [this.runway.account]
  }

  async views(): Promise<readonly AccountView[]> {
    const { account, connection } = this.runway
    const facts = account.known
    const models = Object.entries(facts?.models ?? {}).map(([model, limits]) => ({ model, ...limits }))
    return [
      {
        provider: account.provider,
        baseUrl: connection.endpoint,
        official: connection.endpoint === officialRunway,
        key: await this.#deps.vault.status(keyName(connection.endpoint)),
        facts: facts && { ...facts, models },
        problem: this.#problems.get(account.provider) ?? null,
      },
    ]
  }

  async test(provider: string): Promise<void> {
    this.#known(provider)
    try {
      await this.runway.account.refresh(new AbortController().signal)
      this.#problems.delete(provider)
    } catch (error) {
      if (!(error instanceof ProviderHold)) throw error
      this.#problems.set(provider, error.message)
    }
    this.#deps.onChange('access')
  }

  keyProblem(provider: string, text: string): string | null {
    this.#known(provider)
    // A gateway or a simulator has keys of its own form.
    return keyProblem(this.runway.connection.endpoint === officialRunway ? 'runway' : 'token', text)
  }

  async storeKey(provider: string, text: string, place: KeyPlace, shown?: string): Promise<void> {
    const { endpoint } = this.runway.connection
    if (shown !== undefined && shown !== endpoint) {
      throw new ExpectedError(
        'badRequest',
        'Another server was set meanwhile. Close this window and enter the key anew.',
      )
    }
    const problem = this.keyProblem(provider, text)
    if (problem !== null) throw new ExpectedError('badRequest', problem)
    await this.#deps.vault.store(keyName(endpoint), tidyKey(text), place)
    this.#changed(provider)
    await this.test(provider)
  }

  async clearKey(provider: string): Promise<void> {
    this.#known(provider)
    await this.#deps.vault.clear(keyName(this.runway.connection.endpoint))
    this.#changed(provider)
  }

  async setBaseUrl(provider: string, text: string): Promise<void> {
    this.#known(provider)
    const baseUrl = text.trim().replace(/\/+$/, '').replace(/\/v1$/, '')
    if (baseUrl !== '' && !isAllowedBaseUrl(baseUrl)) {
      throw new ExpectedError('badRequest', 'An address begins with https://, or is a server on this machine.')
    }
    this.#deps.saveBaseUrl(provider, baseUrl === '' || baseUrl === officialRunway ? null : baseUrl)
    this.#changed(provider)
    if (await this.#mayHaveKey()) await this.test(provider)
  }

  /** A keychain that does not tell is no reason to refuse an address: the test says what is wrong. */
  async #mayHaveKey(): Promise<boolean> {
    try {
      return await this.runway.account.hasKey()
    } catch (error) {
      if (error instanceof ProviderHold) return true
      throw error
    }
  }

  #known(provider: string): void {
    if (provider !== this.runway.account.provider) {
      throw new ExpectedError('notFound', 'This version does not know that provider.')
    }
  }

  /** What was learnt with the old key or at the old address is of no use. */
  #changed(provider: string): void {
    this.#problems.delete(provider)
    this.runway.connection.forgetKey()
    this.runway.account.forget()
    this.#deps.onChange('access')
  }
}

/** Builds the accounts from the key vault and the addresses that are set. */
export function createAccounts(deps: AccountsDeps): Accounts {
  return new UserAccounts(deps)
}
