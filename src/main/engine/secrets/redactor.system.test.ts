import { describe, expect, it } from 'vitest'
import { createRedactor } from './redactor'
import { canaryKey, spellingIn } from './testing/canary'

const redactor = createRedactor()
for (const secret of [canaryKey, 'sk-live+9/Zq~made.up==NotAKey', 'aaaaaaaaaaaaaaaaaaaaaaab']) redactor.learn(secret)

describe('a very long line', () => {
  // A pattern that tries again from every character would not end within the time a test may take.
  const units = [
    'a',
    '\\',
    '%',
    '%25',
    '\\"',
    '?',
    '?a=',
    'key_',
    'key_0',
    'data:',
    'data:a/a;',
    'bearer ',
    'token=',
    '"prompt":"',
    'prompt',
    '://',
    'http://a',
    "'\n + '",
    'authorization:',
    '\\u005c',
    'c0ffee',
    ' ',
  ]
  it.each(units)('of %j is done', (unit) => {
    const line = unit.repeat(Math.ceil(1_000_000 / unit.length))
    const left = redactor.redact(`${line}${canaryKey}${line}`)
    expect(spellingIn(left, canaryKey)).toBeNull()
  })
})
