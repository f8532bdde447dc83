import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { compareNatural } from './natural-order'

test('numbers in names count as numbers', () => {
  const names = ['shot 10.png', 'Shot 2.png', 'shot 1.png', 'shot 02b.png']
  expect(names.sort(compareNatural)).toEqual(['shot 1.png', 'Shot 2.png', 'shot 02b.png', 'shot 10.png'])
})

test.prop([fc.array(fc.string())])('the order does not depend on the order before', (names) => {
  expect(names.toReversed().sort(compareNatural)).toEqual(names.toSorted(compareNatural))
})
