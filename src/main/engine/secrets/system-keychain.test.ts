import { expect, test } from 'vitest'
import { setImmediate as turn } from 'node:timers/promises'
import { systemKeychain, type SystemKeychainOptions } from './system-keychain'
import { canaryKey } from './testing/canary'

interface Script {
  readonly get?: () => Promise<string | null>
  readonly set?: (secret: string) => Promise<void>
  readonly remove?: () => Promise<boolean>
}

/** A stand-in for the keyring package, which notes what it is made for. */
function scripted({ get, set, remove }: Script, made: unknown[] = []): Pick<SystemKeychainOptions, 'load'> {
  class AsyncEntry {
    constructor(...args: unknown[]) {
      made.push(args)
    }
    getPassword = get ?? (async () => null)
    setPassword = set ?? (async () => undefined)
    deletePassword = remove ?? (async () => false)
  }
  return { load: async () => ({ AsyncEntry }) }
}

test.each([
  ['Platform failure: DBus error: The name org.freedesktop.secrets was not provided by any .service files', 'missing'],
  ['Platform failure: DBus error: set your DBUS_SESSION_BUS_ADDRESS instead', 'missing'],
  ["Couldn't access platform storage: Secret Service: no result found", 'noCollection'],
  ["Couldn't access platform storage: Secret Service: unlock prompt was dismissed", 'locked'],
  ['Platform failure: User interaction is not allowed.', 'locked'],
  ['Platform failure: The user name or passphrase you entered is not correct.', 'denied'],
  ['Platform failure: DBus error: Did not receive a reply. Possible causes include: ...', 'silent'],
  ["Value of 'password' is longer than the platform limit of 2560", 'tooLong'],
  [`something else about ${canaryKey}`, 'fault'],
])('%j is told in our own words', async (message, trouble) => {
  const keychain = systemKeychain(scripted({ get: () => Promise.reject(new Error(message)) }))
  const error: unknown = await keychain.get('runway').catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ trouble })
  expect((error as Error).message).not.toContain(message)
})

test('names the service and the account, and never the keyring that a restart empties', async () => {
  const made: unknown[] = []
  await systemKeychain(scripted({}, made)).get('runway')
  await systemKeychain({ ...scripted({}, made), service: 'Seamline test' }).delete('gateway')
  const store = { linux: { store: 'secret-service' } }
  expect(made).toEqual([
    ['Seamline', 'runway', store],
    ['Seamline test', 'gateway', store],
  ])
})

test('a package without a build for this system is a missing keychain', async () => {
  const keychain = systemKeychain({ load: () => Promise.reject(new Error('Cannot find native binding')) })
  await expect(keychain.get('runway')).rejects.toMatchObject({ trouble: 'missing' })
})

test('a key that does not come back was not kept', async () => {
  const keychain = systemKeychain(scripted({ get: async () => null }))
  await expect(keychain.set('runway', canaryKey)).rejects.toMatchObject({ trouble: 'fault' })
})

test('one question at a time', async () => {
  let asking = 0
  let most = 0
  const get = async (): Promise<string> => {
    most = Math.max(most, ++asking)
    await turn()
    asking--
    return canaryKey
  }
  const keychain = systemKeychain(scripted({ get }))
  await Promise.all(Array.from({ length: 5 }, () => keychain.get('runway')))
  expect(most).toBe(1)
})

test('a keychain that never answers is told, and nothing that waited behind it is done later', async () => {
  let answer = (): void => undefined
  const kept: string[] = []
  const get = (): Promise<null> =>
    new Promise((resolve) => {
      answer = () => resolve(null)
    })
  const set = async (secret: string): Promise<void> => {
    kept.push(secret)
  }
  const keychain = systemKeychain({ ...scripted({ get, set }), answerWithin: 20 })
  const both = [keychain.get('runway'), keychain.set('runway', canaryKey)]
  for (const work of both) await expect(work).rejects.toMatchObject({ trouble: 'silent' })
  answer()
  for (let index = 0; index < 5; index++) await turn()
  expect(kept).toEqual([])
})
