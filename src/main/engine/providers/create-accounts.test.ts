import { describe, expect, it } from 'vitest'
import { withSimulator } from '../../../simulator/testing/simulator-client'
import { accountOf } from '../generation/testing/accounts-at'
import { createKeyVault } from '../secrets/key-vault'
import { KeychainError, type Keychain } from '../secrets/keychain'
import { createAccounts, type Accounts } from './create-accounts'
import { officialRunway } from './runway/runway-connection'

const other = 'http://127.0.0.1:1'
const ownKey = `key_${'a'.repeat(124)}0001`

function memoryKeychain(): Keychain & { readonly kept: ReadonlyMap<string, string> } {
  const kept = new Map<string, string>()
  return {
    kept,
    get: async (account) => kept.get(account) ?? null,
    set: async (account, secret) => void kept.set(account, secret),
    delete: async (account) => void kept.delete(account),
  }
}

const noKeychain: Keychain = {
  get: () => Promise.reject(new KeychainError('missing')),
  set: () => Promise.reject(new KeychainError('missing')),
  delete: () => Promise.reject(new KeychainError('missing')),
}

/** Accounts at a server where nobody listens, so that no test asks a real one. */
function makeAccounts(keychain: Keychain, givenKey?: () => Promise<string | null>): Accounts {
  let baseUrl: string | null = other
  return createAccounts({
    vault: createKeyVault({ keychain, learn: () => undefined }),
    ...(givenKey && { givenKey }),
    baseUrl: () => baseUrl,
    saveBaseUrl: (_provider, next) => {
      baseUrl = next
    },
    listed: () => [],
    saveListed: () => undefined,
    now: () => new Date(0),
    onChange: () => undefined,
  })
}

async function viewOf(accounts: Accounts) {
  const [view] = await accounts.views()
  if (!view) throw new Error('there is an account')
  return view
}

describe('accounts', () => {
  it('look for a key only when they are asked for it, where its provider is not on the list', async () => {
    const accounts = makeAccounts(noKeychain)
    const unlisted = (await accounts.views()).find(({ provider }) => provider === 'gptge')
    expect(unlisted).toMatchObject({ listed: false, key: { keychainProblem: null } })
    expect(await accounts.keyStatus('gptge')).toMatchObject({ place: null, keychainProblem: expect.any(String) })
  })

  it('keep a key for one server and never use it at another', async () => {
    const keychain = memoryKeychain()
    const accounts = makeAccounts(keychain)
    await accounts.storeKey('runway', 'another-servers-key-2222', 'keychain')
    expect((await viewOf(accounts)).key).toMatchObject({ place: 'keychain', hint: '2222' })

    await accounts.setBaseUrl('runway', 'http://127.0.0.1:2')
    expect((await viewOf(accounts)).key.place).toBeNull()
    expect(await accountOf(accounts, 'runway').hasKey()).toBe(false)
    await accounts.setBaseUrl('runway', '')
    expect(await viewOf(accounts)).toMatchObject({ official: true, key: { place: null } })

    await accounts.setBaseUrl('runway', other)
    expect((await viewOf(accounts)).key.hint).toBe('2222')
    expect([...keychain.kept.keys()]).toEqual([`runway at ${other}`])
  })

  it('refuse a key when the server changed after the user was told', async () => {
    const keychain = memoryKeychain()
    const accounts = makeAccounts(keychain)
    const storing = accounts.storeKey('runway', ownKey, 'keychain', officialRunway)
    await expect(storing).rejects.toThrow('Another server was set meanwhile')
    expect(keychain.kept.size).toBe(0)
  })

  it('keep a key for this session where there is no keychain, and forget it when asked', async () => {
    const accounts = makeAccounts(noKeychain)
    const key = 'another-servers-key-3333'
    await expect(accounts.storeKey('runway', key, 'keychain')).rejects.toThrow('No keychain')
    await accounts.storeKey('runway', key, 'session', other)
    const view = await viewOf(accounts)
    expect(view.key).toMatchObject({ place: 'session', hint: '3333' })
    expect(view.problem).toContain('no connection')
    expect(JSON.stringify(view)).not.toContain(key)
    await accounts.clearKey('runway')
    expect(await viewOf(accounts)).toMatchObject({ key: { place: null }, problem: null })
  })

  it('take an address while the keychain does not tell, and say so', async () => {
    const locked: Keychain = { ...memoryKeychain(), get: () => Promise.reject(new KeychainError('locked')) }
    const accounts = makeAccounts(locked)
    await accounts.setBaseUrl('runway', 'http://127.0.0.1:2')
    const view = await viewOf(accounts)
    expect(view.baseUrl).toBe('http://127.0.0.1:2')
    expect(view.problem).toMatch(/keychain/i)
  })

  it('forget what an account said when another key or address is set', async () => {
    await withSimulator(async (simulator) => {
      const accounts = makeAccounts(memoryKeychain())
      await accounts.setBaseUrl('runway', `${simulator.baseUrl}/v1/`)
      await accounts.storeKey('runway', simulator.key, 'session')
      expect(await viewOf(accounts)).toMatchObject({ baseUrl: simulator.baseUrl, problem: null })
      expect((await viewOf(accounts)).facts?.balance).toBe(10_000_000_000)
      await accounts.storeKey('runway', `key_${'0'.repeat(128)}`, 'session')
      expect(await viewOf(accounts)).toMatchObject({ facts: null, problem: expect.stringContaining('refused the key') })
      await accounts.storeKey('runway', simulator.key, 'session')
      await accounts.setBaseUrl('runway', other)
      expect(await viewOf(accounts)).toMatchObject({ facts: null, key: { place: null }, problem: null })
    })
  })

  it('look for keys of listed providers only, and have the first one always', async () => {
    const keychain = memoryKeychain()
    const accounts = makeAccounts(keychain)
    const [first, ...others] = await accounts.views()
    expect(first).toMatchObject({ provider: 'runway', listed: true, tellsBalance: true, answeredAt: null })
    expect(others.every(({ listed, key }) => !listed && key.place === null)).toBe(true)
    accounts.list('runway', false)
    expect((await viewOf(accounts)).listed).toBe(true)
  })

  it('put a key from outside before those of the vault', async () => {
    await withSimulator(async (simulator) => {
      const accounts = makeAccounts(memoryKeychain(), async () => simulator.key)
      await accounts.setBaseUrl('runway', simulator.baseUrl)
      expect((await viewOf(accounts)).answeredAt).toBe(new Date(0).toISOString())
      expect((await viewOf(accounts)).key.place).toBeNull()
    })
  })

  it('know their providers and say so to any other name', async () => {
    const accounts = makeAccounts(noKeychain)
    for (const work of [accounts.test('x'), accounts.clearKey('x'), accounts.setBaseUrl('x', other)]) {
      await expect(work).rejects.toMatchObject({ kind: 'notFound' })
    }
  })

  it.each(['ftp://x.example', 'http://x.example', 'https://a:b@x.example', 'x', 'javascript:alert(1)'])(
    'refuse the address %s in words and keep the one they have',
    async (address) => {
      const accounts = makeAccounts(noKeychain)
      await expect(accounts.setBaseUrl('runway', address)).rejects.toThrow('An address begins with https://')
      expect((await viewOf(accounts)).baseUrl).toBe(other)
    },
  )
})
