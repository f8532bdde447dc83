import { test } from '@fast-check/vitest'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inspect } from 'node:util'
import { createRedactor, type Redactor } from './redactor'
import { canaryKey, spellingIn } from './testing/canary'

function knowing(...secrets: string[]): Redactor {
  const redactor = createRedactor()
  for (const secret of secrets) redactor.learn(secret)
  return redactor
}

/** Made up, in the form other providers use, so that no rule hides it but the learned one. */
const token = 'sk-live+9/Zq~made.up==NotAKey'
const unlearned = createRedactor().redact

const anyToken = fc
  .string({
    unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
    minLength: 12,
    maxLength: 60,
  })
  // In such a text the mark itself, or what surrounds it, could hold the secret.
  .filter((text) => new Set(text).size > 5)
const anyKey = fc
  .array(fc.constantFrom(...Array.from('0123456789abcdef')), { minLength: 128, maxLength: 128 })
  .map((digits) => `key_${digits.join('')}`)
const surroundings = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom('\\', '%', '2', '5', '"', '=', 'A', '/', '+', ' ', '?', '_jwt', ':'),
    maxLength: 20,
  }),
)

const spellings: Record<string, (around: string) => string> = {
  raw: (text) => text,
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  'percent-encoded': (text) => encodeURIComponent(text),
  'percent-encoded twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'in a form': (text) => new URLSearchParams({ a: text }).toString(),
  'in JSON': (text) => JSON.stringify({ a: text }),
  'in JSON in JSON': (text) => JSON.stringify(JSON.stringify({ a: text })),
  'in a link in JSON': (text) => JSON.stringify({ a: `https://example.invalid/${encodeURIComponent(text)}` }),
  'base64 in a link': (text) => encodeURIComponent(Buffer.from(text).toString('base64')),
  'printed by Node': (text) => inspect({ deep: { a: [text] } }, { depth: 5 }),
  'all characters escaped': (text) =>
    Array.from(text, (_, index) => `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`).join(''),
  'all bytes percent-encoded': (text) =>
    Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  'all bytes escaped as Python does': (text) =>
    Array.from(Buffer.from(text), (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join(''),
  hex: (text) => Buffer.from(text).toString('hex'),
  'hex in capitals': (text) => Buffer.from(text).toString('hex').toUpperCase(),
}

describe('a learned secret', () => {
  describe.each(Object.entries(spellings))('%s', (_name, spell) => {
    test.prop([fc.oneof(anyKey, anyToken), surroundings, surroundings])(
      'is nowhere in what is left, whatever surrounds it',
      (secret, before, after) => {
        const text = spell(`${before}${secret}${after}`)
        expect(spellingIn(knowing(secret).redact(text), secret)).toBeNull()
      },
    )
  })

  test.prop([anyKey, fc.integer({ min: 16, max: 132 }), surroundings])(
    'is hidden when it is cut short',
    (key, length, before) => {
      const left = knowing(key).redact(`${before}${key.slice(0, length)}`)
      expect(left).not.toContain(key.slice(0, 16))
    },
  )

  test.prop([fc.array(anyToken, { minLength: 2, maxLength: 5 }), fc.array(fc.nat({ max: 4 }), { maxLength: 12 })])(
    'is hidden beside others, without a gap',
    (secrets, order) => {
      const text = order.map((index) => secrets[index % secrets.length]).join('')
      const left = knowing(...secrets).redact(text)
      for (const secret of secrets) expect(spellingIn(left, secret)).toBeNull()
    },
  )

  it('leaves the rest of the line', () => {
    expect(knowing(token).redact(`create failed (${token}) after 3 s`)).toBe('create failed ([hidden]) after 3 s')
  })

  it('is hidden in the bytes that Node prints', () => {
    const left = knowing(token).redact(inspect({ body: Buffer.from(`--${token}`) }))
    expect(left).toContain('[hidden]')
    expect(left).not.toContain(
      Buffer.from(token.slice(0, 8))
        .toString('hex')
        .replaceAll(/..(?=.)/g, '$& '),
    )
  })

  it('may be a prompt with line ends, quotes and letters beyond ASCII', () => {
    const prompt = 'A boat, "Ärger", at night\nthe sea + the moon'
    const redactor = knowing(prompt)
    for (const spell of Object.values(spellings)) {
      const left = redactor.redact(spell(prompt))
      expect(spellingIn(left, prompt)).toBeNull()
      expect(spellingIn(left, 'the moon')).toBeNull()
    }
  })

  it('is hidden to its end, whatever characters it has', () => {
    const odd = 'a-token-of-letters!then;others,and{more}'
    expect(knowing(odd).redact(`(${odd})`)).toBe('([hidden])')
  })

  it('is hidden to its end when another one lies inside it', () => {
    const odd = '0123456789!abcdefghij!0123456789!'
    expect(knowing(odd, odd.slice(4, 14)).redact(odd)).toBe('[hidden]')
  })

  it.each([
    ['', '([hidden])'],
    ['x', '([hidden])'],
    ['xy', '(e[hidden])'],
  ])('leaves nothing of itself in base64 after %j', (before, left) => {
    expect(knowing(token).redact(`(${Buffer.from(before + token).toString('base64')})`)).toBe(left)
  })

  it('is shown again once it is forgotten as often as it was learned', () => {
    const redactor = knowing(token, token)
    redactor.forget(token)
    expect(redactor.redact(token)).toBe('[hidden]')
    redactor.forget(token)
    redactor.forget(token)
    expect(redactor.redact(token)).toBe(token)
  })

  it('of a few letters does not blank the log', () => {
    expect(knowing('', 'a', 'failed').redact('a create failed')).toBe('a create failed')
  })

  it('is not to be seen in the redactor', () => {
    const redactor = knowing(canaryKey)
    const shown = [inspect(redactor, { showHidden: true, depth: 20 }), JSON.stringify(redactor)].join('\n')
    expect(spellingIn(shown, canaryKey)).toBeNull()
  })
})

describe('without having learned anything', () => {
  const query = 'X-Amz-Date=1&X-Amz-Signature=0123456789abcdef'
  it.each([
    ['a Runway key', `no such key: ${canaryKey}.`, 'no such key: [hidden].'],
    ['a header of a client', `{ Authorization: 'Bearer ${token}' }`, `{ Authorization: '[hidden]' }`],
    ['a header as it is sent', `Authorization: Basic YTpi\r\nHost: a`, 'Authorization: [hidden]\r\nHost: a'],
    ['a cookie as it is sent', 'Cookie: a=b; c=d\nHost: a', 'Cookie: [hidden]\nHost: a'],
    ['a bearer in words', 'sent Bearer abc.def, got 401', 'sent Bearer [hidden], got 401'],
    ['a link of Amazon', `GET https://a.invalid/b.mp4?${query} 403`, 'GET https://a.invalid/b.mp4?[hidden] 403'],
    ['a link with a _jwt', '"https://a.invalid/b?c=1&_jwt=ey.J.x"', '"https://a.invalid/b?[hidden]"'],
    ['a link with a token', "'https://a.invalid/b?token=x1'", "'https://a.invalid/b?[hidden]'"],
    ['a link of Google', 'https://a.invalid/b?Expires=1&Signature=x%2By', 'https://a.invalid/b?[hidden]'],
    [
      'a link inside a link',
      'u=https%3A%2F%2Fa.invalid%2Fb%3F_jwt%3DeyJx',
      'u=https%3A%2F%2Fa.invalid%2Fb%3F_jwt%3D[hidden]',
    ],
    ['a fragment', 'a.invalid/#access_token=x1&state=2', 'a.invalid/#access_token=[hidden]&state=2'],
    ['name and password', 'https://me:pw@a.invalid/b', 'https://[hidden]@a.invalid/b'],
    ['a picture', '{"uri":"data:image/png;base64,iVBORw0KGgo="}', '{"uri":"data:image/png;base64,[hidden]"}'],
    ['a prompt', '{"promptText":"a \\"red\\" boat","seed":1}', '{"promptText":"[hidden]","seed":1}'],
    ['a prompt by its short name', '{"prompt" : "a boat"}', '{"prompt" : "[hidden]"}'],
    [
      'a prompt in JSON in JSON',
      String.raw`"{\"promptText\":\"a \\\"red\\\" boat\",\"seed\":1}"`,
      String.raw`"{\"promptText\":\"[hidden]\",\"seed\":1}"`,
    ],
    ['a prompt that was cut off', '{"promptText":"a boat at', '{"promptText":"[hidden]'],
    ['a prompt that ends in a backslash', String.raw`{"prompt":"a\\","b":"c"}`, '{"prompt":"[hidden]","b":"c"}'],
    ['an environment', 'RUNWAYML_API_SECRET=abc PATH=/bin', 'RUNWAYML_API_SECRET=[hidden] PATH=/bin'],
    ['a form', 'model=a&promptText=a%20boat&ratio=1', 'model=a&promptText=[hidden]&ratio=1'],
  ])('hides %s', (_name, text, left) => {
    expect(unlearned(text)).toBe(left)
  })

  it('hides a prompt of several lines as Node prints it', () => {
    const promptText = 'a boat at night\n'.repeat(12)
    expect(unlearned(inspect({ body: { promptText, seed: 1 } }))).not.toContain('boat')
  })

  test.prop([fc.string({ unit: 'binary' }), fc.nat({ max: 3 })])(
    'hides all of a prompt at any depth of JSON',
    (prompt, depth) => {
      let text = JSON.stringify({ promptText: prompt, seed: 1 })
      for (let layer = 0; layer < depth; layer++) text = JSON.stringify({ body: text })
      const left = unlearned(text)
      let read: unknown = JSON.parse(left)
      for (let layer = 0; layer < depth; layer++) read = JSON.parse((read as { body: string }).body)
      expect(read).toEqual({ promptText: prompt === '' ? '' : '[hidden]', seed: 1 })
    },
  )

  it.each([
    'film opened: /films/My Film.seamline (24 shots, 2 takes)',
    'Error: ENOENT: no such file or directory\n    at open (node:fs:1:2)',
    'take 0b0e7a40-3f0e-4c39-8d6f-1d8f3e6f2a11 verified: 120 frames, sha256 ' + 'ab12'.repeat(16),
    'the prompt is too long: 1200 of 1000 characters',
    'Why? GET https://a.invalid/v1/tasks?limit=3 says 404',
  ])('leaves %j as it is', (text) => {
    expect(unlearned(text)).toBe(text)
  })

  test.prop([fc.oneof(fc.string({ unit: 'binary' }), surroundings)])(
    'changes nothing more at a second time',
    (text) => {
      const once = unlearned(text)
      expect(unlearned(once)).toBe(once)
    },
  )
})
