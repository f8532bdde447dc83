import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inTemporaryFolder } from '../project/testing/temporary-folder'
import { canaryKey, spellingIn } from './testing/canary'
import { PrivateSession, whyNoKeychain } from './testing/private-keychain'

const why = whyNoKeychain()
const withKeychain = why === null ? test : test.skip
const because = why === null ? '' : ` (not here: ${why})`

const store = { ask: 'store', key: canaryKey, place: 'keychain' } as const
const storeForSession = { ask: 'store', key: canaryKey, place: 'session' } as const
const status = { ask: 'status' } as const
const read = { ask: 'read' } as const
const clear = { ask: 'clear' } as const

const done = { value: null }
const nothing = { value: null }
const theKey = { value: canaryKey }

function state(place: string | null, keychainProblem: unknown = null): object {
  return { value: { place, hint: place === null ? null : canaryKey.slice(-4), keychainProblem } }
}

async function inSession(bus: boolean, work: (session: PrivateSession) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const session = await PrivateSession.start(folder, { bus })
    try {
      await work(session)
    } finally {
      await session.stop()
    }
  })
}

withKeychain(`a key is there for the next process until it is cleared${because}`, () =>
  inSession(true, async (session) => {
    await session.startKeychain('opens')
    expect(await session.askVault(status, read, store, status, read)).toEqual([
      state(null),
      nothing,
      done,
      state('keychain'),
      theKey,
    ])
    expect(await session.askVault(read, status)).toEqual([theKey, state('keychain')])
    expect(await session.askVault(clear, read, status, clear)).toEqual([done, nothing, state(null), done])
    expect(await session.askVault(read)).toEqual([nothing])
  }),
)

withKeychain(`a key survives a restart of the keychain, and is on the disk in no readable form${because}`, () =>
  inSession(true, async (session) => {
    await session.startKeychain('opens')
    expect(await session.askVault(store)).toEqual([done])
    await session.stopKeychain()
    const files = await readdir(session.folder, { recursive: true, withFileTypes: true })
    const kept = files.filter((file) => file.isFile())
    expect(kept.map((file) => file.name)).toContain('login.keyring')
    for (const file of kept) {
      const bytes = await readFile(join(file.parentPath, file.name), 'latin1')
      expect(spellingIn(bytes, canaryKey)).toBeNull()
    }
    await session.startKeychain('opens')
    expect(await session.askVault(read)).toEqual([theKey])
  }),
)

withKeychain(`a locked keychain is told as that and keeps what it has${because}`, () =>
  inSession(true, async (session) => {
    await session.startKeychain('opens')
    expect(await session.askVault(store)).toEqual([done])
    await session.stopKeychain()
    await session.startKeychain(null)
    const locked = 'The keychain is locked. Unlock it and try again.'
    const refused = { problem: locked }
    expect(await session.askVault(status, read, store, clear)).toEqual([state(null, locked), refused, refused, refused])
    expect(await session.askVault(storeForSession, read)).toEqual([done, theKey])
    await session.stopKeychain()
    await session.startKeychain('opens')
    expect(await session.askVault(read)).toEqual([theKey])
  }),
)

withKeychain(`a keychain without a place for passwords is told as that${because}`, () =>
  inSession(true, async (session) => {
    await session.startKeychain(null)
    const noPlace = { problem: expect.stringMatching(/^The keychain has no place for passwords yet\./) }
    expect(await session.askVault(read, store, clear, status)).toEqual([nothing, noPlace, done, state(null)])
  }),
)

for (const bus of [true, false]) {
  const where = bus ? 'where nothing on the bus keeps passwords' : 'without a bus'
  withKeychain(`${where} the vault says so and keeps a key for the session${because}`, () =>
    inSession(bus, async (session) => {
      const missing = expect.stringMatching(/^No keychain answers on this computer\./)
      expect(await session.askVault(status, read, clear, store, storeForSession, status, read, clear, read)).toEqual([
        state(null, missing),
        nothing,
        done,
        { problem: missing },
        done,
        state('session', missing),
        theKey,
        done,
        nothing,
      ])
      expect(await session.askVault(storeForSession)).toEqual([done])
      expect(await session.askVault(read)).toEqual([nothing])
    }),
  )
}
