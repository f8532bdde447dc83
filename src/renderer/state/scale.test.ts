import { expect, test } from 'vitest'
import { nextScale, scales } from './scale'

test('sizes are gone through one by one and end at both ends', () => {
  const up: number[] = []
  for (let at: number | null = 0.8; at !== null; at = nextScale(at, 1)) up.push(at)
  expect(up).toEqual([...scales])
  expect(nextScale(0.8, -1)).toBeNull()
  expect(nextScale(2, 1)).toBeNull()
})

test('a size between two goes to its neighbours', () => {
  expect(nextScale(1.2, 1)).toBe(1.25)
  expect(nextScale(1.2, -1)).toBe(1.1)
})
