import { expect, test } from 'vitest'
import { versionDays } from './version-days'

const now = new Date(2026, 10, 21, 12)

function saved(year: number, month: number, day: number, hours: number): { name: string; at: string } {
  return { name: `${day} ${hours}`, at: new Date(year, month, day, hours).toISOString() }
}

test('versions stand under the days of the calendar, in their order', () => {
  const days = versionDays(
    [
      saved(2026, 10, 21, 11),
      saved(2026, 10, 21, 0),
      saved(2026, 10, 20, 23),
      saved(2026, 9, 3, 5),
      saved(2025, 9, 3, 5),
    ],
    now,
  )
  expect(days.map(({ versions }) => versions.length)).toEqual([2, 1, 1, 1])
  expect(days.slice(0, 2).map(({ label }) => label)).toEqual(['Today', 'Yesterday'])
  expect(days[3]?.label).toContain('2025')
  expect(days[2]?.label).not.toContain('2026')
})

test('yesterday is another month on the first of one', () => {
  const days = versionDays([saved(2026, 9, 31, 8)], new Date(2026, 10, 1, 1))
  expect(days[0]?.label).toBe('Yesterday')
})
