import { describe, expect, it } from 'vitest'
import { sampleClip, sampleDocument, sampleShot, sampleTake } from '../../test-support/sample-film'
import { indexTakes } from '../continuity/pick'
import type { ClipId, ShotId, TakeId } from '../ids'
import { markTake } from '../timeline/edits/ask-shots'
import { frames } from '../time/time'
import { comparedFrame, comparisonLength, takeAlone, takeInContext } from './compare-takes'

const shotId = 's2' as ShotId
const clipId = 'c2' as ClipId
const short = sampleTake(21, { shotId, frames: 96 })
const long = sampleTake(22, { shotId, frames: 120 })
const takes = indexTakes([sampleTake(1), short, long, sampleTake(3)])
const film = sampleDocument({
  shots: [1, 2, 3].map((number) => sampleShot(number)),
  clips: [sampleClip(1, { join: { kind: 'dissolve', length: frames(12) } }), sampleClip(2), sampleClip(3)],
})
const compared = { document: film, takes, clipId }

describe('a take alone', () => {
  it('is shown whole at the film’s rate', () => {
    const one = takeAlone(compared, short)
    expect([one.start, one.length, one.before, one.after]).toEqual([0, 96, 0, 0])
    expect(one.plan.clips.map(({ source }) => source)).toEqual([{ kind: 'take', takeId: short.id, rehearsal: true }])
  })
})

describe('a take in context', () => {
  it('stands between the last and the first second of its neighbours, with its joins', () => {
    const one = takeInContext(compared, short)
    const [, clip, next] = one.plan.clips
    expect(clip).toMatchObject({ start: 108, length: 96, overlapIn: 12, source: { takeId: short.id } })
    expect(next).toMatchObject({ start: 204 })
    expect([one.start, one.length, one.before, one.after]).toEqual([84, 24 + 96 + 24, 24, 24])
  })

  it('shows each take as the film would be with it, whatever is picked or rejected there', () => {
    const rejected = markTake(film, { takeId: short.id, patch: { reject: true } })
    const one = takeInContext({ ...compared, document: rejected }, short)
    expect(one.plan.clips[1]?.source).toMatchObject({ takeId: 't21' as TakeId })
    expect(takeInContext(compared, long).plan.clips[2]).toMatchObject({ start: 228 })
  })

  it('begins and ends with the film where there is no neighbour', () => {
    const alone = sampleDocument({ shots: [sampleShot(2)], clips: [sampleClip(2)] })
    const one = takeInContext({ ...compared, document: alone }, short)
    expect([one.start, one.length, one.before, one.after]).toEqual([0, 96, 0, 0])
  })

  it('takes no more of a neighbour than there is', () => {
    const near = indexTakes([sampleTake(1, { frames: 10 }), short, sampleTake(3, { frames: 7 })])
    const one = takeInContext({ ...compared, takes: near }, short)
    expect(one.start).toBe(0)
    expect(one.after).toBe(7)
  })
})

describe('takes of different lengths', () => {
  it('last as long as the longest; the shorter one holds its last frame', () => {
    const all = [takeAlone(compared, short), takeAlone(compared, long)]
    expect(comparisonLength(all)).toBe(120)
    expect(all.map((one) => comparedFrame(one, 95))).toEqual([95, 95].map((frame) => ({ frame, holds: false })))
    expect(all.map((one) => comparedFrame(one, 119))).toEqual([
      { frame: 95, holds: true },
      { frame: 119, holds: false },
    ])
  })
})
