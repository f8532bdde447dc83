import { describe, expect, it } from 'vitest'
import type { Simulator } from '../../../../simulator/start-simulator'
import { withSimulator } from '../../../../simulator/testing/simulator-client'
import { RunwayAccount } from './runway-account'
import { RunwayConnection } from './runway-connection'

interface Scene {
  readonly account: RunwayAccount
  readonly simulator: Simulator
  /** How often something was learnt or forgotten. */
  readonly news: () => number
}

async function atAccount(work: (scene: Scene) => Promise<void>, key?: string | null): Promise<void> {
  await withSimulator(async (simulator) => {
    let news = 0
    const readKey = async (): Promise<string | null> => (key === undefined ? simulator.key : key)
    const connection = new RunwayConnection({ baseUrl: () => simulator.baseUrl, readKey })
    const account = new RunwayAccount(
      connection,
      () => new Date(0),
      () => void news++,
    )
    await work({ account, simulator, news: () => news })
  })
}

const { signal } = new AbortController()

describe('an account', () => {
  it('tells balance, limits and what was used today', () =>
    atAccount(async ({ account, simulator, news }) => {
      const tier = { concurrent: 2, daily: 50, models: { gen4_turbo: { concurrent: null, daily: null } } }
      await simulator.control.change({ balance: 12.5, tier })
      const facts = await account.refresh(signal)
      expect(facts).toMatchObject({ balance: 12_500_000, monthlyLimit: 50_000_000_000, at: '1970-01-01T00:00:00.000Z' })
      expect(facts.models['gen4.5']).toEqual({ concurrent: 2, daily: 50, usedToday: 0 })
      expect(facts.models['gen4_turbo']).toEqual({ concurrent: null, daily: null, usedToday: 0 })
      expect([account.known, news()]).toEqual([facts, 1])
      account.forget()
      expect([account.known, news()]).toEqual([null, 2])
    }))

  it.each([
    [{ creditBalance: 5 }, { balance: 5_000_000, monthlyLimit: null, models: {} }],
    [{ creditBalance: -5 }, { balance: 0 }],
    [{ creditBalance: 1e300 }, { balance: Number.MAX_SAFE_INTEGER }],
    [
      { creditBalance: 5, tier: null, usage: 'x' },
      { monthlyLimit: null, models: {} },
    ],
    [{ creditBalance: 5, tier: { maxMonthlyCreditSpend: 'x', models: { m: {} } } }, { monthlyLimit: null }],
    [
      { creditBalance: 5, tier: { models: { m: { maxConcurrentGenerations: 'x' } } }, usage: { models: { m: {} } } },
      { models: { m: { concurrent: null, daily: null, usedToday: 0 } } },
    ],
  ])('makes the best of %o', (body, expected) =>
    atAccount(async ({ account, simulator }) => {
      simulator.control.fault({ call: 'organization', action: { kind: 'status', status: 200, body } })
      expect(await account.refresh(signal)).toMatchObject(expected)
    }),
  )

  it.each([
    ['data without a balance', { kind: 'status', status: 200, body: {} }, 'ANSWER.UNREADABLE'],
    ['a page', { kind: 'html' }, 'ANSWER.UNREADABLE'],
    ['half an answer', { kind: 'truncatedJson' }, 'ANSWER.UNREADABLE'],
    ['a server without such a service', { kind: 'status', status: 404 }, 'REQUEST.NOT_SERVED'],
    ['trouble', { kind: 'status', status: 503 }, 'ANSWER.SERVER'],
    ['a redirect', { kind: 'redirect', location: 'http://127.0.0.1:9/' }, 'ANSWER.SERVER'],
    ['a reset', { kind: 'drop', when: 'beforeEffect' }, 'CONNECTION.NONE'],
  ] as const)('waits in words on %s, and keeps what it knew', (_name, action, code) =>
    atAccount(async ({ account, simulator }) => {
      const known = await account.refresh(signal)
      simulator.control.fault({ call: 'organization', action })
      await expect(account.refresh(signal)).rejects.toMatchObject({ code, message: expect.stringMatching(/\.$/) })
      expect(account.known).toBe(known)
    }),
  )

  it('without a key has none and asks nobody', () =>
    atAccount(async ({ account, simulator }) => {
      expect(await account.hasKey()).toBe(false)
      await expect(account.refresh(signal)).rejects.toMatchObject({ code: 'KEY.MISSING' })
      expect(simulator.control.requests()).toEqual([])
    }, null))

  it('with a wrong key says that it was refused', () =>
    atAccount(
      async ({ account }) => {
        await expect(account.refresh(signal)).rejects.toMatchObject({ code: 'KEY.REFUSED', wait: 30_000 })
      },
      `key_${'0'.repeat(128)}`,
    ))
})
