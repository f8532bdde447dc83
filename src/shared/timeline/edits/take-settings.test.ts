import { describe, expect, it } from 'vitest'
import {
  assetIdOf,
  sampleClip,
  sampleDocument,
  samplePicture,
  sampleShot,
  sampleTake,
} from '../../../test-support/sample-film'
import type { ReferenceId, ShotId } from '../../ids'
import type { FrameSource } from '../../project/document'
import { askAgain } from './take-settings'

const s1 = 's1' as ShotId
const picture: FrameSource = { kind: 'picture', assetId: assetIdOf(1), framings: {} }
const fromOther: FrameSource = { kind: 'shotFrame', shotId: 's2' as ShotId, take: 'pick', frame: 'lastVisible' }

const film = sampleDocument({
  shots: [sampleShot(1, { prompt: 'now' }), sampleShot(2)],
  clips: [sampleClip(1), sampleClip(2)],
  assets: [samplePicture(1)],
})
const take = sampleTake(1, {
  prompt: 'pan left over Mara\nas an etching',
  written: 'pan left over @Mara',
  seconds: 3,
  seed: 7,
  audio: true,
  own: { start: picture, end: fromOther, references: [] },
})

describe('asking again for what a take was made with', () => {
  it('brings back words, seed, length, sound and frames, and says that nothing is missing', () => {
    const { document, lost } = askAgain(film, { shotId: s1, take })
    const again = { prompt: 'pan left over @Mara', seconds: 3, seed: 7, audio: true, start: picture, end: fromOther }
    expect(document.shots.get(s1)).toMatchObject(again)
    expect(lost).toEqual([])
    expect(askAgain(document, { shotId: s1, take }).document).toBe(document)
  })

  it('leaves out what the film no longer has, and says so', () => {
    const bare = sampleDocument({ shots: [sampleShot(1)], clips: [sampleClip(1)] })
    const references = [{ kind: 'reference' as const, referenceId: 'gone' as ReferenceId }]
    const own = { start: picture, end: fromOther, references }
    const { document, lost } = askAgain(bare, { shotId: s1, take: { ...take, own } })
    expect(document.shots.get(s1)).toMatchObject({ start: null, end: null, references: [] })
    expect(lost).toEqual(['startPicture', 'endShot', 'references'])
  })

  it('does not let two shots wait for each other', () => {
    const waits: FrameSource = { kind: 'shotFrame', shotId: s1, take: 'pick', frame: 'lastVisible' }
    const shots = [sampleShot(1), sampleShot(2, { start: waits })]
    const chained = sampleDocument({ shots, clips: [sampleClip(1), sampleClip(2)], assets: [samplePicture(1)] })
    expect(askAgain(chained, { shotId: s1, take }).lost).toEqual(['endShot'])
  })

  it('keeps the frames of the shot when the take did not note its own', () => {
    const framed = sampleDocument({
      shots: [sampleShot(1, { start: picture })],
      clips: [sampleClip(1)],
      assets: [samplePicture(1)],
    })
    const { document, lost } = askAgain(framed, { shotId: s1, take: sampleTake(1, { prompt: 'tilt up' }) })
    expect(document.shots.get(s1)).toMatchObject({ prompt: 'tilt up', start: picture })
    expect(lost).toEqual(['frames'])
  })

  it('says when nobody offers the model any more', () => {
    expect(askAgain(film, { shotId: s1, take: { ...take, model: 'retired' } }).lost).toEqual(['model'])
  })

  it('asks for nothing again of footage', () => {
    const footage = sampleTake(1, { provider: 'footage', model: 'footage' })
    expect(askAgain(film, { shotId: s1, take: footage })).toEqual({ document: film, lost: [] })
  })
})
