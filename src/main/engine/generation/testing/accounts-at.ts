import type { PaidAccount } from '../../providers/account'
import { createAccounts, type Accounts } from '../../providers/create-accounts'
import { createKeyVault } from '../../secrets/key-vault'
import { KeychainError, type Keychain } from '../../secrets/keychain'

/** A computer without a keychain: keys are kept for the session. */
const noKeychain: Keychain = {
  get: () => Promise.reject(new KeychainError('missing')),
  set: () => Promise.reject(new KeychainError('missing')),
  delete: () => Promise.reject(new KeychainError('missing')),
}

/** Accounts at the server of an address that can be set. */
export function accountsAt(address: () => string, save: (next: string) => void = () => undefined): Accounts {
  return createAccounts({
    vault: createKeyVault({ keychain: noKeychain, learn: () => undefined }),
    baseUrl: address,
    saveBaseUrl: (_provider, next) => save(next ?? ''),
    listed: () => [],
    saveListed: () => undefined,
    now: () => new Date(),
    onChange: () => undefined,
  })
}

/** The account at one provider. */
export function accountOf({ all }: Accounts, provider: string): PaidAccount {
  const account = all.find((one) => one.provider === provider)
  if (!account) throw new Error(`There is no provider ${provider}`)
  return account
}
