import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { catalogue, findModel } from '../models/catalogue'
import type { VideoModel } from '../models/model'
import { longDurations, longTakeNotes, planLongTake, promptLines } from './long-take'

const veo = findModel('runway', 'veo3.1')!
const rehearsal = findModel('rehearsal', 'rehearsal')!

function sum(lengths: readonly number[]): number {
  return lengths.reduce((total, one) => total + one, 0)
}

describe('the lengths of a long take', () => {
  it.each([
    [[2, 3, 4, 5, 6, 8, 10], 30, [10, 10, 10]],
    [[4, 6, 8], 30, [8, 8, 8, 6]],
    [[4, 6, 8], 10, [6, 4]],
    [[5, 10], 12, [10, 5]],
    [[5, 8], 10, [5, 5]],
    [[2, 3, 4, 5, 6, 8, 10], 12, [6, 6]],
    [[2, 3, 4, 5, 6, 8, 10], 0.5, [2]],
    [[2.5, 4], 9, [2.5, 2.5, 4].toSorted((a, b) => b - a)],
    [[8], 30, [8, 8, 8, 8]],
  ])('of %j for %d s', (durations, target, lengths) => {
    expect(longDurations(durations, target)).toEqual(lengths)
  })

  const anyDurations = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 })

  test.prop([anyDurations, fc.integer({ min: 1, max: 40 })], { numRuns: 300 })(
    'are the least sum from the target on, in the fewest parts',
    (durations, target) => {
      const lengths = longDurations(durations, target)
      expect(lengths.every((one) => durations.includes(one))).toBe(true)
      // Every sum that can be had, and in how few parts, found by trying all.
      const fewest = new Map([[0, 0]])
      for (const [before, parts] of fewest) {
        if (before >= target) continue
        for (const step of durations) {
          const known = fewest.get(before + step) ?? Infinity
          if (parts + 1 < known) {
            fewest.delete(before + step)
            fewest.set(before + step, parts + 1)
          }
        }
      }
      const best = Math.min(...[...fewest.keys()].filter((one) => one >= target))
      expect(sum(lengths)).toBe(best)
      expect(lengths).toHaveLength(fewest.get(best)!)
    },
  )

  test.prop([fc.constantFrom(...catalogue), fc.double({ min: 0.1, max: 600, noNaN: true })], { numRuns: 60 })(
    'are never refused by the model and never shorter than asked for',
    (model, target) => {
      const planned = planLongTake({ model, method: 'chain', target, prompts: [] })
      if (!planned.ok) throw new Error(planned.problem)
      const { parts, seconds } = planned.value
      expect(parts.every((part) => model.durations.includes(part.seconds))).toBe(true)
      expect(seconds).toBeGreaterThanOrEqual(Math.round(target * 1000) / 1000 - 1e-9)
      expect(seconds - target).toBeLessThan(Math.max(...model.durations))
    },
  )
})

describe('a long take that extends its own clip', () => {
  const seconds = (model: VideoModel, target: number) => {
    const planned = planLongTake({ model, method: 'extend', target, prompts: [] })
    return planned.ok ? planned.value.parts.map((part) => part.seconds) : planned.problem
  }
  const turbo = findModel('useapi', 'gen3turbo')!

  it('begins with a length of the model and goes on in its steps', () => {
    expect(seconds(turbo, 5)).toEqual([5])
    expect(seconds(turbo, 26)).toEqual([10, 8, 8])
    expect(seconds(turbo, 34)).toEqual([10, 8, 8, 8])
    expect(sum(seconds(findModel('runway', 'seedance2_5')!, 45) as number[])).toBe(45)
  })

  it('is refused in words past the limits, and for models that can’t', () => {
    expect(seconds(turbo, 35)).toBe('Gen-3 Alpha Turbo extends a clip 3 times to 34 s in all: 35 s can’t be made so.')
    expect(seconds(rehearsal, 30)).toBe(
      'Rehearsal can’t extend a clip. Choose another model, or how the parts hang together.',
    )
  })
})

describe('the prompts of a long take', () => {
  const plan = (prompts: readonly string[], model: VideoModel = rehearsal, target = 30) => {
    const wish = { model, method: 'chain' as const, target, prompts }
    const planned = planLongTake(wish)
    if (!planned.ok) throw new Error(planned.problem)
    return { ...planned.value, notes: longTakeNotes(wish, planned.value) }
  }

  it('go to the parts in order; the last repeats and it is said', () => {
    const { parts, notes } = plan(['pan right', 'continue'])
    expect(parts).toEqual([
      { seconds: 10, prompt: 'pan right', repeats: false },
      { seconds: 10, prompt: 'continue', repeats: false },
      { seconds: 10, prompt: 'continue', repeats: true },
    ])
    expect(notes).toEqual(['2 prompts for 3 parts: the last prompt repeats in 1 more.'])
  })

  it('that are too many are named', () => {
    const { leftOver, notes } = plan(['a', 'b', 'c', 'd', 'e'])
    expect(leftOver).toEqual(['d', 'e'])
    expect(notes).toEqual(['5 prompts for 3 parts: left over are “d”, “e”.'])
  })

  it('may be none at all', () => {
    expect(plan([]).notes).toEqual([])
  })

  it('and a length that is not made exactly is said', () => {
    expect(plan(['a', 'b', 'c', 'd'], veo, 29).notes).toEqual(['29 s became 30 s: Veo 3.1 makes 4, 6 or 8 s.'])
  })

  it('are lines with something in them', () => {
    expect(promptLines('  one \r\n\n two\rthree  \n')).toEqual(['one', 'two', 'three'])
  })
})

it.each([0, -5, 601, 1e12, Number.NaN, Number.POSITIVE_INFINITY])('a length of %d is refused in words', (target) => {
  expect(planLongTake({ model: rehearsal, method: 'chain', target, prompts: [] })).toMatchObject({
    ok: false,
    problem: expect.stringMatching(/^(A|The) .*\.$/),
  })
})
