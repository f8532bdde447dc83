import { describe, expect, it } from 'vitest'
import type { AccountView } from '../../shared/ipc/account-view'
import type { ProjectId } from '../../shared/ids'
import { newDocument } from '../../shared/project/new-document'
import { sampleShot } from '../../test-support/sample-film'
import { payingAccounts, shownAccounts, usedProviders } from './shown-accounts'

function account(provider: string, listed: boolean, key = false): AccountView {
  return {
    provider,
    baseUrl: 'https://example.com',
    ownUrl: 'https://example.com',
    official: true,
    listed,
    key: { place: key ? 'keychain' : null, hint: null, keychainProblem: null },
    tellsBalance: true,
    facts: null,
    answeredAt: null,
    problem: null,
  }
}

const accounts = [account('runway', true), account('one', false), account('two', true, true)]
const ids = (views: readonly AccountView[]): readonly string[] => views.map(({ provider }) => provider)

describe('the accounts that are shown', () => {
  it('are those of the list and those that the film needs', () => {
    expect(ids(shownAccounts(accounts, ''))).toEqual(['runway', 'two'])
    expect(ids(shownAccounts(accounts, 'one'))).toEqual(['runway', 'one', 'two'])
  })

  it('pay when the film has shots of theirs; else the one with a key would', () => {
    expect(ids(payingAccounts(accounts, 'one runway'))).toEqual(['runway', 'one'])
    expect(ids(payingAccounts(accounts, ''))).toEqual(['two'])
    expect(ids(payingAccounts([account('runway', true)], ''))).toEqual(['runway'])
    expect(payingAccounts([], '')).toEqual([])
  })

  it('follow from the shots: rehearsals need none', () => {
    const shots = [sampleShot(1), sampleShot(2, { provider: 'runway' }), sampleShot(3, { provider: 'runway' })]
    const film = { ...newDocument('p' as ProjectId, 'Film'), shots: new Map(shots.map((one) => [one.id, one])) }
    expect(usedProviders(film)).toBe('runway')
    expect(usedProviders(null)).toBe('')
  })
})
