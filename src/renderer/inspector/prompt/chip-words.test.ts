import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { chipWords, insertWords } from './chip-words'

/** `|` is the caret, `[` and `]` are the ends of what is marked. */
function at(written: string, words = 'pan left'): string {
  const from = written.search(/[|[]/)
  const to = written.includes(']') ? written.indexOf(']') - 1 : from
  const { text, caret } = insertWords(written.replaceAll(/[|[\]]/g, ''), words, [from, to])
  return `${text.slice(0, caret)}|${text.slice(caret)}`
}

describe('words from a chip', () => {
  it('stand where the caret is, parted as a sentence is', () => {
    expect(at('|')).toBe('pan left|')
    expect(at('The harbour|')).toBe('The harbour, pan left|')
    expect(at('The harbour.  |')).toBe('The harbour. pan left|')
    expect(at('|The harbour')).toBe('pan left| The harbour')
    expect(at('The harbour| at dawn')).toBe('The harbour, pan left|, at dawn')
    expect(at('The harbour |at dawn')).toBe('The harbour pan left| at dawn')
    expect(at('The harbour|, at dawn')).toBe('The harbour, pan left|, at dawn')
    expect(at('One.\n|')).toBe('One.\npan left|')
    expect(at('The harbour|', 'hold 1 second, then')).toBe('The harbour, hold 1 second, then|')
    expect(at('Fog| lifts', 'hold 1 second, then')).toBe('Fog, hold 1 second, then| lifts')
  })

  it('are never put inside a word, and take the place of what is marked', () => {
    expect(at('The har|bour at dawn')).toBe('The harbour, pan left|, at dawn')
    expect(at('The [old] harbour')).toBe('The pan left|, harbour')
  })

  test.prop([fc.string(), fc.nat(), fc.constantFrom(...chipWords.flatMap(({ choices }) => [...choices]))])(
    'lose nothing that was written',
    (text, place, words) => {
      const caret = text.length === 0 ? 0 : place % (text.length + 1)
      const after = insertWords(text, words, [caret, caret])
      const bare = (all: string): string => all.replaceAll(/[\s,]/g, '')
      expect(after.text.slice(0, after.caret).endsWith(words)).toBe(true)
      const left = after.text.slice(0, after.caret - words.length) + after.text.slice(after.caret)
      expect(bare(left)).toBe(bare(text))
    },
  )
})
