import { expect, it } from 'vitest'
import { problemWords } from './problem-words'

it('says of a retired model what became of it and what to use', () => {
  const asked = { provider: 'runway', model: 'gen3a_turbo' }
  expect(problemWords('modelRetired', asked)).toBe(
    'gen3a_turbo was retired by Runway on 30 July 2026; use Gen-4 Turbo (gen4_turbo).',
  )
  expect(problemWords('modelRetired')).toBe('The chosen model is not made any more. Choose another.')
})
