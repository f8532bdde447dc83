import { ExpectedError } from '../../../shared/ipc/app-error'
import type { AccountView } from '../../../shared/ipc/account-view'
import type { KeyPlace, KeyStatus, KeyVault } from '../secrets/key-vault'
import { keyProblem, tidyKey } from '../secrets/key-form'
import type { PaidAccount, PaidProvider } from './account'
import { paidProviders } from './paid-providers'
import { ProviderHold } from './provider'
import { isAllowedBaseUrl, tidyBaseUrl } from './server-address'

/** The accounts of this computer's user: one for each provider that is paid, for all films. */
export interface Accounts {
  /** All that there can be, whether the user has them or not. */
  readonly all: readonly PaidAccount[]
  /** How they stand, without asking anybody. */
  views(): Promise<readonly AccountView[]>
  /** Where the key of a provider is, looked for now, also for one that is not on the list. */
  keyStatus(provider: string): Promise<KeyStatus>
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
  /** Puts a provider on the user's list, or takes it off it. The first one is always there. */
  list(provider: string, listed: boolean): void
}

export interface AccountsDeps {
  readonly vault: KeyVault
  /** A key from outside, which goes before those of the vault; rejects with `ExpectedError` when it can't be used. */
  readonly givenKey?: (provider: string) => Promise<string | null>
  /** The address that is set for a provider; null: its own. */
  readonly baseUrl: (provider: string) => string | null
  readonly saveBaseUrl: (provider: string, baseUrl: string | null) => void
  /** Providers that the user put on the list, or gave a key. */
  readonly listed: () => readonly string[]
  readonly saveListed: (providers: readonly string[]) => void
  readonly now: () => Date
  /** A key, an address, the list, or what is known of an account changed. */
  readonly onChange: (what: AccountChange) => void
}

/** `access`: a key or an address, so what waited for it may go on. `facts`: only what is known of the accounts. */
export type AccountChange = 'access' | 'facts'

/**
 * Under which name the vault keeps the key for a server. Every server has its own, so that no key is ever sent to
 * another one because an address was changed.
 */
function keyName({ id, ownUrl }: PaidProvider, endpoint: string): string {
  return endpoint === ownUrl ? id : `${id} at ${endpoint}`
}

/** Of one that is not on the list: its key is not looked for, because a keychain may ask the user each time. */
const notLooked: KeyStatus = { place: null, hint: null, keychainProblem: null }

interface Held {
  readonly provider: PaidProvider
  readonly account: PaidAccount
  /** Why it could not be asked the last time. */
  problem: string | null
  /** When it answered last. */
  answeredAt: string | null
}

class UserAccounts implements Accounts {
  readonly #deps: AccountsDeps
  readonly #held: ReadonlyMap<string, Held>

  constructor(deps: AccountsDeps) {
    this.#deps = deps
    this.#held = new Map(paidProviders.map((provider) => [provider.id, this.#open(provider)]))
  }

  get all(): readonly PaidAccount[] {
    return [...this.#held.values()].map(({ account }) => account)
  }

  async views(): Promise<readonly AccountView[]> {
    return Promise.all([...this.#held.values()].map((held) => this.#view(held)))
  }

  keyStatus(id: string): Promise<KeyStatus> {
    const { provider } = this.#find(id)
    return this.#deps.vault.status(keyName(provider, this.#endpoint(provider)))
  }

  async test(id: string): Promise<void> {
    const held = this.#find(id)
    try {
      await held.account.refresh(new AbortController().signal)
      held.problem = null
      held.answeredAt = this.#deps.now().toISOString()
    } catch (error) {
      if (!(error instanceof ProviderHold)) throw error
      held.problem = error.message
    }
    this.#deps.onChange('access')
  }

  keyProblem(id: string, text: string): string | null {
    const { provider } = this.#find(id)
    // A gateway or a simulator has keys of its own form.
    return keyProblem(this.#endpoint(provider) === provider.ownUrl ? provider.keyForm : 'token', text)
  }

  async storeKey(id: string, text: string, place: KeyPlace, shown?: string): Promise<void> {
    const { provider } = this.#find(id)
    const endpoint = this.#endpoint(provider)
    if (endpoint === '') throw new ExpectedError('badRequest', 'Set the address of the server first.')
    if (shown !== undefined && shown !== endpoint) {
      throw new ExpectedError(
        'badRequest',
        'Another server was set meanwhile. Close this window and enter the key anew.',
      )
    }
    const problem = this.keyProblem(id, text)
    if (problem !== null) throw new ExpectedError('badRequest', problem)
    await this.#deps.vault.store(keyName(provider, endpoint), tidyKey(text), place)
    this.#saveListed(id, true)
    this.#changed(id)
    await this.test(id)
  }

  async clearKey(id: string): Promise<void> {
    const { provider } = this.#find(id)
    await this.#deps.vault.clear(keyName(provider, this.#endpoint(provider)))
    this.#changed(id)
  }

  async setBaseUrl(id: string, text: string): Promise<void> {
    const { account, provider } = this.#find(id)
    const baseUrl = tidyBaseUrl(text)
    if (baseUrl !== '' && !isAllowedBaseUrl(baseUrl)) {
      throw new ExpectedError('badRequest', 'An address begins with https://, or is a server on this machine.')
    }
    this.#deps.saveBaseUrl(id, baseUrl === '' || baseUrl === provider.ownUrl ? null : baseUrl)
    this.#saveListed(id, true)
    this.#changed(id)
    if (await this.#mayHaveKey(account)) await this.test(id)
  }

  list(id: string, listed: boolean): void {
    this.#find(id)
    this.#saveListed(id, listed)
    this.#deps.onChange('facts')
  }

  #open(provider: PaidProvider): Held {
    const { baseUrl, givenKey, now, onChange, vault } = this.#deps
    const account = provider.openAccount({
      baseUrl: () => baseUrl(provider.id) ?? provider.ownUrl,
      readKey: async (endpoint) => (await givenKey?.(provider.id)) ?? vault.read(keyName(provider, endpoint)),
      now,
      onKnown: () => onChange('facts'),
    })
    return { provider, account, problem: null, answeredAt: null }
  }

  async #view({ account, answeredAt, problem, provider }: Held): Promise<AccountView> {
    const { id, ownUrl, tellsBalance } = provider
    const baseUrl = this.#endpoint(provider)
    const listed = this.#isListed(id)
    const facts = account.known
    const models = Object.entries(facts?.models ?? {}).map(([model, limits]) => ({ model, ...limits }))
    return {
      provider: id,
      baseUrl,
      ownUrl,
      official: baseUrl !== '' && baseUrl === ownUrl,
      listed,
      key: listed && baseUrl !== '' ? await this.#deps.vault.status(keyName(provider, baseUrl)) : notLooked,
      tellsBalance,
      facts: facts && { ...facts, models },
      answeredAt,
      problem,
    }
  }

  /** Where a provider is asked now; empty while the user has to set an address. */
  #endpoint({ id, ownUrl }: PaidProvider): string {
    return (this.#deps.baseUrl(id) ?? ownUrl ?? '').replace(/\/+$/, '')
  }

  #isListed(id: string): boolean {
    return id === paidProviders[0]?.id || this.#deps.listed().includes(id)
  }

  #saveListed(id: string, listed: boolean): void {
    if (this.#isListed(id) === listed) return
    const others = this.#deps.listed().filter((one) => one !== id)
    this.#deps.saveListed(listed ? [...others, id] : others)
  }

  /** A keychain that does not tell is no reason to refuse an address: the test says what is wrong. */
  async #mayHaveKey(account: PaidAccount): Promise<boolean> {
    try {
      return await account.hasKey()
    } catch (error) {
      if (error instanceof ProviderHold) return true
      throw error
    }
  }

  #find(id: string): Held {
    const held = this.#held.get(id)
    if (held) return held
    throw new ExpectedError('notFound', 'This version does not know that provider.')
  }

  /** What was learnt with the old key or at the old address is of no use. */
  #changed(id: string): void {
    const held = this.#find(id)
    held.problem = null
    held.answeredAt = null
    held.account.forget()
    this.#deps.onChange('access')
  }
}

/** Builds the accounts from the key vault and the addresses that are set. */
export function createAccounts(deps: AccountsDeps): Accounts {
  return new UserAccounts(deps)
}
