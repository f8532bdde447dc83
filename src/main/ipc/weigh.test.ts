import { expect, test } from 'vitest'
import { weigh } from './weigh'

test.each([
  ['text', 'x'.repeat(1000)],
  ['text of wide letters', '語'.repeat(500)],
  ['bytes', new ArrayBuffer(1000)],
  ['bytes in a view', new Uint8Array(1000)],
  ['a map', new Map([['key', 'x'.repeat(1000)]])],
  ['a set', new Set([{ key: 'x'.repeat(1000) }])],
  ['keys', { ['x'.repeat(1000)]: null }],
])('%s weighs what it holds', (_name, input) => {
  expect(weigh(input)).toBeGreaterThanOrEqual(1000)
  expect(weigh(input)).toBeLessThan(1200)
})

test('nothing weighs almost nothing', () => {
  expect(weigh(undefined)).toBeLessThan(10)
})

test('a circle is weighed once', () => {
  const circle: { self?: unknown } = {}
  circle.self = circle
  expect(weigh(circle)).toBeLessThan(50)
})

test('what can’t be copied weighs too much for any limit', () => {
  expect(weigh(() => 1)).toBe(Number.POSITIVE_INFINITY)
})

test('what is nested too deep weighs too much for any limit', () => {
  let deep: unknown[] = []
  for (let level = 0; level < 200_000; level++) deep = [deep]
  expect(weigh(deep)).toBe(Number.POSITIVE_INFINITY)
})
