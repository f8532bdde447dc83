import { KeychainError, type Keychain, type KeychainTrouble } from './keychain'

/** The part of the keyring package that is used. */
interface KeyringPackage {
  readonly AsyncEntry: new (
    service: string,
    account: string,
    options: { linux: { store: 'secret-service' } },
  ) => {
    getPassword(): Promise<string | null>
    setPassword(secret: string): Promise<void>
    deletePassword(): Promise<boolean>
  }
}

type Entry = InstanceType<KeyringPackage['AsyncEntry']>

export interface SystemKeychainOptions {
  /** The name under which the system's password manager lists the keys. */
  readonly service?: string
  /** Milliseconds. Long, because the system may be waiting for the user to type a password. */
  readonly answerWithin?: number
  readonly load?: () => Promise<KeyringPackage>
}

/** What the keyring package and the systems under it say, in the order in which to look for it. */
const troubles: readonly (readonly [RegExp, KeychainTrouble])[] = [
  [/no result found|no default/i, 'noCollection'],
  [/did not receive a reply|timed? ?out/i, 'silent'],
  [/prompt|locked|interaction is not allowed/i, 'locked'],
  [/longer than|too long/i, 'tooLong'],
  [/denied|cancel|passphrase|not allowed|not permitted|permission/i, 'denied'],
  [/dbus|d-bus|no secret service|platform storage|no such logon session/i, 'missing'],
]

function troubleOf(error: unknown): KeychainTrouble {
  const said = error instanceof Error ? error.message : String(error)
  return troubles.find(([pattern]) => pattern.test(said))?.[1] ?? 'fault'
}

/** Rejects with `silent` when the work takes longer; the work itself can't be stopped. */
async function inTime<Value>(limit: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new KeychainError('silent')), limit)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** The keychain of this user on this computer: macOS Keychain, Windows Credential Manager, Secret Service on Linux. */
export function systemKeychain({
  service = 'Seamline',
  answerWithin = 120_000,
  // Only when it is needed: the app must start where the package has no build for the system.
  load = () => import('@napi-rs/keyring'),
}: SystemKeychainOptions = {}): Keychain {
  let previous: Promise<unknown> = Promise.resolve()

  const openEntry = async (account: string): Promise<Entry> => {
    const { AsyncEntry } = await load().catch(() => {
      throw new KeychainError('missing')
    })
    // Left to itself the package falls back to the kernel's keyring, which forgets everything when the computer restarts.
    return new AsyncEntry(service, account, { linux: { store: 'secret-service' } })
  }

  // One at a time, because each call holds one of the few threads that also read and write files until it is answered.
  const ask = <Value>(account: string, question: (entry: Entry) => Promise<Value>): Promise<Value> => {
    const began = Date.now()
    const answer = previous.then(async () => {
      // Whoever asked was told that it failed while an earlier question was waiting.
      if (Date.now() - began >= answerWithin) throw new KeychainError('silent')
      try {
        return await question(await openEntry(account))
      } catch (error) {
        throw error instanceof KeychainError ? error : new KeychainError(troubleOf(error))
      }
    })
    previous = answer.catch(() => undefined)
    return inTime(answerWithin, answer)
  }

  return {
    get: (account) => ask(account, (entry) => entry.getPassword()),
    set: (account, secret) =>
      ask(account, async (entry) => {
        await entry.setPassword(secret)
        if ((await entry.getPassword()) !== secret) throw new KeychainError('fault')
      }),
    delete: (account) =>
      ask(account, async (entry) => {
        await entry.deletePassword()
      }),
  }
}
