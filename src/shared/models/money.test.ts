import { describe, expect, it } from 'vitest'
import { bareAmount, dollarsOf, dollarWords, micro, priceWords, shortWords, unitWords } from './money'
import { catalogue, findModel } from './catalogue'
import { runwayModels } from './runway-models'
import type { VideoModel } from './model'
import { listPrices, priceFor, priceKinds, pricesWith } from './prices'

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

describe('a provider that is paid in money', () => {
  it('has amounts told as money, once', () => {
    expect(priceWords('gptge', 350_000)).toBe('$0.35')
    expect(shortWords('gptge', 62_500)).toBe('$0.0625')
    expect(unitWords('gptge', 350_000)).toBe('$0.35')
    expect(priceWords('gptge', 0)).toBe('free')
    expect([bareAmount('gptge', 350_000), bareAmount('runway', 35 * micro)]).toEqual(['$0.35', '35'])
    expect(dollarsOf('gptge', 350_000)).toBe(350_000)
  })

  it('has no listed price, and is charged to the part of a cent at the user’s own', () => {
    const model = findModel('gptge', 'gen4_turbo')!
    const asked = { seconds: 5, audio: false, start: {}, end: null, references: [], ratio: '5:3', options: {} }
    expect(priceFor(model, asked, listPrices.perSecond)).toBeNull()
    expect(priceFor(model, asked, pricesWith({ 'gptge/gen4_turbo': 12_500 }))).toBe(62_500)
  })
})

describe('prices', () => {
  const words = { start: null, end: null, ratio: '16:9', options: {}, references: [] }
  const model = (id: string): VideoModel => findModel('runway', id)!
  const credits = (id: string, asked: Partial<Parameters<typeof priceFor>[1]>): number | null => {
    const price = priceFor(model(id), { seconds: 5, audio: false, ...words, ...asked }, listPrices.perSecond)
    return price && price / micro
  }

  it('are listed for all that is made but one, of which no source tells', () => {
    const missing = runwayModels.flatMap((one) =>
      priceKinds(one).flatMap(({ key }) => (key in listPrices.perSecond ? [] : [key])),
    )
    expect(missing).toEqual(['runway/gemini_omni_flash_1.1/720p'])
    const keys = new Set(catalogue.flatMap((one) => priceKinds(one).map(({ key }) => key)))
    expect(Object.keys(listPrices.perSecond).filter((key) => !keys.has(key))).toEqual([])
    expect(credits('gemini_omni_flash_1.1', { options: { resolution: '720p' } })).toBeNull()
  })

  it('give way to the user’s own', () => {
    const veo = model('veo3.1')
    const asked = { seconds: 8, audio: true, ...words }
    expect(priceFor(veo, asked, listPrices.perSecond)).toBe(320 * micro)
    expect(priceFor(veo, asked, pricesWith({ 'runway/veo3.1/audio': 2 * micro }))).toBe(16 * micro)
  })

  it('go by the resolution, round up to whole credits and hold the least and the pictures', () => {
    expect(credits('seedance2', { options: { resolution: '4k' } })).toBe(750)
    expect(credits('wan3_prime', { seconds: 2, ratio: '26:15', options: { resolution: '480p' } })).toBe(14)
    expect(credits('seedance2_mini', { seconds: 4 })).toBe(64)
    expect(credits('seedance2_5', { seconds: 4, ratio: '427:240' })).toBe(80)
    expect(credits('hailuo3', { start: {}, end: {}, options: { resolution: '2k' } })).toBe(79)
    expect(credits('grok_imagine_1_5', { start: {}, seconds: 2, options: { resolution: '480p' } })).toBe(21)
  })
})
