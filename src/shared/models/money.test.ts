import { describe, expect, it } from 'vitest'
import { dollarsOf, dollarWords, micro, priceWords, unitWords } from './money'
import { listPrices, priceFor, pricesWith } from './prices'
import { catalogue, findModel } from './catalogue'

describe('amounts', () => {
  it('are told in units and dollars', () => {
    expect(priceWords('runway', 60 * micro)).toBe('60 credits ($0.60)')
    expect(unitWords('runway', micro)).toBe('1 credit')
    expect(priceWords('rehearsal', 0)).toBe('free')
    expect(priceWords('runway', null)).toBe('price not known')
    expect(dollarWords(12_345)).toBe('$0.0123')
    expect(unitWords('runway', 1284 * micro)).toBe('1,284 credits')
  })

  it('convert to dollars only where the unit has a price, and never round down', () => {
    expect(dollarsOf('runway', 1)).toBe(1)
    expect(dollarsOf('from-the-future', micro)).toBeNull()
    expect(dollarsOf('from-the-future', 0)).toBe(0)
  })
})

describe('prices', () => {
  it('are listed for every model of the catalogue, with sound and without', () => {
    for (const model of catalogue) {
      for (const audio of [true, false]) {
        expect([model.id, priceFor(model, { seconds: 5, audio }, listPrices.perSecond)]).not.toContain(null)
      }
    }
  })

  it('give way to the user’s own', () => {
    const veo = findModel('runway', 'veo3.1')!
    const asked = { seconds: 8, audio: true }
    expect(priceFor(veo, asked, listPrices.perSecond)).toBe(320 * micro)
    expect(priceFor(veo, asked, pricesWith({ 'runway/veo3.1/audio': 2 * micro }))).toBe(16 * micro)
  })
})
