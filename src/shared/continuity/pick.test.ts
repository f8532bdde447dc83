import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleClip, sampleDocument, sampleShot, sampleTake } from '../../test-support/sample-film'
import { applyDiff, diffDocuments, reverseDiff, type DocumentDiff } from '../project/diff'
import type { FilmDocument, Shot } from '../project/document'
import { findBrokenInvariant } from '../project/invariants'
import { savedFromDocument } from '../project/saved-document'
import { markTake, pickTake } from '../timeline/edits/ask-shots'
import type { ShotId, TakeId } from '../ids'
import { indexTakes, neighbourTake, pickedTake } from './pick'

const s1 = 's1' as ShotId
const takes = indexTakes([1, 2, 3, 4].map((number) => sampleTake(number, { shotId: s1 })))
const film = sampleDocument({ shots: [sampleShot(1)], clips: [sampleClip(1)] })

function shotOf(document: FilmDocument): Shot {
  const shot = document.shots.get(s1)
  if (!shot) throw new Error('the shot is there')
  return shot
}

const step = (document: FilmDocument, by: 1 | -1): FilmDocument => {
  const next = neighbourTake(document, takes, shotOf(document), by)
  return next ? pickTake(document, { shotId: s1, takeId: next.id }) : document
}
const shown = (document: FilmDocument): string | undefined => pickedTake(document, takes, shotOf(document))?.id
const reject = (document: FilmDocument, number: number): FilmDocument =>
  markTake(document, { takeId: `t${number}` as TakeId, patch: { reject: true } })

describe('stepping through the takes of a shot', () => {
  it('goes from the newest back and forth again, and stays at either end', () => {
    const back = step(film, -1)
    expect(shown(back)).toBe('t3')
    expect(shown(step(back, 1))).toBe('t4')
    expect(step(film, 1)).toBe(film)
    expect(shown(step(step(step(step(film, -1), -1), -1), -1))).toBe('t1')
  })

  it('passes over rejected takes, and finds none where all are', () => {
    expect(shown(step(reject(film, 3), -1))).toBe('t2')
    const all = [1, 2, 3, 4].reduce(reject, film)
    expect(shown(all)).toBeUndefined()
    expect(step(all, -1)).toBe(all)
  })
})

describe('marks and picks in any order', () => {
  type Edit = (document: FilmDocument) => FilmDocument
  const takeId = fc.constantFrom(...[1, 2, 3, 4].map((number) => `t${number}` as TakeId))
  const edit: fc.Arbitrary<Edit> = fc.oneof(
    fc.record({ id: takeId, star: fc.boolean() }).map(
      ({ id, star }): Edit =>
        (now) =>
          markTake(now, { takeId: id, patch: { star } }),
    ),
    fc.record({ id: takeId, off: fc.boolean() }).map(
      ({ id, off }): Edit =>
        (now) =>
          markTake(now, { takeId: id, patch: { reject: off } }),
    ),
    fc.record({ id: takeId, note: fc.string({ maxLength: 20 }) }).map(
      ({ id, note }): Edit =>
        (now) =>
          markTake(now, { takeId: id, patch: { note } }),
    ),
    fc.option(takeId).map(
      (id): Edit =>
        (now) =>
          pickTake(now, { shotId: s1, takeId: id }),
    ),
    fc.constantFrom(1 as const, -1 as const).map(
      (by): Edit =>
        (now) =>
          step(now, by),
    ),
  )

  function applied(document: FilmDocument, diff: DocumentDiff): FilmDocument {
    const result = applyDiff(document, diff)
    if (!result.ok) throw new Error('refused')
    return result.value
  }

  it('come back with undo and return with redo, lose no take, and never show a rejected one', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 20 }), (edits) => {
        const diffs: DocumentDiff[] = []
        let now = film
        for (const one of edits) {
          const next = one(now)
          diffs.push(diffDocuments(now, next))
          now = next
          expect(findBrokenInvariant(now)).toBeNull()
          const picked = shown(now)
          expect(picked !== undefined && now.marks.get(picked as TakeId)?.reject === true).toBe(false)
        }
        const undone = diffs.toReversed().reduce((document, diff) => applied(document, reverseDiff(diff)), now)
        expect(savedFromDocument(undone)).toEqual(savedFromDocument(film))
        expect(savedFromDocument(diffs.reduce(applied, undone))).toEqual(savedFromDocument(now))
        expect(takes.byShot.get(s1)?.length).toBe(4)
      }),
    )
  })
})
