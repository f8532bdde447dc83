import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ProjectId } from '../../../shared/ids'
import { diffDocuments } from '../../../shared/project/diff'
import type { FilmDocument } from '../../../shared/project/document'
import { savedFromDocument } from '../../../shared/project/saved-document'
import { arbitraryDocument, arbitraryEdit } from '../../../test-support/arbitrary-film'
import { editsSince, recoveryRecordSchema, replayEdits, type RecordedEdit, type RecoveryRecord } from './recovery'

const at = '2026-01-01T00:00:00.000Z'

function edit(label: string): RecordedEdit {
  return { kind: 'edit', at, label, diff: [] }
}

function mark(sha256: string): RecoveryRecord {
  return { kind: 'saved', at, sha256 }
}

describe('the edits that are not in the saved film', () => {
  const [a, b, c] = [edit('a'), edit('b'), edit('c')]

  test.each<[string, RecoveryRecord[], readonly RecordedEdit[] | null]>([
    ['none in an empty journal', [], []],
    ['those after its mark', [mark('old'), a, mark('now'), b, c], [b, c]],
    ['those after its last mark', [mark('now'), a, mark('now'), b], [b]],
    ['also behind the mark of a save that did not happen', [mark('now'), a, mark('failed'), b], [a, b]],
    ['none when only other films were marked', [mark('other')], []],
    ['unknown when they belong to another film', [mark('other'), a], null],
    ['unknown without any mark', [a], null],
  ])('%s', (_, records, expected) => {
    expect(editsSince(records, 'now')).toEqual(expected)
  })
})

/** The edits as they come back from the journal. */
function recorded(start: FilmDocument, edits: readonly ((document: FilmDocument) => FilmDocument)[]) {
  let document = start
  const records = edits.map((change) => {
    const next = change(document)
    const record = { ...edit('x'), diff: diffDocuments(document, next) }
    document = next
    return recoveryRecordSchema.parse(JSON.parse(JSON.stringify(record))) as RecordedEdit
  })
  return { document, records }
}

test('replaying the recorded edits gives the film that was lost', () => {
  fc.assert(
    fc.property(arbitraryDocument, fc.array(arbitraryEdit, { maxLength: 15 }), (start, edits) => {
      const { document, records } = recorded(start, edits)
      const replayed = replayEdits(start, records)
      expect(replayed.made).toBe(edits.length)
      expect(savedFromDocument(replayed.document)).toEqual(savedFromDocument(document))
    }),
  )
})

test('in a copy the replayed edits keep the identity of the copy', () => {
  fc.assert(
    fc.property(arbitraryDocument, fc.array(arbitraryEdit, { maxLength: 8 }), (start, edits) => {
      const { records } = recorded(start, edits)
      const copy = { ...start, settings: { ...start.settings, projectId: 'copy' as ProjectId } }
      expect(replayEdits(copy, records).document.settings.projectId).toBe('copy')
    }),
  )
})

test('replaying stops before the first edit that does not fit', () => {
  fc.assert(
    fc.property(arbitraryDocument, fc.array(arbitraryEdit, { maxLength: 6 }), (start, edits) => {
      const { document, records } = recorded(start, edits)
      const misfit = { ...edit('misfit'), diff: [{ table: 'marks', id: 'none', before: { id: 'none' }, after: null }] }
      const replayed = replayEdits(start, [...records, misfit as unknown as RecordedEdit, ...records])
      expect(replayed.made).toBe(edits.length)
      expect(savedFromDocument(replayed.document)).toEqual(savedFromDocument(document))
    }),
  )
})
