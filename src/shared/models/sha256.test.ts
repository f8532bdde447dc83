import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from './canonical-json'
import { sha256 } from './sha256'

const nodeHash = (text: string): string => createHash('sha256').update(text).digest('hex')

describe('sha256', () => {
  it('agrees with Node on texts of every padding length', () => {
    for (let length = 0; length < 200; length++) expect(sha256('x'.repeat(length))).toBe(nodeHash('x'.repeat(length)))
  })

  it('agrees with Node on any text, surrogates and emoji included', () => {
    const anyText = fc.array(fc.nat(0xffff), { maxLength: 60 }).map((units) => String.fromCharCode(...units))
    fc.assert(fc.property(anyText, (text) => sha256(text) === nodeHash(text)))
    expect(sha256('🎬 harbour \ud83c')).toBe(nodeHash('🎬 harbour \ud83c'))
  })
})

describe('canonicalJson', () => {
  it('does not depend on the order in which keys were written', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'x' })).toBe(canonicalJson({ a: 'x', b: [{ c: null, d: 1 }] }))
    expect(canonicalJson({ b: 2, a: { z: 1, y: [3, 1] } })).toBe('{"a":{"y":[3,1],"z":1},"b":2}')
  })

  it('keeps the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
})
