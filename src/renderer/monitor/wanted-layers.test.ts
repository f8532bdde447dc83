import { describe, expect, test } from 'vitest'
import { clipIdSchema, shotIdSchema, takeIdSchema } from '../../shared/ids'
import { planPrompt } from '../../shared/film/camera-plan'
import type { FilmPlan, PlannedClip, PlannedSource } from '../../shared/film/plan'
import { frames, rate } from '../../shared/time/time'
import { framesAhead, wantedLayers } from './wanted-layers'

const takeId = takeIdSchema.parse('take-1')
const take: PlannedSource = { kind: 'take', takeId, rehearsal: true }
const camera = planPrompt('push in', { length: 20, rate: rate(24), size: { width: 1280, height: 720 } }).path
const still: PlannedSource = { kind: 'still', picture: { kind: 'takeFrame', takeId, frame: 9 }, camera }

function clip(index: number, start: number, length: number, change: Partial<PlannedClip> = {}): PlannedClip {
  const shotId = shotIdSchema.parse(`shot-${index}`)
  return {
    clipId: clipIdSchema.parse(`clip-${index}`),
    shotId,
    index,
    start: frames(start),
    length: frames(length),
    sourceIn: frames(0),
    sourceLength: frames(length),
    source: { kind: 'card', shotId, title: 'Name', text: 'Words' },
    overlapIn: frames(0),
    overlapOut: frames(0),
    flags: [],
    ...change,
  }
}

function film(...clips: readonly PlannedClip[]): FilmPlan {
  const last = clips.at(-1)!
  const size = { width: 1280, height: 720 }
  return { rate: rate(24), size, fit: 'letterbox', clips, sounds: [], length: frames(last.start + last.length) }
}

const none = new Map()

describe('what has to be on screen', () => {
  test('a trimmed take shows the source frame under the playhead', () => {
    const plan = film(clip(0, 0, 20, { source: take, sourceIn: frames(5), sourceLength: frames(40) }))
    expect(wantedLayers(plan, 7, none)).toMatchObject([
      { kind: 'video', sourceFrame: 12, mark: plan.size, window: null },
    ])
  })

  test('a still shows its window, whole on the first frame and nearest on the last', () => {
    const plan = film(clip(0, 0, 20, { source: still }))
    expect(wantedLayers(plan, 0, none)[0]?.window?.scale).toBe(1)
    expect(wantedLayers(plan, 19, none)[0]?.window?.scale).toBeLessThan(0.99)
  })

  test('a card stands still', () => {
    expect(wantedLayers(film(clip(0, 0, 20)), 10, none)).toMatchObject([
      { kind: 'picture', window: { x: 0.5, y: 0.5, scale: 1, roll: 0 }, mark: null },
    ])
  })

  test('in a dissolve both clips, the incoming one over the other', () => {
    const plan = film(
      clip(0, 0, 20, { overlapOut: frames(4) }),
      clip(1, 16, 20, { overlapIn: frames(4), source: take }),
    )
    expect(wantedLayers(plan, 17, none)).toMatchObject([
      { kind: 'picture', opacity: 1 },
      { kind: 'video', opacity: 2 / 5, sourceFrame: 1 },
    ])
  })

  test('new pixels of a take get another key, for the moving and the still', () => {
    const plan = film(clip(0, 0, 20, { source: take }), clip(1, 20, 20, { source: still }))
    const versions = new Map([[takeId, 1]])
    for (const frame of [0, 20]) {
      const [before] = wantedLayers(plan, frame, none)
      const [after] = wantedLayers(plan, frame, versions)
      expect(after!.key).not.toBe(before!.key)
      expect(after!.address).toBe(`${before!.address}#1`)
    }
  })
})

describe('what is prepared', () => {
  const plan = film(clip(0, 0, 10), clip(1, 10, 10), clip(2, 20, 10), clip(3, 30, 10))

  test('the next cuts, then the ones behind', () => {
    expect(framesAhead(plan, 12, 1, null)).toEqual([20, 30, 9])
    expect(framesAhead(plan, 25, -1, null)).toEqual([19, 9, 30])
  })

  test('the loop comes before what lies outside of it', () => {
    expect(framesAhead(plan, 25, 1, { start: 5, end: 28 })).toEqual([5, 30, 19, 9])
    expect(framesAhead(plan, 12, 1, { start: 5, end: 28 })).toEqual([20, 5, 30, 9])
    expect(framesAhead(plan, 6, -1, { start: 5, end: 28 })).toEqual([27, 10, 20])
  })
})
