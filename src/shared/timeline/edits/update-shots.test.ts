import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { applyDiff, diffDocuments, reverseDiff } from '../../project/diff'
import type { ClipId, ProjectId, ShotId } from '../../ids'
import { newDocument } from '../../project/new-document'
import { updateShot } from './ask-shots'
import { insertShots } from './insert-shots'
import { updateShots } from './update-shots'

const ids = ['a', 'b', 'c'] as unknown as ShotId[]
const film = insertShots(newDocument('project' as ProjectId, 'Film'), {
  index: 0,
  shots: ids.map((shotId) => ({ shotId, clipId: `clip-${shotId}` as ClipId, assetId: null })),
})

const change = fc.record({
  shotId: fc.constantFrom(...ids, 'gone' as ShotId),
  patch: fc.record(
    { name: fc.string(), seconds: fc.integer({ min: -1, max: 20 }), seed: fc.constantFrom(null, 7, -3) },
    { requiredKeys: [] },
  ),
})

describe('changes of many shots', () => {
  test.prop([fc.array(change, { maxLength: 6 })])(
    'are those of each one after the other, and can be taken back',
    (changes) => {
      const after = updateShots(film, changes)
      expect(after.shots).toEqual(changes.reduce(updateShot, film).shots)
      expect(applyDiff(after, reverseDiff(diffDocuments(film, after)))).toEqual({ ok: true, value: film })
    },
  )

  it('leave the film itself alone when nothing differs, and drop end frames when asked to', () => {
    const [a = '' as ShotId, b = '' as ShotId] = ids
    expect(updateShots(film, [{ shotId: a, patch: { seed: null } }])).toBe(film)
    const ended = { ...film.shots.get(a), end: { kind: 'shotFrame', shotId: b, take: 'pick', frame: 'firstVisible' } }
    const withEnd = { ...film, shots: new Map(film.shots).set(a, ended as never) }
    expect(updateShots(withEnd, [{ shotId: a, patch: {}, dropsEnd: true }]).shots.get(a)?.end).toBeNull()
  })
})
