import { ExpectedError } from '../shared/ipc/app-error'
import { findProvider } from '../shared/models/money'
import type { PaidProvider } from '../main/engine/providers/account'
import { createAccounts, type Accounts } from '../main/engine/providers/create-accounts'
import { paidProviders } from '../main/engine/providers/paid-providers'
import { isAllowedBaseUrl, tidyBaseUrl } from '../main/engine/providers/server-address'
import { keyProblem, tidyKey } from '../main/engine/secrets/key-form'
import type { KeyVault } from '../main/engine/secrets/key-vault'
import { CommandFailure } from './command-failure'
import { addressProblem, settingsOf, type ProviderSettings, type Settings } from './read-environment'
import type { WindowSettings } from './window-settings'

export interface AccountSources {
  readonly settings: Settings
  readonly window: WindowSettings
  readonly vault: KeyVault
}

/** The accounts as the command line holds them, with what it says of their keys. */
interface OpenAccounts {
  readonly accounts: Accounts
  readonly keyProblem: (provider: string) => string | null
  readonly keyPlace: (provider: string) => Promise<string | null>
}

/** Where a provider is asked; null: at its own address. The window's address is for the key that was entered for it there. */
function baseUrlOf(id: string, { settings, window }: AccountSources): string | null {
  const { key, url } = settingsOf(settings, id)
  if (url === null) return key === null ? (window.baseUrls[id] ?? null) : null
  const given = tidyBaseUrl(url.text)
  if (!isAllowedBaseUrl(given)) {
    throw new CommandFailure('usage', `${url.name} must begin with https://, or name a server on this machine.`)
  }
  return given
}

function badKey({ id, keyForm, ownUrl }: PaidProvider, baseUrl: string | null, settings: Settings): string | null {
  const found = settingsOf(settings, id)
  const label = findProvider(id)?.label ?? id
  const elsewhere = addressProblem(found, label)
  if (elsewhere !== null || found.key === null) return elsewhere
  // A gateway or a simulator has keys of its own form.
  const problem = keyProblem((baseUrl ?? ownUrl) === ownUrl ? keyForm : 'token', found.key.text)
  return problem && `The key in ${found.key.name} (${found.key.place}) can’t be used. ${problem}`
}

function isGiven({ key, url }: ProviderSettings): boolean {
  return key !== null || url !== null
}

/**
 * The accounts with keys and addresses of the environment before those of keychain and window, for this run only. Throws
 * `CommandFailure` for an address that may not be used.
 */
export function openAccounts(sources: AccountSources): OpenAccounts {
  const { settings, vault, window } = sources
  const baseUrls = new Map(paidProviders.map(({ id }) => [id, baseUrlOf(id, sources)]))
  const problems = new Map(paidProviders.map((one) => [one.id, badKey(one, baseUrls.get(one.id) ?? null, settings)]))
  const given = paidProviders.map(({ id }) => id).filter((id) => isGiven(settingsOf(settings, id)))
  const givenKey = async (id: string): Promise<string | null> => {
    const problem = problems.get(id) ?? null
    if (problem !== null) throw new ExpectedError('providerProblem', problem)
    const key = settingsOf(settings, id).key
    return key && tidyKey(key.text)
  }
  const accounts = createAccounts({
    vault,
    givenKey,
    baseUrl: (id) => baseUrls.get(id) ?? null,
    saveBaseUrl: () => undefined,
    listed: () => [...window.providers, ...given],
    saveListed: () => undefined,
    now: () => new Date(),
    onChange: () => undefined,
  })
  return {
    accounts,
    keyProblem: (id) => problems.get(id) ?? null,
    keyPlace: async (id) => {
      const { key } = settingsOf(settings, id)
      if (key !== null) return `${key.name} (${key.place})`
      const account = (await accounts.views()).find(({ provider }) => provider === id)
      return account?.key.place ? 'the system’s keychain' : null
    },
  }
}
