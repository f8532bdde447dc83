import { describe, expect, test } from 'vitest'
import { rate } from '../../shared/time/time'
import { parseTimecodeEntry, rateLabel } from './timecode-entry'

const at = rate(24)

describe('a typed timecode', () => {
  test('goes there, with leading parts left out', () => {
    expect(parseTimecodeEntry('00:00:11:17', 5, at)).toBe(281)
    expect(parseTimecodeEntry(' 1:00 ', 5, at)).toBe(24)
    expect(parseTimecodeEntry('12', 5, at)).toBe(12)
  })

  test('fills digits from the right', () => {
    expect(parseTimecodeEntry('1117', 5, at)).toBe(281)
    expect(parseTimecodeEntry('112', 5, at)).toBe(36)
  })

  test('moves from where the playhead is', () => {
    expect(parseTimecodeEntry('+12', 5, at)).toBe(17)
    expect(parseTimecodeEntry('-1:00', 30, at)).toBe(6)
    expect(parseTimecodeEntry('-1:00', 5, at)).toBe(0)
  })

  test('is refused when it is none', () => {
    for (const text of ['', 'abc', '1:2:3:4:5', '+', '1-2', '123456789']) {
      expect(parseTimecodeEntry(text, 5, at)).toBeNull()
    }
  })
})

test('a rate is written as editors write it', () => {
  expect([rate(24), rate(24_000, 1001), rate(30_000, 1001)].map(rateLabel)).toEqual(['24', '23.976', '29.97'])
})
