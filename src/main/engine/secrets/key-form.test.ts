import { describe, expect, it } from 'vitest'
import { keyProblem, tidyKey } from './key-form'
import { canaryKey } from './testing/canary'

describe('a Runway key', () => {
  it.each([canaryKey, ` ${canaryKey}\r\n`, `"${canaryKey}"`, `'${canaryKey}'\n`, `\t\`${canaryKey}\` `])(
    'may be tried, however it was copied (%#)',
    (text) => {
      expect(keyProblem('runway', text)).toBeNull()
      expect(tidyKey(text)).toBe(canaryKey)
    },
  )

  it.each([
    ['', 'The key is empty.'],
    [' "" \n', 'The key is empty.'],
    [canaryKey.slice(4), /begins with key_/],
    [`Bearer ${canaryKey}`, /begins with key_/],
    [canaryKey.slice(0, -1), /128 characters after key_; this has 127\./],
    [`${canaryKey}0`, /this has 129\./],
    [`${canaryKey.slice(0, -1)}g`, /digits and the letters a to f/],
    [`${canaryKey.slice(0, 60)}\n${canaryKey.slice(60)}`, /no spaces or line breaks/],
    [`${canaryKey.slice(0, -1)}é`, /characters that no key has/],
    [`${canaryKey.slice(0, -1)}\u200B`, /characters that no key has/],
  ])('is refused in words that do not quote it (%#)', (text, problem) => {
    const said = keyProblem('runway', text)
    expect(said).toMatch(problem)
    expect(said).not.toContain('c0ffee')
  })
})

describe('a token of another provider', () => {
  it.each(['user:1234-abcdef', 'sk-live+9/Zq~made.up==', canaryKey])('may be %s', (text) => {
    expect(keyProblem('token', `  ${text}\n`)).toBeNull()
  })

  it.each(['', 'two words', 'short', 'bell\u0007bell', 'häkchen-schlüssel'])('is not %j', (text) => {
    expect(keyProblem('token', text)).not.toBeNull()
  })
})
