import { expect, it } from 'vitest'
import { aboutWords } from '../state/about-words'
import { elapsedWords, momentWords } from './time-words'

it('counts what goes on like a clock', () => {
  expect([0, 41_900, 725_000, 3_725_000, -5].map(elapsedWords)).toEqual(['0:00', '0:41', '12:05', '1:02:05', '0:00'])
})

it('tells an estimate no finer than it is', () => {
  const estimates = [0, 41_200, 59_600, 98_000, 602_000, 3_600_000, 5_000_000]
  expect(estimates.map(aboutWords)).toEqual([
    'about 1 s',
    'about 41 s',
    'about 1 min',
    'about 1 min 40 s',
    'about 10 min',
    'about 1 h',
    'about 1 h 23 min',
  ])
})

it('names the day of what was not today', () => {
  const now = new Date(2030, 4, 3, 15, 0).getTime()
  const today = new Date(2030, 4, 3, 14, 32).toISOString()
  const before = new Date(2030, 4, 2, 14, 32).toISOString()
  expect(momentWords(today, now)).not.toMatch(/May/)
  expect(momentWords(before, now)).toMatch(/May|05/)
  expect(momentWords(before, now)).not.toMatch(/2030/)
})
