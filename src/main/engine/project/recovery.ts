import { z } from 'zod'
import { applyDiff, documentDiffSchema } from '../../../shared/project/diff'
import type { FilmDocument } from '../../../shared/project/document'
import { findBrokenInvariant } from '../../../shared/project/invariants'

const editSchema = z.object({
  kind: z.literal('edit'),
  at: z.iso.datetime(),
  label: z.string().max(120),
  diff: documentDiffSchema,
})
export type RecordedEdit = z.infer<typeof editSchema>

/** The edits before this line are in the saved film with that hash. */
const savedSchema = z.object({ kind: z.literal('saved'), at: z.iso.datetime(), sha256: z.string().max(64) })
export type SavedMark = z.infer<typeof savedSchema>

export const recoveryRecordSchema = z.discriminatedUnion('kind', [editSchema, savedSchema])
export type RecoveryRecord = z.infer<typeof recoveryRecordSchema>

/**
 * The edits made after the film with this hash was saved; null when the journal has edits but belongs to another film
 * than the saved one. A save writes its mark before the film, so a crash between the two is seen right either way.
 */
export function editsSince(records: readonly RecoveryRecord[], sha256: string): readonly RecordedEdit[] | null {
  const mark = records.findLastIndex((record) => record.kind === 'saved' && record.sha256 === sha256)
  const edits = records.slice(mark + 1).filter((record) => record.kind === 'edit')
  return mark === -1 && edits.length > 0 ? null : edits
}

/** The film with these settings but its own identity: an edit recorded in the original must not rename a copy. */
function withOwnIdentity(document: FilmDocument, own: FilmDocument): FilmDocument {
  const { projectId } = own.settings
  return document.settings.projectId === projectId
    ? document
    : { ...document, settings: { ...document.settings, projectId } }
}

/** Makes the edits again, up to the first that does not fit; `made` says how many did. */
export function replayEdits(
  start: FilmDocument,
  edits: readonly RecordedEdit[],
): { readonly document: FilmDocument; readonly made: number } {
  let document = start
  let made = 0
  for (const edit of edits) {
    const next = applyDiff(document, edit.diff)
    if (!next.ok || findBrokenInvariant(next.value) !== null) break
    document = withOwnIdentity(next.value, start)
    made++
  }
  return { document, made }
}
