import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { micro } from '../../shared/models/money'
import { budgetView, usedWords, warningWords } from './budget-words'

const dollars = (amount: number): number => Math.round(amount * micro)

describe('budgetView', () => {
  it('compares what was charged and what is held with the budget', () => {
    const view = budgetView({ charged: dollars(1.3), reserved: dollars(0.6) }, dollars(5))
    expect(view).toEqual({
      state: 'inside',
      used: dollars(1.9),
      left: dollars(3.1),
      chargedShare: 0.26,
      usedShare: 0.38,
    })
    expect(usedWords(view, dollars(5))).toBe('$1.90 of $5.00')
    expect(warningWords(view)).toBeNull()
  })

  it.each([
    [4, 0, 'nearly used up'],
    [4, 1, 'used up'],
    [5, 0.01, 'over budget'],
    [3.99, 0, null],
  ])('says of $%d charged and $%d held of $5: %s', (charged, reserved, words) => {
    const spent = { charged: dollars(charged), reserved: dollars(reserved) }
    expect(warningWords(budgetView(spent, dollars(5)))).toBe(words)
  })

  it('knows a film without a budget, and one that may cost nothing', () => {
    const spent = { charged: dollars(2), reserved: 0 }
    expect(usedWords(budgetView(spent, null), null)).toBe('$2.00')
    expect(budgetView(spent, null)).toMatchObject({ state: 'none', left: null })
    expect(budgetView(spent, 0)).toMatchObject({ state: 'over', chargedShare: 1 })
    expect(budgetView({ charged: 0, reserved: 0 }, 0)).toMatchObject({ state: 'inside', usedShare: 0 })
  })

  it('never draws past the end of the bar, nor less used than charged', () => {
    const amount = fc.integer({ min: 0, max: 1_000_000_000_000 })
    fc.assert(
      fc.property(amount, amount, amount, (charged, reserved, budget) => {
        const { chargedShare, usedShare } = budgetView({ charged, reserved }, budget)
        expect(chargedShare).toBeGreaterThanOrEqual(0)
        expect(usedShare).toBeGreaterThanOrEqual(chargedShare)
        expect(usedShare).toBeLessThanOrEqual(1)
      }),
    )
  })
})
