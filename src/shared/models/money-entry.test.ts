import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dollarWords, micro } from './money'
import { readDollars, readUnitPrice } from './money-entry'

describe('readDollars', () => {
  it.each([
    ['5', 5],
    [' $5.00 ', 5],
    ['5,50', 5.5],
    ['5.5', 5.5],
    ['.5', 0.5],
    ['0', 0],
    ['0.07', 0.07],
    ['1,284', 1284],
    ['1,284.50', 1284.5],
    ['1000000', 1_000_000],
    ['US$ 5', 5],
    ['5 USD', 5],
    ['5 dollars', 5],
  ])('reads %j', (text, dollars) => {
    expect(readDollars(text)).toEqual({ ok: true, value: Math.round(dollars * micro) })
  })

  it.each([
    ['', 'Enter an amount'],
    ['   ', 'Enter an amount'],
    ['-5', 'less than nothing'],
    ['five', 'no amount'],
    ['5.505', 'two places'],
    ['1,28', null],
    ['12,84,00', 'no amount'],
    ['1.284,50', 'no amount'],
    ['€5', 'US dollars'],
    ['1e3', 'no amount'],
    ['1000000.01', 'The most is $1,000,000.00'],
    ['9'.repeat(400), 'The most is'],
  ])('refuses %j in words', (text, words) => {
    const answer = readDollars(text)
    if (words === null) expect(answer).toEqual({ ok: true, value: 1.28 * micro })
    else expect(answer).toEqual({ ok: false, problem: expect.stringContaining(words) })
  })

  it('reads whatever the app writes, to the cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), (cents) => {
        const amount = cents * 10_000
        expect(readDollars(dollarWords(amount))).toEqual({ ok: true, value: amount })
      }),
    )
  })

  it('answers any text with a whole number of micro-dollars or with words', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const answer = readDollars(text)
        expect(answer.ok ? Number.isSafeInteger(answer.value) : answer.problem.length > 10).toBe(true)
      }),
    )
  })
})

describe('readUnitPrice', () => {
  it.each([
    ['12', 12],
    ['12.5 credits', 12.5],
    ['12,5', 12.5],
  ])('reads %j', (text, credits) => {
    expect(readUnitPrice('runway', text)).toEqual({ ok: true, value: credits * micro })
  })

  it.each([
    ['0', 'as free'],
    ['$0.12', 'credits per second'],
    ['', 'Enter an amount'],
    ['many credits', 'no amount'],
    ['much', 'no amount'],
    ['2000000', '1,000,000 credits'],
  ])('refuses %j in words', (text, words) => {
    expect(readUnitPrice('runway', text)).toEqual({ ok: false, problem: expect.stringContaining(words) })
  })
})
