import { ExpectedError } from '../../../shared/ipc/app-error'
import { keyProblem, tidyKey } from './key-form'
import { KeychainError, type Keychain } from './keychain'

/** `session`: in memory until the app ends. */
export type KeyPlace = 'keychain' | 'session'

export interface KeyStatus {
  /** Null: there is no key. */
  readonly place: KeyPlace | null
  /** The last four characters, so that the user knows which key it is; null without one, or when it is short. */
  readonly hint: string | null
  /** Why the keychain can't be used now, in plain words; null when it can. */
  readonly keychainProblem: string | null
}

/**
 * The users' keys. Asking may make the system ask the user to unlock the keychain, and takes as long as the answer does.
 * A key for this session goes before one in the keychain.
 */
export interface KeyVault {
  /** Never rejects for the keychain's sake. */
  status(providerId: string): Promise<KeyStatus>
  /**
   * The key itself: for the provider's client in this process and nobody else. Null when there is none. Rejects with
   * `ExpectedError` when there is a keychain that does not tell (locked, refused).
   */
  read(providerId: string): Promise<string | null>
  /**
   * Keeps a key, tidied. Rejects with `ExpectedError`: it can't be one, or the keychain does not take it. `session` is
   * for a user who agreed to it.
   */
  store(providerId: string, key: string, place: KeyPlace): Promise<void>
  /** Forgets the key in both places. Rejects with `ExpectedError` when the keychain keeps it. */
  clear(providerId: string): Promise<void>
}

export interface KeyVaultDeps {
  readonly keychain: Keychain
  /** Told every key before anything is done with it: the log's redactor. */
  readonly learn: (key: string) => void
}

const hintLength = 4
const shortestHinted = 16

function hintOf(key: string | null): string | null {
  return key !== null && key.length >= shortestHinted ? key.slice(-hintLength) : null
}

/** Whatever a keychain threw, told again without anything that could hold the key. */
function keychainError(error: unknown): KeychainError {
  return error instanceof KeychainError ? error : new KeychainError('fault')
}

/** Rejects with `ExpectedError`. Without a keychain there is nothing in it, which `otherwise` stands for. */
async function orWords<Value>(work: Promise<Value>, otherwise?: { readonly missing: Value }): Promise<Value> {
  try {
    return await work
  } catch (error) {
    const { trouble, message } = keychainError(error)
    // What is wrong with the keychain is then for `status` to tell.
    if (otherwise && trouble === 'missing') return otherwise.missing
    throw new ExpectedError('providerProblem', message)
  }
}

/** Its functions close over the keys, so that no way of printing the vault shows one. */
export function createKeyVault({ keychain, learn }: KeyVaultDeps): KeyVault {
  const sessionKeys = new Map<string, string>()

  const readKeychain = async (providerId: string): Promise<string | null> => {
    const key = await keychain.get(providerId)
    if (key !== null) learn(key)
    // An empty one was not written here, and no client can use it.
    return key === '' ? null : key
  }

  return {
    async status(providerId) {
      const looked = await readKeychain(providerId).then(
        (key) => ({ key, problem: null }),
        (error: unknown) => ({ key: null, problem: keychainError(error).message }),
      )
      const key = sessionKeys.get(providerId)
      const stored: KeyPlace | null = looked.key === null ? null : 'keychain'
      return {
        place: key === undefined ? stored : 'session',
        hint: hintOf(key ?? looked.key),
        keychainProblem: looked.problem,
      }
    },
    async read(providerId) {
      return sessionKeys.get(providerId) ?? orWords(readKeychain(providerId), { missing: null })
    },
    async store(providerId, text, place) {
      const key = tidyKey(text)
      learn(key)
      const problem = keyProblem('token', key)
      if (problem !== null) throw new ExpectedError('badRequest', problem)
      if (place === 'session') {
        sessionKeys.set(providerId, key)
        return
      }
      await orWords(keychain.set(providerId, key))
      sessionKeys.delete(providerId)
    },
    async clear(providerId) {
      sessionKeys.delete(providerId)
      await orWords(keychain.delete(providerId), { missing: undefined })
    },
  }
}
