import { describe, expect, it } from 'vitest'
import { planFilm } from '../../shared/film/plan-film'
import type { ShotId } from '../../shared/ids'
import type { FrameSource } from '../../shared/project/document'
import { noTakes, sampleClip, sampleDocument, sampleShot } from '../../test-support/sample-film'
import { extendingOf, frameChoices, shotChoices } from './frame-choices'

const id = (number: number): ShotId => `s${number}` as ShotId
const last = (number: number): FrameSource => ({
  kind: 'shotFrame',
  shotId: id(number),
  take: 'pick',
  frame: 'lastVisible',
})

const film = sampleDocument({
  shots: [
    sampleShot(1, { name: 'Harbour' }),
    sampleShot(2, { name: 'Gulls', start: last(1) }),
    sampleShot(3, { name: 'Moonrise' }),
  ],
  clips: [sampleClip(1), sampleClip(2), sampleClip(3), sampleClip(4, { shotId: id(2) })],
})
const plan = planFilm(film, noTakes)

describe('the shots to take a frame of', () => {
  it('are all others once, earlier and later, and name the loop where there would be one', () => {
    expect(shotChoices(film, plan, id(1)).map(({ place, name, loop }) => [place, name, loop])).toEqual([
      [2, 'Gulls', 'Harbour → Gulls → Harbour'],
      [3, 'Moonrise', null],
    ])
    expect(shotChoices(film, plan, id(2)).every(({ loop }) => loop === null)).toBe(true)
  })
})

describe('the frames to take', () => {
  it('are the ends and the one under the playhead, where the playhead is on the shot', () => {
    expect(frameChoices(plan, id(3), 0).map(({ frame }) => frame)).toEqual(['firstVisible', 'lastVisible', null])
    const start = plan.clips[2]?.start ?? 0
    expect(frameChoices(plan, id(3), start + 36)[2]).toEqual({ label: 'At the playhead, 1.5 s', frame: [3, 2] })
  })
})

describe('going on from the clip itself', () => {
  it('is offered where the model can, and says which can where it can’t', () => {
    expect(extendingOf({ provider: 'runway', model: 'seedance2_5' })).toEqual({ refused: null })
    expect(extendingOf({ provider: 'runway', model: 'veo3.1' }).refused).toBe(
      'Veo 3.1 can’t go on from a clip, only from a frame of it. Gemini Omni Flash 1.1 and Seedance 2.5 can.',
    )
    expect(extendingOf({ provider: 'rehearsal', model: 'rehearsal' }).refused).toBe(
      'Rehearsal can’t go on from a clip, only from a frame of it.',
    )
  })
})
