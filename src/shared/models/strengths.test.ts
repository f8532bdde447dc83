import { expect, test } from 'vitest'
import { assert } from '../assert'
import { findModel } from './catalogue'
import { strengthOf, strengths, strengthWords } from './strengths'

test.each([
  ['gen4.5', 'onePicture'],
  ['veo3.1', 'bothEnds'],
  ['grok_imagine_1_5', 'references'],
  ['wan3', 'referencesAndEnds'],
  ['seedance2_5', 'goesOn'],
] as const)('%s is for %s', (id, strength) => {
  const model = findModel('runway', id)
  assert(model !== null, 'it is in the catalogue')
  expect(strengthOf(model)).toBe(strength)
})

test('each has words of its own', () => {
  expect(new Set(strengths.map(strengthWords)).size).toBe(strengths.length)
})
