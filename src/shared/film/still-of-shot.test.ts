import { describe, expect, it } from 'vitest'
import {
  assetIdOf,
  at24,
  noTakes,
  sampleClip,
  sampleDocument,
  samplePicture,
  sampleShot,
  sampleTake,
} from '../../test-support/sample-film'
import { indexTakes } from '../continuity/pick'
import type { ShotId, TakeId } from '../ids'
import type { Clip, FrameSource } from '../project/document'
import { rate, seconds } from '../time/time'
import { stillOfShot } from './still-of-shot'

type ShotFrame = Extract<FrameSource, { kind: 'shotFrame' }>

function frameOf(shot: number, frame: ShotFrame['frame'], take: ShotFrame['take'] = 'pick'): ShotFrame {
  return { kind: 'shotFrame', shotId: `s${shot}` as ShotId, take, frame }
}

const picture: FrameSource = { kind: 'picture', assetId: assetIdOf(7), framings: {} }
const takes = indexTakes([sampleTake(1)])

function stillOfSecond(start: FrameSource | null, first: Partial<Clip>, index = takes): ReturnType<typeof stillOfShot> {
  const shots = [sampleShot(1, { start: picture }), sampleShot(2, { start })]
  const clips = [sampleClip(1, first), sampleClip(2)]
  const document = sampleDocument({ clips, shots, assets: [samplePicture(7)] })
  return stillOfShot(document, index, sampleShot(2, { start }))
}

describe('a frame of another shot', () => {
  it('follows the cut: trimming the tail upstream changes the last visible frame', () => {
    const whole = stillOfSecond(frameOf(1, 'lastVisible'), {})
    const trimmed = stillOfSecond(frameOf(1, 'lastVisible'), { out: at24(80) })
    expect([whole, trimmed]).toEqual([
      { kind: 'takeFrame', takeId: 't1', frame: 119 },
      { kind: 'takeFrame', takeId: 't1', frame: 79 },
    ])
  })

  it('follows the cut at the head for the first visible frame', () => {
    expect(stillOfSecond(frameOf(1, 'firstVisible'), { in: at24(10) })).toMatchObject({ frame: 10 })
  })

  it('does not move when it is pinned to a time', () => {
    expect(stillOfSecond(frameOf(1, seconds(2)), { out: at24(30) })).toMatchObject({ frame: 48 })
    expect(stillOfSecond(frameOf(1, seconds(60)), {})).toMatchObject({ frame: 119 })
  })

  it('comes from the pinned take even when another is picked', () => {
    const two = indexTakes([sampleTake(1), sampleTake(2, { id: 't2' as TakeId, shotId: 's1' as ShotId, frames: 60 })])
    expect(stillOfSecond(frameOf(1, 'lastVisible'), {}, two)).toMatchObject({ takeId: 't2', frame: 59 })
    expect(stillOfSecond(frameOf(1, 'lastVisible', 't1' as TakeId), {}, two)).toMatchObject({
      takeId: 't1',
      frame: 119,
    })
  })

  it('counts in frames of the film', () => {
    const fast = indexTakes([sampleTake(1, { frames: 150, rate: rate(30) })])
    expect(stillOfSecond(frameOf(1, 'lastVisible'), {}, fast)).toMatchObject({ frame: 119 })
  })

  it('is that shot’s own still while it is not generated', () => {
    expect(stillOfSecond(frameOf(1, 'lastVisible'), {}, noTakes)).toEqual({
      kind: 'asset',
      assetId: assetIdOf(7),
      framing: null,
    })
  })
})

describe('a shot without a usable picture', () => {
  it('has no still', () => {
    expect(stillOfSecond(null, {})).toBeNull()
    expect(stillOfSecond(frameOf(99, 'lastVisible'), {})).toBeNull()
    expect(stillOfSecond({ kind: 'picture', assetId: assetIdOf(8), framings: {} }, {})).toBeNull()
  })

  it('has none when the shots it continues from go in a circle', () => {
    const shots = [
      sampleShot(1, { start: frameOf(2, 'lastVisible') }),
      sampleShot(2, { start: frameOf(1, 'lastVisible') }),
    ]
    const document = sampleDocument({ clips: [sampleClip(1), sampleClip(2)], shots })
    expect(stillOfShot(document, noTakes, sampleShot(1, { start: frameOf(2, 'lastVisible') }))).toBeNull()
  })
})

it('uses the framing kept for the film’s shape', () => {
  const start: FrameSource = { kind: 'picture', assetId: assetIdOf(7), framings: { '1:1': { kind: 'pad' } } }
  const square = sampleDocument({
    clips: [],
    shots: [],
    assets: [samplePicture(7)],
    settings: { size: { width: 960, height: 960 } },
  })
  expect(stillOfShot(square, noTakes, sampleShot(1, { start }))).toMatchObject({ framing: { kind: 'pad' } })
})
