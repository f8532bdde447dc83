import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differingWords } from './word-difference'

const marked = (before: string, after: string): string =>
  differingWords(before, after)
    .map(({ text, same }) => (same ? text : `[${text}]`))
    .join('')

describe('differingWords', () => {
  it('marks the words that the other text does not have', () => {
    expect(marked('a slow push in at dawn', 'a fast push in at dusk')).toBe('a [fast ]push in at [dusk]')
    expect(marked('', 'rain')).toBe('[rain]')
    expect(marked('rain', '')).toBe('')
    expect(marked('the sea', 'the sea')).toBe('the sea')
  })

  it('marks a word that moved once', () => {
    expect(marked('fog over the bay', 'over the bay fog')).toBe('over the bay [fog]')
  })

  it('keeps the text whole, and finds nothing in a text and itself', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '\n'), { maxLength: 30 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = differingWords(before, after)
        expect(pieces.map((piece) => piece.text).join('')).toBe(after)
        expect(differingWords(after, after).every((piece) => piece.same)).toBe(true)
      }),
    )
  })

  it('answers for the longest prompts there are', () => {
    const long = (word: string): string => `${word} `.repeat(10_000 / 2)
    expect(differingWords(long('a'), long('b')).map((piece) => piece.same)).toEqual([false])
  })
})
