import { expect, it } from 'vitest'
import type { ShotId } from '../../shared/ids'
import { sampleJobs } from '../../test-support/window-jobs'
import { keepJobs } from './keep-jobs'

const before = sampleJobs({ state: 'running', progress: 0.4 }, { waitsFor: ['s1' as ShotId] }, {})

it('keeps the list when nothing changed', () => {
  expect(keepJobs(before, structuredClone(before))).toBe(before)
})

it('keeps every job but the one that changed', () => {
  const [running, ...others] = structuredClone(before)
  const kept = keepJobs(before, [{ ...running!, progress: 0.5 }, ...others])
  expect(kept[0]).not.toBe(before[0])
  expect(kept[0]?.progress).toBe(0.5)
  expect(kept[1]).toBe(before[1])
  expect(kept[2]).toBe(before[2])
})

it('tells another order, one that is new and one that has gone', () => {
  const fresh = structuredClone(before)
  expect(keepJobs(before, [fresh[1]!, fresh[0]!, fresh[2]!])).toEqual([before[1], before[0], before[2]])
  expect(keepJobs(before, fresh.slice(1))).toEqual(before.slice(1))
  expect(keepJobs(before.slice(1), fresh)).toHaveLength(3)
})
