import { describe, expect, it } from 'vitest'
import { indexTakes } from '../../shared/continuity/pick'
import type { AssetId, ClipId, ProjectId, ShotId } from '../../shared/ids'
import { micro } from '../../shared/models/money'
import { pricesWith } from '../../shared/models/prices'
import type { Clip, FilmDocument, Shot } from '../../shared/project/document'
import { newDocument } from '../../shared/project/new-document'
import { amountWords, askedCount, askingPrice, estimate } from './estimate'

const picture = 'a'.repeat(64) as AssetId
const id = (name: string): ShotId => name as ShotId

function shot(name: string, more: Partial<Shot> = {}): Shot {
  return {
    id: id(name),
    name,
    provider: 'runway',
    model: 'gen4.5',
    prompt: 'Slow push in.',
    seconds: 5,
    autoSeconds: false,
    ratio: '16:9',
    seed: null,
    audio: false,
    start: null,
    end: null,
    options: {},
    references: [],
    notes: '',
    pick: null,
    ...more,
  }
}

function after(name: string, upstream: string, more: Partial<Shot> = {}): Shot {
  const start = { kind: 'shotFrame', shotId: id(upstream), take: 'pick', frame: 'lastVisible' } as const
  return shot(name, { start, ...more })
}

function film(...shots: readonly Shot[]): FilmDocument {
  const clips = shots.map((one): Clip => {
    return { id: `c-${one.id}` as ClipId, shotId: one.id, in: null, out: null, join: { kind: 'cut' } }
  })
  return {
    ...newDocument('p' as ProjectId, 'Film'),
    shots: new Map(shots.map((one) => [one.id, one])),
    clips: new Map(clips.map((clip) => [clip.id, clip])),
    track: { id: 'picture', clipIds: clips.map((clip) => clip.id) },
  }
}

function estimateOf(document: FilmDocument, open: readonly string[] = [], prices = pricesWith({})) {
  const wanted = [...document.shots.keys()].filter((shotId) => !open.includes(shotId))
  return estimate(wanted, { document, takes: indexTakes([]), prices, open: new Set(open.map(id)) })
}

describe('what generating would cost', () => {
  it('adds up the shots that can be sent, in the unit of their provider', () => {
    const asked = estimateOf(film(shot('a'), shot('b', { model: 'gen4_turbo', start: null }), shot('c')))
    expect(asked.sendable).toEqual(['a', 'c'])
    expect(asked.leftOut).toEqual([{ shotId: 'b', problems: ['startFrameMissing'] }])
    expect(askedCount(asked)).toBe(2)
    expect(askingPrice(asked)).toBe('120 credits ($1.20)')
  })

  it('leaves out what starts from a shot that is left out, and what starts from that', () => {
    const asked = estimateOf(film(shot('a', { prompt: '' }), after('b', 'a'), after('c', 'b'), shot('d')))
    expect(asked.sendable).toEqual(['d'])
    expect(asked.leftOut.map(({ shotId }) => shotId)).toEqual(['a', 'b', 'c'])
  })

  it('counts on the take of a shot that is being generated already', () => {
    const asked = estimateOf(film(shot('a'), after('b', 'a')), ['a'])
    expect(asked.sendable).toEqual(['b'])
    expect(askingPrice(asked)).toBe('60 credits ($0.60)')
  })

  it('has sound change the price where it is priced', () => {
    const veo = { model: 'veo3.1', seconds: 4 }
    expect(askingPrice(estimateOf(film(shot('a', veo))))).toBe('80 credits ($0.80)')
    expect(askingPrice(estimateOf(film(shot('a', { ...veo, audio: true }))))).toBe('160 credits ($1.60)')
  })

  it('follows the user’s own prices, in whole credits', () => {
    const asked = estimateOf(film(shot('a')), [], pricesWith({ 'runway/gen4.5': 1.5 * micro }))
    expect(askingPrice(asked)).toBe('8 credits ($0.08)')
  })

  it('says when nothing costs anything', () => {
    const rehearsed = { provider: 'rehearsal', model: 'rehearsal', prompt: '' }
    const pictured = { kind: 'picture', assetId: picture, framings: {} } as const
    expect(askingPrice(estimateOf(film(shot('a', rehearsed), shot('b', rehearsed))))).toBe('free')
    expect(askingPrice(estimateOf(film(shot('a', { ...rehearsed, start: pictured }))))).toBe('not ready')
  })

  it('says when the price is not known, and when no shot is ready', () => {
    expect(askingPrice(estimateOf(film(shot('a')), [], {}))).toBe('price not known')
    const empty = estimateOf(film(shot('a', { prompt: '' }), shot('b', { prompt: '' })))
    expect(askingPrice(empty)).toBe('not ready')
    expect(askedCount(empty)).toBe(2)
  })
})

describe('amounts in words', () => {
  it('does not add up units of different accounts', () => {
    const amounts = [
      ['runway', 60 * micro],
      ['elsewhere', 3 * micro],
    ] as const
    expect(amountWords(amounts)).toBe('60 credits + 3 units')
    expect(amountWords([])).toBe('free')
  })
})
