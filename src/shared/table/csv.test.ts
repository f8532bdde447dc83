import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { byteOrderMark, readCsv, writeCsv } from './csv'

const cell = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '\r', '\n', "'", '=', '-', '@', '+', 'a', ' ', 'é') }),
)
const table = fc
  .integer({ min: 1, max: 4 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width })))

describe('a table', () => {
  test.prop([table])('that was written reads back the same, but for empty lines', (lines) => {
    const filled = lines.filter((line) => line.some((value) => value !== ''))
    expect(readCsv(writeCsv(lines))).toEqual({ lines: filled, openQuote: null })
    expect(readCsv(byteOrderMark + writeCsv(lines)).lines).toEqual(
      // A table that itself begins with such a mark loses none of its own.
      filled,
    )
  })

  test.prop([fc.string()])('of any text is read without an end to it', (text) => {
    for (const delimiter of [',', ';', '\t'] as const) expect(Array.isArray(readCsv(text, delimiter).lines)).toBe(true)
  })

  it('has quotes, breaks of line and delimiters inside its fields', () => {
    expect(readCsv('name,prompt\r\n"Harbour, dawn","He says ""now"".\nThen leaves."\r\n').lines).toEqual([
      ['name', 'prompt'],
      ['Harbour, dawn', 'He says "now".\nThen leaves.'],
    ])
  })

  it('ends its lines as any system does, and its last one or not', () => {
    for (const end of ['\n', '\r', '\r\n'])
      expect(readCsv(`a,b${end}${end}c,`).lines).toEqual([
        ['a', 'b'],
        ['c', ''],
      ])
    expect(readCsv('a;b\n', ';').lines).toEqual([['a', 'b']])
    expect(readCsv('').lines).toEqual([])
    expect(readCsv('a,').lines).toEqual([['a', '']])
  })

  it('keeps what stands behind a closing quote, and tells of a quote that nothing closes', () => {
    expect(readCsv('"a"b,c').lines).toEqual([['ab', 'c']])
    expect(readCsv('a\n"b,c\nd')).toEqual({ lines: [['a'], ['b,c\nd']], openQuote: 2 })
  })

  it('never lets a spreadsheet take text for a formula, and leaves numbers alone', () => {
    expect(writeCsv([['=SUM(A1)', '+1', '-1', -1, '@x', "'=x"]])).toBe("'=SUM(A1),'+1,'-1,-1,'@x,''=x\r\n")
  })
})
