import { expect, test } from 'vitest'
import {
  assetIdOf,
  sampleClip,
  sampleDocument,
  samplePicture,
  sampleReference,
  sampleShot,
  sampleSound,
  sampleSoundAsset,
} from '../../test-support/sample-film'
import type { ShotId, TakeId } from '../ids'
import { seconds } from '../time/time'
import type { FilmDocument, FrameSource, Reference } from './document'
import { findBrokenInvariant } from './invariants'
import { recordLimits } from './saved-document'

const picture: FrameSource = { kind: 'picture', assetId: assetIdOf(1), framings: {} }

function frameOf(shotId: string, frame: 'lastVisible' | ReturnType<typeof seconds> = 'lastVisible'): FrameSource {
  return { kind: 'shotFrame', shotId: shotId as ShotId, take: 'pick', frame }
}

const good = sampleDocument({
  shots: [sampleShot(1, { start: picture, end: frameOf('s2', seconds(3)) })],
  clips: [sampleClip(1, { in: seconds(1), out: seconds(2) }), sampleClip(2)],
  assets: [samplePicture(1), sampleSoundAsset(2, 60)],
  sounds: [sampleSound(2)],
})

function referencesOf(...references: readonly Reference[]): FilmDocument['references'] {
  return new Map(references.map((reference) => [reference.id, reference]))
}

test('a sound film has no broken rule', () => {
  expect(findBrokenInvariant(good)).toBeNull()
})

test('a start frame may name a shot that was deleted', () => {
  const document = sampleDocument({ shots: [sampleShot(1, { start: frameOf('gone') })], clips: [sampleClip(1)] })
  expect(findBrokenInvariant(document)).toBeNull()
})

test.each<[string, FilmDocument]>([
  [
    'on the track twice',
    { ...good, track: { ...good.track, clipIds: [...good.track.clipIds, ...good.track.clipIds] } },
  ],
  ['not on the track', { ...good, track: { ...good.track, clipIds: good.track.clipIds.slice(1) } }],
  [
    'clip that does not exist',
    { ...good, clips: new Map([...good.clips].slice(1).concat([['x', sampleClip(9)]] as never)) },
  ],
  ['of a shot that does not exist', { ...good, shots: new Map([...good.shots].slice(1)) }],
  ['ends before it begins', sampleDocument({ clips: [sampleClip(1, { in: seconds(2), out: seconds(2) })] })],
  ['cut beyond 10 hours', sampleDocument({ clips: [sampleClip(1, { in: seconds(36_001) })] })],
  ['a frame beyond', sampleDocument({ shots: [sampleShot(1, { end: frameOf('s2', seconds(40_000)) })], clips: [] })],
  ['starts from itself', sampleDocument({ shots: [sampleShot(1, { start: frameOf('s1') })], clips: [sampleClip(1)] })],
  ['picture that is not in', sampleDocument({ shots: [sampleShot(1, { start: picture })], clips: [sampleClip(1)] })],
  [
    'picture that is not in',
    sampleDocument({ shots: [sampleShot(1, { start: picture })], clips: [], assets: [sampleSoundAsset(1, 5)] }),
  ],
  ['no sound file', sampleDocument({ clips: [], sounds: [sampleSound(1)], assets: [samplePicture(1)] })],
  [
    'longer than 10 hours',
    sampleDocument({ clips: [], sounds: [sampleSound(1)], assets: [sampleSoundAsset(1, 40_000)] }),
  ],
  [
    'two references are called NAME1',
    { ...good, references: referencesOf(sampleReference(1), sampleReference(2, { name: 'NAME1', assetIds: [] })) },
  ],
  [
    'has a picture twice',
    { ...good, references: referencesOf(sampleReference(1, { assetIds: [assetIdOf(1), assetIdOf(1)] })) },
  ],
  ['name2 uses a picture that is not in', { ...good, references: referencesOf(sampleReference(2)) }],
  [
    'a reference that is not in',
    sampleDocument({
      shots: [sampleShot(1, { references: [{ kind: 'reference', referenceId: sampleReference(1).id }] })],
      clips: [],
    }),
  ],
  [
    'a sound that is not in',
    sampleDocument({
      shots: [sampleShot(1, { references: [{ kind: 'sound', assetId: assetIdOf(1) }] })],
      clips: [],
      assets: [samplePicture(1)],
    }),
  ],
  [
    'more than 2000 shots',
    sampleDocument({ clips: [], shots: Array.from({ length: recordLimits.shots + 1 }, (_, n) => sampleShot(n)) }),
  ],
  [
    'more than 20000 marks',
    sampleDocument({
      clips: [],
      rejected: Array.from({ length: recordLimits.marks + 1 }, (_, n) => `t${n}` as TakeId),
    }),
  ],
])('a broken rule is told: %s', (words, document) => {
  expect(findBrokenInvariant(document)).toContain(words)
})
