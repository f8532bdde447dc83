import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { breakLines, type BrokenText } from './break-lines'

/** Every character is one wide. */
const measure = (word: string): number => Array.from(word).length
const texts = (broken: BrokenText): string[] => broken.lines.map((line) => line.words.join(''))

describe('lines', () => {
  test('break between words, and where the text does', () => {
    expect(texts(breakLines('one two three\nfour', 8, 9, measure))).toEqual(['one two', 'three', 'four'])
  })

  test('end with an ellipsis when not all fits', () => {
    const broken = breakLines('one two three four', 8, 2, measure)
    expect(texts(broken)).toEqual(['one two', 'three…'])
    expect(broken.shortened).toBe(true)
  })

  test('cut words that are wider than a line, and ideographs anywhere', () => {
    expect(texts(breakLines('abcdefgh', 3, 9, measure))).toEqual(['abc', 'def', 'gh'])
    expect(texts(breakLines('夜明けの灯台', 4, 9, measure))).toEqual(['夜明けの', '灯台'])
    expect(texts(breakLines('夜明けの、灯台', 4, 9, measure))).toEqual(['夜明け', 'の、灯台'])
    expect(texts(breakLines('한국어 등대', 5, 9, measure))).toEqual(['한국어', '등대'])
  })

  test('keep one empty line of many, and no spaces at the ends', () => {
    expect(texts(breakLines('  a  b \n\n\n\n c ', 9, 9, measure))).toEqual(['a b', '', 'c'])
  })

  test('know which way they read', () => {
    const { lines } = breakLines('abc\n«שלום» abc', 20, 9, measure)
    expect(lines.map((line) => line.rightToLeft)).toEqual([false, true])
  })

  test.prop([
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.integer({ min: 4, max: 30 }),
    fc.integer({ min: 1, max: 6 }),
  ])('never are wider or more than asked', (text, width, most) => {
    const { lines } = breakLines(text, width, most, (word) => word.length && 1)
    expect(lines.length).toBeLessThanOrEqual(most)
    for (const line of lines) expect(line.words.length).toBeLessThanOrEqual(width + 1)
  })
})
