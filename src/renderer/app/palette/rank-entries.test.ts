import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { rankEntries, type Searched } from './rank-entries'

function entry(label: string, also = '', enabled = true): Searched {
  return { label, also, enabled }
}

const labels = (found: readonly Searched[]): readonly string[] => found.map(({ label }) => label)

describe('searching the palette', () => {
  const all = [
    entry('Go to Start', 'Play'),
    entry('Trim Start to Playhead', 'Shot'),
    entry('Split at Playhead', 'Shot'),
    entry('Go to shot 3 · Café at dawn', 'harbour waves'),
    entry('Undo', 'Edit', false),
  ]

  it('shows everything before something is typed, what can’t be done now last', () => {
    expect(labels(rankEntries(all, '  '))).toEqual(labels(all))
    expect(labels(rankEntries([...all].reverse(), '')).at(-1)).toBe('Undo')
  })

  it('finds words by their beginnings, in any order', () => {
    expect(labels(rankEntries(all, 'play sp'))).toEqual(['Split at Playhead'])
    expect(labels(rankEntries(all, 'start'))).toEqual(['Go to Start', 'Trim Start to Playhead'])
  })

  it('finds first letters, accents left out, and the group', () => {
    expect(labels(rankEntries(all, 'gts'))[0]).toBe('Go to Start')
    expect(labels(rankEntries(all, 'cafe'))).toEqual(['Go to shot 3 · Café at dawn'])
    expect(labels(rankEntries(all, 'harbour'))).toEqual(['Go to shot 3 · Café at dawn'])
  })

  it('finds nothing for what is nowhere', () => {
    expect(rankEntries(all, 'start zebra')).toEqual([])
  })

  property.prop([fc.array(fc.record({ label: fc.string(), also: fc.string(), enabled: fc.boolean() })), fc.string()])(
    'only ever answers with entries it was given, each once',
    (entries, text) => {
      const found = rankEntries(entries, text)
      expect(new Set(found).size).toBe(found.length)
      expect(found.every((one) => entries.includes(one))).toBe(true)
    },
  )
})
