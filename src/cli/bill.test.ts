import { describe, expect, it } from 'vitest'
import type { ProjectId, ShotId } from '../shared/ids'
import { micro } from '../shared/models/money'
import type { Quote } from '../shared/models/quote'
import { newDocument } from '../shared/project/new-document'
import { readConsent, refusalOf } from './bill'

const document = newDocument('project' as ProjectId, 'Film')

function bill(dollars: number | null, more: Partial<Quote> = {}): Quote {
  const item = {
    shotId: 's1' as ShotId,
    provider: 'runway',
    model: 'gen4_turbo',
    seconds: 5,
    references: [],
    price: 25 * micro,
    problems: [],
  }
  return {
    hash: 'h',
    items: [item],
    totals: [{ provider: 'runway', amount: 25 * micro, balance: null }],
    dollars: dollars === null ? null : Math.round(dollars * micro),
    budget: { limit: null, used: 0, after: 0 },
    preflight: [],
    ...more,
  }
}

function exitOf(quote: Quote, yes: boolean, maxCost: string | null): number {
  return refusalOf(quote, document, readConsent({ yes, 'max-cost': maxCost }), 'seamline generate film')?.exit ?? 0
}

describe('refusalOf', () => {
  it('asks for nothing when nothing is paid', () => {
    expect(exitOf(bill(0), false, null)).toBe(0)
  })

  it.each([
    [false, null, 3],
    [false, '10', 3],
    [true, null, 3],
    [true, '0.24', 3],
    [true, '0.25', 0],
    [true, '$0.26', 0],
  ] as const)('with yes %s and a limit of %s a bill of $0.25 ends with %i', (yes, limit, exit) => {
    expect(exitOf(bill(0.25), yes, limit)).toBe(exit)
  })

  it('names a limit that is enough', () => {
    const refusal = refusalOf(bill(0.250001), document, { yes: false, maxCost: null }, 'seamline generate film')
    expect(refusal?.advice).toEqual(['seamline generate film --yes --max-cost 0.26'])
  })

  it('holds no limit against what has no price in money', () => {
    expect(exitOf(bill(null), true, '100')).toBe(3)
  })

  it('tells an account that can’t pay from a bill that can’t be sent', () => {
    const issue = (code: string) => ({ code, message: 'words', blocking: true, shotId: null, provider: 'runway' })
    expect(exitOf(bill(1, { preflight: [issue('KEY.MISSING')] }), true, '5')).toBe(7)
    expect(exitOf(bill(1, { preflight: [issue('CREDITS.SHORT')] }), true, '5')).toBe(7)
    expect(exitOf(bill(1, { preflight: [issue('BUDGET.EXCEEDED')] }), true, '5')).toBe(3)
    const broken = { ...bill(1).items[0]!, problems: ['promptMissing' as const] }
    expect(exitOf(bill(0, { items: [broken] }), false, null)).toBe(3)
  })

  it('takes no amount that is none', () => {
    for (const text of ['x', '-1', '1 EUR'])
      expect(() => readConsent({ yes: true, 'max-cost': text })).toThrow('--max-cost')
  })
})
