import { describe, expect, it } from 'vitest'
import type { AssetId, ProjectId, ShotId } from '../../shared/ids'
import { findModel } from '../../shared/models/catalogue'
import type { VideoModel } from '../../shared/models/model'
import { micro } from '../../shared/models/money'
import { pricesWith } from '../../shared/models/prices'
import type { FilmDocument, Shot } from '../../shared/project/document'
import { newDocument } from '../../shared/project/new-document'
import { formatChoices, formatPatch, offeredFormats, sentFormat, shapeWords } from '../inspector/format-choices'
import { adjustedWords, modelChoices, switchShots } from './model-choices'

function model(id: string): VideoModel {
  const found = findModel('runway', id)
  if (!found) throw new Error(`No model ${id}`)
  return found
}

const picture = { kind: 'picture', assetId: 'a'.repeat(64) as AssetId, framings: {} } as const

function shot(name: string, more: Partial<Shot> = {}): Shot {
  return {
    id: name as ShotId,
    name,
    provider: 'runway',
    model: 'veo3.1',
    prompt: 'Slow push in.',
    seconds: 8,
    autoSeconds: false,
    ratio: '16:9',
    seed: null,
    audio: true,
    start: picture,
    end: picture,
    options: {},
    references: [],
    notes: '',
    pick: null,
    ...more,
  }
}

function film(...shots: readonly Shot[]): FilmDocument {
  return { ...newDocument('p' as ProjectId, 'Film'), shots: new Map(shots.map((one) => [one.id, one])) }
}

const times = new Map([['runway/gen4.5', 80_000]])

describe('the models to choose from', () => {
  it('stand under who makes the clips and what they are good for, each with what a second costs', () => {
    const choices = modelChoices({ prices: pricesWith({ 'runway/gen4.5': 1.5 * micro }), times }, true)
    const told = choices.map(({ group, label, aside }) => [group, label, aside])
    expect(told.slice(0, 5)).toEqual([
      ['On this computer', 'Rehearsal', 'free'],
      ['Runway, from one picture', 'Gen-4.5', '1.5 cr/s'],
      ['Runway, from one picture', 'Gen-4 Turbo', '5 cr/s'],
      ['Runway, from one picture', 'Gemini Omni Flash', '10 cr/s'],
      ['Runway, from one picture', 'HappyHorse 1.0', '15–30 cr/s'],
    ])
    expect(choices[1]?.detail).toMatch(/Up to 10 s\. Here a take took about 1 min 20 s\.$/)
    const later = (label: string) => choices.find((choice) => choice.label === label)
    expect(later('Veo 3.1')).toMatchObject({
      group: 'Runway, from first to last frame',
      detail: expect.stringMatching(/Up to 8 s\. Silent 20 cr\/s\.$/),
    })
    expect(later('Seedance 2.5')).toMatchObject({
      aside: '20–68 cr/s',
      detail: expect.stringMatching(/A take costs at least 80 cr\.$/),
    })
    expect(later('Hailuo 3')?.detail).toMatch(/Each frame that is sent costs 2 cr more\.$/)
  })

  it('say when a price is not known', () => {
    expect(modelChoices({ prices: {}, times: new Map() }, false)[1]?.aside).toBe('price not known')
  })
})

describe('another model for several shots', () => {
  it('is one edit that keeps what carries over and takes out what does not', () => {
    const before = film(shot('a'), shot('b', { audio: false, end: null, seconds: 6 }))
    const { film: after, adjusted } = switchShots(before, [...before.shots.keys()], model('gen4_turbo'))
    const shots = [...after.shots.values()]
    expect(shots.map(({ model: id, seconds, audio, end }) => [id, seconds, audio, end])).toEqual([
      ['gen4_turbo', 8, false, null],
      ['gen4_turbo', 6, false, null],
    ])
    expect(adjusted).toBe(1)
  })

  it('tells each kind of change once, with how often it was made', () => {
    const rehearsed = { provider: 'rehearsal', model: 'rehearsal', audio: false, end: null }
    const before = film(shot('a', { ...rehearsed, seconds: 5 }), shot('b', { ...rehearsed, seconds: 5 }), shot('c'))
    const switched = switchShots(before, [...before.shots.keys()], model('veo3.1_fast'))
    expect(adjustedWords(switched, 'Veo 3.1 Fast')).toBe(
      '3 shots are made with Veo 3.1 Fast now; 2 were adjusted. ' +
        '5 s became 4 s: Veo 3.1 Fast makes 4, 6 or 8 s (2 times).',
    )
  })

  it('says nothing when everything carried over', () => {
    const before = film(shot('a'))
    expect(adjustedWords(switchShots(before, [...before.shots.keys()], model('veo3.1_fast')), 'Veo')).toBeNull()
  })
})

describe('formats', () => {
  it('are called by the shape they are nearest to', () => {
    expect(shapeWords({ width: 1280, height: 720 })).toBe('16:9')
    expect(shapeWords({ width: 1104, height: 832 })).toBe('about 4:3')
  })

  it('write the resolution only where the shape alone would give another', () => {
    const film = { width: 1280, height: 720 }
    const veo = model('veo3.1')
    const format = (resolution: string) =>
      offeredFormats(veo, shot('a')).find((one) => one.ratio === '16:9' && one.resolution === resolution)!
    const [small, large] = [format('720p'), format('1080p')]
    const patch = formatPatch(veo, shot('a'), large)
    expect(patch).toEqual({ ratio: '16:9', options: { resolution: '1080p' } })
    const now = shot('a', patch)
    expect(sentFormat(veo, now, film).size).toEqual({ width: 1920, height: 1080 })
    expect(formatPatch(veo, now, small)).toEqual({ ratio: '16:9', options: {} })
    const plain = shot('a')
    expect(formatPatch(veo, plain, small).options).toBe(plain.options)
  })

  it('stand under their shapes where there are many', () => {
    const choices = formatChoices(offeredFormats(model('seedance2'), shot('a')))
    expect(choices.filter(({ group }) => group === '16:9').map(({ label, aside }) => [label, aside])).toEqual([
      ['864 × 496', '480p'],
      ['1280 × 720', '720p'],
      ['1920 × 1080', '1080p'],
      ['3840 × 2160', '4k'],
    ])
    const groups = choices.map(({ group }) => group)
    expect([...new Set(groups)]).toEqual(['16:9', '9:16', '1:1', '4:3', '3:4', '21:9'])
    // No heading comes twice.
    expect(groups.filter((group, index) => group !== groups[index - 1])).toHaveLength(6)
    expect(new Set(choices.map(({ value }) => value)).size).toBe(24)
  })

  it('are called by shape and resolution where nobody says how many pixels they have', () => {
    const wide = shot('a', { ratio: '160:67' })
    const choices = formatChoices(offeredFormats(model('happyhorse_1_0'), wide))
    expect(choices).toContainEqual({ value: '160:67 1080p', label: '160:67', aside: '1080p', group: '21:9' })
    const [first] = formatChoices(offeredFormats(model('h3_max'), shot('a', { start: null })))
    expect(first).toEqual({ value: '16:9 768p', label: '16:9', aside: '768p' })
  })
})
