import { expect, it } from 'vitest'
import type { ShotId } from '../../shared/ids'
import { rate } from '../../shared/time/time'
import { durationText, durationWords, filmCountWords } from './clip-title'

it('writes a duration as short as it can be read', () => {
  expect(durationText(120, rate(24))).toBe('5 s')
  expect(durationText(101, rate(24))).toBe('4.2 s')
  expect(durationText(7, rate(24))).toBe('7 fr')
  expect(durationText(24 * 998, rate(24))).toBe('16 min 38 s')
  expect(durationText(30 * 60, rate(30_000, 1001))).toBe('1 min 0 s')
})

it('counts clips beside shots once a shot has been split', () => {
  const clip = (shotId: string) => ({ shotId: shotId as ShotId })
  expect(filmCountWords([clip('s1')])).toBe('1 shot')
  expect(filmCountWords([clip('s1'), clip('s2')])).toBe('2 shots')
  expect(filmCountWords([clip('s1'), clip('s2'), clip('s1')])).toBe('2 shots · 3 clips')
})

it('says a duration in whole words', () => {
  expect(durationWords(24, rate(24))).toBe('1 second')
  expect(durationWords(1, rate(24))).toBe('1 frame')
  expect(durationWords(60, rate(24))).toBe('2.5 seconds')
  expect(durationWords(24 * 61, rate(24))).toBe('1 minute 1 second')
})
