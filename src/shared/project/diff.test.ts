import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { arbitraryDocument, arbitraryEdit } from '../../test-support/arbitrary-film'
import { sampleClip, sampleDocument, sampleShot } from '../../test-support/sample-film'
import { applyDiff, diffDocuments, documentDiffSchema, reverseDiff, type DocumentDiff } from './diff'
import type { FilmDocument } from './document'
import { findBrokenInvariant } from './invariants'
import { savedFromDocument } from './saved-document'

function applied(document: FilmDocument, diff: DocumentDiff): FilmDocument {
  const result = applyDiff(document, diff)
  if (!result.ok) throw new Error('refused')
  return result.value
}

function sent(diff: DocumentDiff): DocumentDiff {
  return documentDiffSchema.parse(JSON.parse(JSON.stringify(diff)))
}

const edits = fc.array(arbitraryEdit, { minLength: 1, maxLength: 12 })

test('edits of the arbitrary film keep its rules', () => {
  fc.assert(
    fc.property(arbitraryDocument, edits, (start, list) => {
      let document = start
      for (const edit of list) document = edit(document)
      expect(findBrokenInvariant(document)).toBeNull()
    }),
  )
})

test('applying a diff gives the document it was made from, also after a journey as JSON', () => {
  fc.assert(
    fc.property(arbitraryDocument, arbitraryEdit, (before, edit) => {
      const after = edit(before)
      const diff = diffDocuments(before, after)
      expect(savedFromDocument(applied(before, diff))).toEqual(savedFromDocument(after))
      expect(savedFromDocument(applied(before, sent(diff)))).toEqual(savedFromDocument(after))
    }),
  )
})

test('the reversed diff takes every edit back, and reversed again repeats it', () => {
  fc.assert(
    fc.property(arbitraryDocument, edits, (start, list) => {
      let document = start
      const done: DocumentDiff[] = []
      for (const edit of list) {
        const next = edit(document)
        done.push(diffDocuments(document, next))
        document = next
      }
      const end = savedFromDocument(document)
      for (const diff of done.toReversed()) document = applied(document, sent(reverseDiff(diff)))
      expect(savedFromDocument(document)).toEqual(savedFromDocument(start))
      for (const diff of done) document = applied(document, reverseDiff(reverseDiff(diff)))
      expect(savedFromDocument(document)).toEqual(end)
    }),
  )
})

test('a diff holds only what changed', () => {
  fc.assert(
    fc.property(arbitraryDocument, arbitraryEdit, (before, edit) => {
      const after = edit(before)
      for (const change of diffDocuments(before, after)) expect(change.before).not.toBe(change.after)
      expect(diffDocuments(before, before)).toEqual([])
      expect(diffDocuments(before, { ...before })).toEqual([])
    }),
  )
})

test('applying leaves the given document and its untouched tables as they were', () => {
  fc.assert(
    fc.property(arbitraryDocument, arbitraryEdit, (before, edit) => {
      const diff = diffDocuments(before, edit(before))
      const seen = JSON.stringify(savedFromDocument(before))
      const after = applied(before, diff)
      expect(JSON.stringify(savedFromDocument(before))).toBe(seen)
      const touched = new Set<string>(diff.map((change) => change.table))
      for (const table of ['settings', 'track', 'assets', 'shots', 'clips', 'marks', 'sounds'] as const) {
        if (!touched.has(table)) expect(after[table]).toBe(before[table])
      }
    }),
  )
})

describe('a diff made on another document is refused', () => {
  const document = sampleDocument({ clips: [sampleClip(1)] })
  const shot = sampleShot(1)
  const other = sampleShot(2)

  test.each<[string, DocumentDiff]>([
    ['adds what exists', [{ table: 'shots', id: 's1', before: null, after: shot }]],
    ['changes what does not exist', [{ table: 'shots', id: 's2', before: other, after: other }]],
    ['removes what does not exist', [{ table: 'shots', id: 's2', before: other, after: null }]],
    ['names a record by another id', [{ table: 'shots', id: 's1', before: shot, after: other }]],
    [
      'adds the same record twice',
      [
        { table: 'shots', id: 's2', before: null, after: other },
        { table: 'shots', id: 's2', before: null, after: other },
      ],
    ],
    ['removes the settings', [{ table: 'settings', id: 'settings', before: document.settings, after: null }]],
    ['adds a track', [{ table: 'track', id: 'picture', before: null, after: document.track }]],
    ['names the track otherwise', [{ table: 'track', id: 'sound', before: document.track, after: document.track }]],
  ])('%s', (_, diff) => {
    expect(applyDiff(document, diff)).toEqual({ ok: false, problem: 'conflict' })
  })

  test('one bad change among good ones changes nothing', () => {
    const diff: DocumentDiff = [
      { table: 'shots', id: 's2', before: null, after: other },
      { table: 'clips', id: 'c9', before: sampleClip(9), after: null },
    ]
    expect(applyDiff(document, diff).ok).toBe(false)
    expect(document.shots.has(other.id)).toBe(false)
  })
})
