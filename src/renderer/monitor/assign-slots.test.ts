import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { assignSlots } from './assign-slots'

describe('elements for layers', () => {
  test('what is shown and wanted again keeps its element', () => {
    const needs = { wanted: ['b'], held: ['b'], ahead: ['c', 'a'] }
    expect(assignSlots(['a', 'b', 'c'], needs)).toEqual(['a', 'b', 'c'])
  })

  test('the next clip is prepared in the element of the one that has passed', () => {
    const needs = { wanted: ['b'], held: ['b'], ahead: ['c', 'd'] }
    expect(assignSlots(['a', 'b', 'c'], needs)).toEqual(['d', 'b', 'c'])
  })

  test('a jump loads beside what is on screen and gives up the least urgent preparation', () => {
    const needs = { wanted: ['x'], held: ['a'], ahead: ['b', 'c'] }
    expect(assignSlots(['a', 'b', 'c'], needs)).toEqual(['a', 'b', 'x'])
  })

  test('from one dissolve into another, the least important held layer gives way', () => {
    const needs = { wanted: ['x', 'y'], held: ['b', 'a'], ahead: [] }
    expect(assignSlots(['a', 'b', null], needs)).toEqual(['a', 'y', 'x'])
  })

  test('nothing on screen is given up for a preparation', () => {
    const needs = { wanted: ['a', 'b'], held: ['a', 'b'], ahead: ['c', 'd'] }
    expect(assignSlots(['a', 'b', null], needs)).toEqual(['a', 'b', 'c'])
  })

  const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 3 })
  property.prop([keys, keys, keys, keys])(
    'everything wanted has an element, nothing has two',
    (old, two, held, ahead) => {
      const wanted = two.slice(0, 2)
      const slots = assignSlots([old[0] ?? null, old[1] ?? null, old[2] ?? null], { wanted, held, ahead })
      for (const key of wanted) expect(slots).toContain(key)
      const used = slots.filter((key) => key !== null)
      expect(new Set(used).size).toBe(used.length)
      for (const [at, key] of slots.entries()) {
        if (key !== null && key !== old[at]) expect([...wanted, ...ahead]).toContain(key)
      }
    },
  )
})
