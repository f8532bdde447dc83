import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseBoundedJson } from './bounded-json'

function parse(text: string): ReturnType<typeof parseBoundedJson> {
  return parseBoundedJson(new TextEncoder().encode(text))
}

test('reads whatever JSON that is not too deep', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
      const text = JSON.stringify(value)
      expect(parse(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown })
    }),
  )
})

test('brackets in strings are no depth, whatever is escaped before them', () => {
  const text = JSON.stringify({ a: '['.repeat(100), b: `\\"${'{'.repeat(100)}`, c: '\\' })
  expect(parse(text)).toMatchObject({ ok: true })
})

test.each([
  ['arrays', '['.repeat(33) + ']'.repeat(33)],
  ['objects', '{"a":'.repeat(33) + '1' + '}'.repeat(33)],
  ['a million levels', '['.repeat(1_000_000)],
])('refuses %s that are nested too deeply', (_, text) => {
  expect(parse(text)).toEqual({ ok: false, problem: 'it is nested too deeply' })
})

test.each(['', '{', 'nul', '{"a":1}x', '\u0000'])('refuses what is not JSON: %j', (text) => {
  expect(parse(text)).toEqual({ ok: false, problem: 'it is not JSON' })
})

test('refuses bytes that are not UTF-8', () => {
  expect(parseBoundedJson(Uint8Array.of(0x22, 0xff, 0x22))).toEqual({ ok: false, problem: 'it is not JSON' })
})
