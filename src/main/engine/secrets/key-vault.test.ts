import { beforeEach, describe, expect, it } from 'vitest'
import { inspect } from 'node:util'
import { ExpectedError } from '../../../shared/ipc/app-error'
import { createKeyVault, type KeyVault } from './key-vault'
import { KeychainError, type Keychain, type KeychainTrouble } from './keychain'
import { createRedactor } from './redactor'
import { canaryKey, spellingIn } from './testing/canary'

const other = 'another-made-up-token'

let kept: Map<string, string>
let failure: Error | null
let learned: string[]
let vault: KeyVault

const keychain: Keychain = {
  async get(account) {
    if (failure) throw failure
    return kept.get(account) ?? null
  },
  async set(account, secret) {
    if (failure) throw failure
    kept.set(account, secret)
  },
  async delete(account) {
    if (failure) throw failure
    kept.delete(account)
  },
}

beforeEach(() => {
  kept = new Map()
  failure = null
  learned = []
  vault = createKeyVault({ keychain, learn: (key) => learned.push(key) })
})

async function thrownBy(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  )
}

describe('with a keychain', () => {
  it('keeps a key there, tidied, and tells its end', async () => {
    await vault.store('runway', ` "${canaryKey}"\n`, 'keychain')
    expect(kept).toEqual(new Map([['runway', canaryKey]]))
    expect(await vault.read('runway')).toBe(canaryKey)
    expect(await vault.status('runway')).toEqual({
      place: 'keychain',
      hint: canaryKey.slice(-4),
      keychainProblem: null,
    })
    expect(await vault.read('elsewhere')).toBeNull()
  })

  it('tells nothing of a short key', async () => {
    await vault.store('gateway', 'abcdefgh', 'keychain')
    expect(await vault.status('gateway')).toMatchObject({ place: 'keychain', hint: null })
  })

  it('prefers a key for this session and comes back to the stored one', async () => {
    await vault.store('runway', canaryKey, 'keychain')
    await vault.store('runway', other, 'session')
    expect(await vault.read('runway')).toBe(other)
    expect(await vault.status('runway')).toMatchObject({ place: 'session', hint: other.slice(-4) })
    expect(kept.get('runway')).toBe(canaryKey)
    await vault.store('runway', canaryKey, 'keychain')
    expect(await vault.status('runway')).toMatchObject({ place: 'keychain' })
  })

  it('forgets a key in both places', async () => {
    await vault.store('runway', canaryKey, 'keychain')
    await vault.store('runway', other, 'session')
    await vault.clear('runway')
    expect(await vault.read('runway')).toBeNull()
    expect(await vault.status('runway')).toEqual({ place: null, hint: null, keychainProblem: null })
  })

  it.each(['', '  ', 'two words', 'é'.repeat(20)])('refuses %j, which is no key', async (text) => {
    expect(await thrownBy(vault.store('runway', text, 'session'))).toBeInstanceOf(ExpectedError)
    expect(await vault.read('runway')).toBeNull()
  })
})

describe('when the keychain does not do it', () => {
  const troubles: KeychainTrouble[] = ['locked', 'denied', 'silent', 'noCollection', 'fault']
  it.each(troubles)('tells that it is %s and keeps nothing', async (trouble) => {
    await vault.store('runway', canaryKey, 'keychain')
    failure = new KeychainError(trouble)
    for (const work of [vault.read('runway'), vault.store('runway', other, 'keychain'), vault.clear('runway')]) {
      expect(await thrownBy(work)).toEqual(new ExpectedError('providerProblem', failure.message))
    }
    expect(await vault.status('runway')).toEqual({ place: null, hint: null, keychainProblem: failure.message })
  })

  it('has a key for the session all the same', async () => {
    failure = new KeychainError('missing')
    expect(await vault.read('runway')).toBeNull()
    expect(await thrownBy(vault.store('runway', canaryKey, 'keychain'))).toBeInstanceOf(ExpectedError)
    await vault.store('runway', canaryKey, 'session')
    expect(await vault.read('runway')).toBe(canaryKey)
    expect(await vault.status('runway')).toEqual({
      place: 'session',
      hint: canaryKey.slice(-4),
      keychainProblem: expect.stringMatching(/^No keychain answers/),
    })
    await vault.clear('runway')
    expect(await vault.read('runway')).toBeNull()
  })

  it('clears the key for the session even when the keychain is locked', async () => {
    await vault.store('runway', canaryKey, 'session')
    failure = new KeychainError('locked')
    expect(await thrownBy(vault.clear('runway'))).toBeInstanceOf(ExpectedError)
    failure = null
    expect(await vault.read('runway')).toBeNull()
  })
})

describe('a key is seen nowhere', () => {
  function shown(value: unknown): string {
    const whole = inspect(value, { showHidden: true, depth: 20, getters: true })
    return [whole, JSON.stringify(value), String(value), Object.values(value as object).join('\n')].join('\n')
  }

  it('in the vault', async () => {
    const redactor = createRedactor()
    const holding = createKeyVault({ keychain: { ...keychain }, learn: redactor.learn })
    await holding.store('runway', canaryKey, 'session')
    expect(spellingIn(shown(holding) + shown(redactor), canaryKey)).toBeNull()
  })

  it('in its status, but for its end', async () => {
    await vault.store('runway', canaryKey, 'keychain')
    expect(shown(await vault.status('runway'))).not.toContain(canaryKey.slice(-5))
  })

  it('in what it throws, whatever a keychain threw', async () => {
    failure = Object.assign(new Error(`bad password ${canaryKey}`), { cause: canaryKey, password: canaryKey })
    const works = [vault.store('runway', canaryKey, 'keychain'), vault.read('runway'), vault.clear('runway')]
    for (const error of await Promise.all(works.map(thrownBy))) {
      expect(error).toBeInstanceOf(ExpectedError)
      expect(spellingIn(shown(error) + String((error as Error).stack), canaryKey)).toBeNull()
    }
    expect(spellingIn(shown(await vault.status('runway')), canaryKey)).toBeNull()
  })

  it('in what a refused key is told', async () => {
    const error = await thrownBy(vault.store('runway', `${canaryKey} ${canaryKey}`, 'keychain'))
    expect(spellingIn(shown(error) + String((error as Error).stack), canaryKey)).toBeNull()
  })
})

describe('the redactor', () => {
  it('learns a key before the keychain gets it, and each key that is read', async () => {
    failure = new KeychainError('fault')
    await thrownBy(vault.store('runway', canaryKey, 'keychain'))
    expect(learned).toEqual([canaryKey])
    failure = null
    kept.set('gateway', other)
    await vault.status('gateway')
    expect(learned).toContain(other)
  })
})
