import { describe, expect, it } from 'vitest'
import { noTakes, sampleClip, sampleDocument } from '../../test-support/sample-film'
import { frames } from '../time/time'
import { clipIndexAt, dissolveOpacity, layersAt } from './film-layers'
import { planFilm } from './plan-film'

const join = { kind: 'dissolve', length: frames(3) } as const
const plan = planFilm(sampleDocument({ clips: [sampleClip(1, { join }), sampleClip(2), sampleClip(3)] }), noTakes)

function shown(frame: number): readonly (readonly [string, number, number])[] {
  return layersAt(plan, frame).map((layer) => [layer.clip.clipId, layer.sourceFrame, layer.opacity] as const)
}

describe('layersAt', () => {
  it('shows each clip alone outside its dissolves', () => {
    expect(shown(0)).toEqual([['c1', 0, 1]])
    expect(shown(116)).toEqual([['c1', 116, 1]])
    expect(shown(120)).toEqual([['c2', 3, 1]])
    expect(shown(236)).toEqual([['c2', 119, 1]])
    expect(shown(237)).toEqual([['c3', 0, 1]])
  })

  it('lays the incoming clip over the outgoing one, evenly on both sides of the dissolve', () => {
    expect([117, 118, 119].map(shown)).toEqual([
      [
        ['c1', 117, 1],
        ['c2', 0, 0.25],
      ],
      [
        ['c1', 118, 1],
        ['c2', 1, 0.5],
      ],
      [
        ['c1', 119, 1],
        ['c2', 2, 0.75],
      ],
    ])
  })

  it('shows nothing outside the film', () => {
    expect([shown(-1), shown(357)]).toEqual([[], []])
    expect(shown(356)).toEqual([['c3', 119, 1]])
  })
})

describe('dissolveOpacity', () => {
  it('mirrors around its middle and never reaches either clip alone', () => {
    for (const length of [1, 2, 7, 24]) {
      for (let k = 0; k < length; k++) {
        expect(dissolveOpacity(k, length) + dissolveOpacity(length - 1 - k, length)).toBeCloseTo(1, 12)
        expect(dissolveOpacity(k, length)).toBeGreaterThan(0)
        expect(dissolveOpacity(k, length)).toBeLessThan(1)
      }
    }
  })
})

describe('clipIndexAt', () => {
  it('finds the last clip that has begun', () => {
    expect([0, 116, 117, 236, 237, 9999].map((frame) => clipIndexAt(plan.clips, frame))).toEqual([0, 0, 1, 1, 2, 2])
    expect(clipIndexAt([], 5)).toBe(-1)
  })
})
