import { describe, expect, it } from 'vitest'
import type { AttemptId, ShotId } from '../../shared/ids'
import { amountText, filterOf, isFree, onlyUnit, shownEntries, sumOf, type LedgerEntry } from './ledger-sums'

const credit = 1_000_000

function entry(over: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    attemptId: 'a1' as AttemptId,
    at: '2030-01-01T00:00:00.000Z',
    shotId: 's1' as ShotId,
    title: 'Harbour at dawn',
    provider: 'runway',
    model: 'gen4.5',
    seconds: 5,
    state: 'committed',
    taskId: null,
    estimated: 60 * credit,
    reserved: 0,
    charged: 60 * credit,
    refunded: 0,
    unknown: 0,
    assumed: false,
    ...over,
  }
}

const going = entry({ state: 'running', charged: 0, reserved: 60 * credit })
const lost = entry({ state: 'unknown', charged: 0, unknown: 25 * credit })
const free = entry({ provider: 'rehearsal', model: 'rehearsal', estimated: 0, charged: 0 })
const entries = [entry(), going, lost, free]

describe('the sums', () => {
  it('are told in the unit and in money, and hold what is not known', () => {
    expect(sumOf(entries, 'charged', false)).toEqual({ units: '60', dollars: '$0.60' })
    expect(sumOf(entries, 'held', true)).toEqual({ units: '85 credits', dollars: '$0.85' })
    expect(sumOf(entries, 'refunded', false)).toEqual({ units: '–', dollars: null })
    expect(onlyUnit(entries)).toBe('credits')
  })

  it('do not add what does not add up', () => {
    const gateway = entry({ provider: 'elsewhere', charged: 5 * credit })
    expect(sumOf([entry(), gateway], 'charged', true)).toEqual({ units: '60 credits + 5 units', dollars: '$0.60' })
  })

  it('are a dash for a film of rehearsals', () => {
    expect(sumOf([free], 'charged', false)).toEqual({ units: '–', dollars: null })
    expect(onlyUnit([free])).toBeNull()
  })
})

describe('what is shown', () => {
  it('is the newest first, by state, with the free ones or without', () => {
    expect(shownEntries(entries, 'all', true)).toEqual([free, lost, going, entry()])
    expect(shownEntries(entries, 'all', false)).toEqual([lost, going, entry()])
    expect(shownEntries(entries, 'unknown', true)).toEqual([lost])
    expect(entries.map(filterOf)).toEqual(['ready', 'open', 'unknown', 'ready'])
    expect(entries.map(isFree)).toEqual([false, false, false, true])
  })

  it('leaves nothing as a dash', () => {
    expect(amountText(going, 'held')).toBe('60')
    expect(amountText(going, 'charged')).toBe('–')
    expect(amountText(entry({ charged: 1_240_500_000 }), 'charged')).toBe('1,240.5')
  })
})
