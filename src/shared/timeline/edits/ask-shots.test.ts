import { describe, expect, it } from 'vitest'
import type { AssetId, ClipId, ProjectId, ShotId, TakeId } from '../../ids'
import { newDocument } from '../../project/new-document'
import { seconds } from '../../time/time'
import { moveClips } from './arrange-clips'
import {
  continueFromPrevious,
  leadIntoNext,
  markTake,
  pickTake,
  setFrameSource,
  stopContinuing,
  updateShot,
} from './ask-shots'
import { splitClip } from './cut-clips'
import { insertShots } from './insert-shots'

const [a, b, c] = ['a', 'b', 'c'] as unknown as [ShotId, ShotId, ShotId]
const take = 'take-1' as TakeId
const film = insertShots(newDocument('project' as ProjectId, 'Film'), {
  index: 0,
  shots: [a, b, c].map((shotId) => ({ shotId, clipId: `clip-${shotId}` as ClipId, assetId: null })),
})

describe('updateShot', () => {
  it('changes fields, and only when they differ', () => {
    expect(updateShot(film, { shotId: a, patch: { prompt: 'slow push in' } }).shots.get(a)?.prompt).toBe('slow push in')
    expect(updateShot(film, { shotId: a, patch: { seconds: 5, seed: null } })).toBe(film)
  })

  it('is impossible beyond the limits of a field', () => {
    expect(updateShot(film, { shotId: a, patch: { seconds: -1 } })).toBe(film)
    expect(updateShot(film, { shotId: a, patch: { prompt: 'x'.repeat(20_001) } })).toBe(film)
  })
})

describe('continueFromPrevious', () => {
  it('starts from the last visible frame of the shot before', () => {
    expect(continueFromPrevious(film, { shotId: b }).shots.get(b)?.start).toEqual({
      kind: 'shotFrame',
      shotId: a,
      take: 'pick',
      frame: 'lastVisible',
    })
    expect(continueFromPrevious(film, { shotId: a })).toBe(film)
  })

  it('looks past the other half of a split shot', () => {
    const split = splitClip(film, {
      clipId: 'clip-b' as ClipId,
      at: seconds(1),
      sourceLength: seconds(5),
      newClipId: 'half' as ClipId,
    })
    expect(continueFromPrevious(split, { shotId: b }).shots.get(b)?.start).toMatchObject({ shotId: a })
  })

  it('makes no step the second time, and can be taken back', () => {
    const chained = continueFromPrevious(film, { shotId: b })
    expect(continueFromPrevious(chained, { shotId: b })).toBe(chained)
    expect(stopContinuing(chained, { shotId: b }).shots.get(b)?.start).toBeNull()
    expect(stopContinuing(film, { shotId: b })).toBe(film)
  })

  it('is impossible when the shots would wait for each other', () => {
    const chain = continueFromPrevious(continueFromPrevious(film, { shotId: b }), { shotId: c })
    const turned = moveClips(chain, { clipIds: ['clip-a' as ClipId], index: 3 })
    expect(turned.track.clipIds).toEqual(['clip-b', 'clip-c', 'clip-a'])
    expect(continueFromPrevious(turned, { shotId: a })).toBe(turned)
  })
})

describe('leadIntoNext', () => {
  it('ends on the first visible frame of the shot after', () => {
    expect(leadIntoNext(film, { shotId: a }).shots.get(a)?.end).toEqual({
      kind: 'shotFrame',
      shotId: b,
      take: 'pick',
      frame: 'firstVisible',
    })
    expect(leadIntoNext(film, { shotId: c })).toBe(film)
  })

  it('makes no step the second time', () => {
    const led = leadIntoNext(film, { shotId: a })
    expect(leadIntoNext(led, { shotId: a })).toBe(led)
  })

  it('is impossible when the next shot waits for this one', () => {
    const chained = continueFromPrevious(film, { shotId: b })
    expect(leadIntoNext(chained, { shotId: a })).toBe(chained)
  })
})

describe('setFrameSource', () => {
  it('is impossible with a picture that is not in the project', () => {
    const source = { kind: 'picture', assetId: 'f'.repeat(64) as AssetId, framings: {} } as const
    expect(setFrameSource(film, { shotId: a, end: 'start', source })).toBe(film)
  })
})

describe('marks and picks', () => {
  it('unpins a take that is rejected, in one edit', () => {
    const pinned = pickTake(film, { shotId: a, takeId: take })
    const rejected = markTake(pinned, { takeId: take, patch: { reject: true } })
    expect(rejected.marks.get(take)?.reject).toBe(true)
    expect(rejected.shots.get(a)?.pick).toBeNull()
  })

  it('takes a rejection back when the take is picked', () => {
    const rejected = markTake(film, { takeId: take, patch: { reject: true } })
    const picked = pickTake(rejected, { shotId: a, takeId: take })
    expect(picked.shots.get(a)?.pick).toBe(take)
    expect(picked.marks.has(take)).toBe(false)
  })

  it('keeps no mark that says nothing', () => {
    const starred = markTake(film, { takeId: take, patch: { star: true } })
    expect(markTake(starred, { takeId: take, patch: { star: true } })).toBe(starred)
    expect(markTake(starred, { takeId: take, patch: { star: false } }).marks.size).toBe(0)
  })
})
