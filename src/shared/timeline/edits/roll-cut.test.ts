import { test } from '@fast-check/vitest'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at24, noTakes, sampleClip, sampleDocument } from '../../../test-support/sample-film'
import type { FilmPlan } from '../../film/plan'
import { planFilm } from '../../film/plan-film'
import type { FilmDocument } from '../../project/document'
import { findBrokenInvariant } from '../../project/invariants'
import { frames } from '../../time/time'
import { rollBy, rollCut, type CutSides } from './roll-cut'

function sides(plan: FilmPlan, index: number): CutSides {
  const [before, after] = [plan.clips[index], plan.clips[index + 1]]
  if (!before || !after) throw new Error('no such cut')
  return { before, after }
}

function rolled(document: FilmDocument, by: number): FilmPlan {
  return planFilm(rollCut(document, { ...sides(planFilm(document, noTakes), 0), by }), noTakes)
}

/** Two clips out of the middle of 120 frames each. */
const inner = sampleDocument({
  clips: [
    sampleClip(1, { in: at24(20), out: at24(80) }),
    sampleClip(2, { in: at24(30), out: at24(100) }),
    sampleClip(3),
  ],
})

describe('rolling a cut', () => {
  it('gives one clip what the other loses', () => {
    expect(rolled(inner, 10).clips.map((clip) => [clip.start, clip.length, clip.sourceIn])).toEqual([
      [0, 70, 20],
      [70, 60, 40],
      [130, 120, 0],
    ])
    expect(rolled(inner, -30).clips.map((clip) => clip.length)).toEqual([30, 100, 120])
  })

  it('stops where either source ends', () => {
    expect(rollBy(sides(planFilm(inner, noTakes), 0), 999)).toBe(40)
    expect(rollBy(sides(planFilm(inner, noTakes), 0), -999)).toBe(-30)
    const whole = sampleDocument({ clips: [sampleClip(1), sampleClip(2)] })
    expect(rollCut(whole, { ...sides(planFilm(whole, noTakes), 0), by: 5 })).toBe(whole)
  })

  test.prop([
    fc.tuple(fc.nat(50), fc.integer({ min: 51, max: 120 }), fc.nat(50), fc.integer({ min: 51, max: 120 })),
    fc.nat(40),
    fc.integer({ min: -200, max: 200 }),
  ])('never makes the film longer or shorter, nor a clip empty', ([in1, out1, in2, out2], dissolve, by) => {
    const join = dissolve === 0 ? { kind: 'cut' as const } : { kind: 'dissolve' as const, length: frames(dissolve) }
    const film = sampleDocument({
      clips: [
        sampleClip(1, { in: in1 === 0 ? null : at24(in1), out: at24(out1), join }),
        sampleClip(2, { in: in2 === 0 ? null : at24(in2), out: at24(out2), join }),
        sampleClip(3),
      ],
    })
    const before = planFilm(film, noTakes)
    // A dissolve that is shortened for want of room gets its own length back where a roll makes room.
    fc.pre(before.clips.every((clip) => clip.flags.length === 0))
    const edited = rollCut(film, { ...sides(before, 0), by })
    const after = planFilm(edited, noTakes)
    expect(after.length).toBe(before.length)
    expect(after.clips[2]?.start).toBe(before.clips[2]?.start)
    expect(after.clips.map((clip) => clip.overlapOut)).toEqual(before.clips.map((clip) => clip.overlapOut))
    for (const clip of after.clips) expect(clip.length).toBeGreaterThan(0)
    expect(findBrokenInvariant(edited)).toBeNull()
  })
})
