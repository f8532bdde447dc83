import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleClip, sampleDocument, sampleTake } from '../../test-support/sample-film'
import { indexTakes } from '../continuity/pick'
import type { TakeId } from '../ids'
import { rate, seconds } from '../time/time'
import { planFilm } from './plan-film'
import { repeatedFrames } from './repeated-part'

const source = (length: number) => ({ takeId: 't0' as TakeId, seconds: length })

describe('the part of a clip that was seen before', () => {
  it('is as long as the clip it goes on from where the answer holds that too, and nothing where it does not', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        fc.boolean(),
        (own, before, whole) => {
          const frames = 24 * (whole ? own + before : own)
          const take = sampleTake(1, { seconds: own, frames, extends: source(before) })
          expect(repeatedFrames(take, rate(24))).toBe(whole ? 24 * before : 0)
          expect(repeatedFrames(take, rate(25))).toBe(whole ? 25 * before : 0)
        },
      ),
    )
  })

  it('never is all of the clip, whatever came', () => {
    const lengths = fc.record({ frames: fc.integer({ min: 1, max: 2000 }), own: fc.integer({ min: 1, max: 30 }) })
    fc.assert(
      fc.property(
        lengths,
        fc.double({ min: 0.1, max: 60, noNaN: true }),
        fc.boolean(),
        ({ frames, own }, before, auto) => {
          const take = sampleTake(1, { seconds: own, autoSeconds: auto, frames, extends: source(before) })
          expect(repeatedFrames(take, rate(24))).toBeLessThanOrEqual(frames)
          expect(planFilm(sampleDocument({ clips: [sampleClip(1)] }), indexTakes([take])).length).toBeGreaterThan(0)
        },
      ),
    )
  })

  it('is not shown again by an untrimmed clip, and is where the user says so', () => {
    const take = sampleTake(1, { seconds: 4, frames: 24 * 9, extends: source(5) })
    const cutAt = (clip = sampleClip(1)) => planFilm(sampleDocument({ clips: [clip] }), indexTakes([take])).clips[0]
    expect(cutAt()).toMatchObject({ sourceIn: 120, length: 96, sourceLength: 216 })
    expect(cutAt(sampleClip(1, { in: seconds(2) }))).toMatchObject({ sourceIn: 48, length: 168 })
  })
})
