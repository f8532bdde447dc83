import { expect, it } from 'vitest'
import { filesByReason } from './refused-files'

it('tells each reason once, with all its files in their order', () => {
  const groups = filesByReason([
    { name: 'b.txt', reason: 'It is no picture.' },
    { name: 'a.png', reason: 'It is empty.' },
    { name: 'a.txt', reason: 'It is no picture.' },
  ])
  expect([...groups]).toEqual([
    ['It is no picture.', ['b.txt', 'a.txt']],
    ['It is empty.', ['a.png']],
  ])
})
