import { expect, it } from 'vitest'
import { withAside } from './sentence'

it('ends a sentence once, after what stands in brackets', () => {
  expect(withAside('It was refused.', 'twice')).toBe('It was refused (twice).')
  expect(withAside('Runway had a fault of its own.', 'Please try again.')).toBe(
    'Runway had a fault of its own (Please try again).',
  )
})
