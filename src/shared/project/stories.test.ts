import { describe, expect, test } from 'vitest'
import {
  assetIdOf,
  at24,
  noTakes,
  sampleClip,
  sampleDocument,
  sampleShot,
  sampleSound,
  sampleSoundAsset,
  sampleTake,
} from '../../test-support/sample-film'
import { indexTakes, pickedTake, type TakeIndex } from '../continuity/pick'
import { isEdited } from '../continuity/stale'
import { planFilm } from '../film/plan-film'
import type { ClipId, ShotId, TakeId } from '../ids'
import { requestHashOf } from '../models/build-request'
import { markTake, pickTake, updateShot } from '../timeline/edits/ask-shots'
import { changeRate } from '../timeline/edits/change-settings'
import { splitClip } from '../timeline/edits/cut-clips'
import { frames, rate, seconds } from '../time/time'
import { applyDiff, diffDocuments, reverseDiff, type DocumentDiff } from './diff'
import type { FilmDocument } from './document'
import { findBrokenInvariant } from './invariants'
import { savedFromDocument } from './saved-document'

const s1 = 's1' as ShotId
const [t1, t2] = ['t1' as TakeId, 't2' as TakeId]

function applied(document: FilmDocument, diff: DocumentDiff): FilmDocument {
  const result = applyDiff(document, diff)
  if (!result.ok) throw new Error('refused')
  return result.value
}

interface Step {
  readonly after: FilmDocument
  readonly diff: DocumentDiff
}

/** One edit as the window makes it: a new document and the one diff that leads there and back. */
function step(before: FilmDocument, edit: (document: FilmDocument) => FilmDocument): Step {
  const after = edit(before)
  const diff = diffDocuments(before, after)
  expect(findBrokenInvariant(after)).toBeNull()
  expect(savedFromDocument(applied(after, reverseDiff(diff)))).toEqual(savedFromDocument(before))
  return { after, diff }
}

function shown(document: FilmDocument, takes: TakeIndex): TakeId | undefined {
  const shot = document.shots.get(s1)
  return shot && pickedTake(document, takes, shot)?.id
}

test('story 2, split, then "generate all": one shot to ask for, and both clips show its new take', () => {
  const start = sampleDocument({ clips: [sampleClip(1)] })
  const { after, diff } = step(start, (document) =>
    splitClip(document, { clipId: 'c1' as ClipId, at: at24(60), sourceLength: seconds(5), newClipId: 'c2' as ClipId }),
  )
  expect(diff.map((change) => change.table)).toEqual(['track', 'clips', 'clips'])
  expect(after.shots.size).toBe(1)
  const plan = planFilm(after, indexTakes([sampleTake(1)]))
  expect(plan.clips.map((clip) => clip.source)).toEqual(
    [1, 2].map(() => ({ kind: 'take', takeId: t1, rehearsal: true })),
  )
  expect(plan.clips.map((clip) => [clip.start, clip.length, clip.sourceIn])).toEqual([
    [0, 60, 0],
    [60, 60, 60],
  ])
})

test('story 4, undo after an arrival: the prompt goes back, the take stays, the clip shows edited', () => {
  const start = sampleDocument({ clips: [sampleClip(1)] })
  const { after, diff } = step(start, (document) => updateShot(document, { shotId: s1, patch: { prompt: 'Rain' } }))
  const asked = after.shots.get(s1)
  if (!asked) throw new Error('the shot is there')
  const take = sampleTake(1, { prompt: 'Rain', requestHash: requestHashOf(after, asked) })
  expect(isEdited(after, asked, take)).toBe(false)
  const undone = applied(after, reverseDiff(diff))
  const shot = undone.shots.get(s1)
  if (!shot) throw new Error('the shot is there')
  expect(shot.prompt).toBe('')
  expect(shown(undone, indexTakes([take]))).toBe(t1)
  expect(isEdited(undone, shot, take)).toBe(true)
})

test('story 5, pick, star, reject, undo: each one step; rejecting the newest shows the one before', () => {
  const takes = indexTakes([sampleTake(1), sampleTake(2, { shotId: s1 })])
  const start = sampleDocument({ clips: [sampleClip(1)] })
  expect(shown(start, takes)).toBe(t2)
  const rejected = step(start, (document) => markTake(document, { takeId: t2, patch: { reject: true } }))
  expect(shown(rejected.after, takes)).toBe(t1)
  const starred = step(rejected.after, (document) => markTake(document, { takeId: t1, patch: { star: true } }))
  const picked = step(starred.after, (document) => pickTake(document, { shotId: s1, takeId: t2 }))
  expect(shown(picked.after, takes)).toBe(t2)
  let document = picked.after
  for (const { diff } of [picked, starred, rejected]) document = applied(document, reverseDiff(diff))
  expect(savedFromDocument(document)).toEqual(savedFromDocument(start))
  expect(takes.byId.size).toBe(2)
})

describe('story 8, change the rate 24 to 25 with trims, dissolves and music', () => {
  const start = sampleDocument({
    shots: [sampleShot(1), sampleShot(2), sampleShot(3)],
    clips: [
      sampleClip(1, { in: at24(7), out: at24(100), join: { kind: 'dissolve', length: frames(12) } }),
      sampleClip(2, { join: { kind: 'dissolve', length: frames(7) } }),
      sampleClip(3, { out: at24(61) }),
    ],
    assets: [sampleSoundAsset(1, 3), sampleSoundAsset(2, 8)],
    sounds: [
      sampleSound(1, { start: frames(5), fadeIn: frames(11) }),
      sampleSound(2, { start: frames(77), assetId: assetIdOf(2), fadeOut: frames(24) }),
    ],
  })
  const { after } = step(start, (document) => changeRate(document, { rate: rate(25) }))
  const [before, now] = [planFilm(start, noTakes), planFilm(after, noTakes)]

  test('seconds stay, joins keep their time within a frame', () => {
    expect([...after.clips.values()].map((clip) => [clip.in, clip.out])).toEqual(
      [...start.clips.values()].map((clip) => [clip.in, clip.out]),
    )
    now.clips.forEach((clip, index) => {
      const was = before.clips[index]
      expect(Math.abs(clip.overlapOut / 25 - (was?.overlapOut ?? NaN) / 24)).toBeLessThanOrEqual(1 / 25)
    })
    now.sounds.forEach((sound, index) => {
      const was = before.sounds[index]
      expect(Math.abs(sound.start / 25 - (was?.start ?? NaN) / 24)).toBeLessThanOrEqual(1 / 25)
    })
  })

  test('nothing overlaps but the joins', () => {
    now.clips.slice(1).forEach((clip, index) => {
      const previous = now.clips[index]
      expect(clip.start).toBe((previous?.start ?? NaN) + (previous?.length ?? NaN) - (previous?.overlapOut ?? NaN))
    })
    const [first, second] = now.sounds
    expect((first?.start ?? NaN) + (first?.length ?? NaN)).toBeLessThanOrEqual(second?.start ?? NaN)
  })
})
