import { z } from 'zod'
import { fail, succeed, type Result } from '../result'
import {
  assetSchema,
  clipSchema,
  referenceSchema,
  settingsSchema,
  shotSchema,
  soundSchema,
  takeMarkSchema,
  trackSchema,
  type FilmDocument,
} from './document'
import { markerSchema } from './marker'

const mapTables = ['assets', 'shots', 'clips', 'marks', 'sounds', 'references', 'markers'] as const
type MapTable = (typeof mapTables)[number]

function change<Table extends string, Record extends z.ZodType>(table: Table, record: Record) {
  return z.object({
    table: z.literal(table),
    id: z.string().max(100),
    before: record.nullable(),
    after: record.nullable(),
  })
}

const recordChangeSchema = z.discriminatedUnion('table', [
  change('settings', settingsSchema),
  change('track', trackSchema),
  change('assets', assetSchema),
  change('shots', shotSchema),
  change('clips', clipSchema),
  change('marks', takeMarkSchema),
  change('sounds', soundSchema),
  change('references', referenceSchema),
  change('markers', markerSchema),
])

/**
 * What an edit changed, record by record. One value serves undo (reverse it), the recovery journal
 * (write it as a line) and the engine (apply it to its own copy).
 */
export const documentDiffSchema = z.array(recordChangeSchema).max(20_000).readonly()
export type RecordChange = z.infer<typeof recordChangeSchema>
export type DocumentDiff = z.infer<typeof documentDiffSchema>

interface AnyRecord {
  readonly id: string
}

function mapChanges(table: MapTable, before: FilmDocument, after: FilmDocument): RecordChange[] {
  const old: ReadonlyMap<string, AnyRecord> = before[table]
  const now: ReadonlyMap<string, AnyRecord> = after[table]
  if (old === now) return []
  const changes: { table: MapTable; id: string; before: AnyRecord | null; after: AnyRecord | null }[] = []
  for (const [id, record] of old) {
    const next = now.get(id) ?? null
    if (next !== record) changes.push({ table, id, before: record, after: next })
  }
  for (const [id, record] of now) {
    if (!old.has(id)) changes.push({ table, id, before: null, after: record })
  }
  // The table name and its record type always come from the same document field.
  return changes as unknown as RecordChange[]
}

/** The records that differ, compared by reference: an edit that returns the same document gives an empty diff. */
export function diffDocuments(before: FilmDocument, after: FilmDocument): DocumentDiff {
  if (before === after) return []
  const changes: RecordChange[] = []
  if (before.settings !== after.settings) {
    changes.push({ table: 'settings', id: 'settings', before: before.settings, after: after.settings })
  }
  if (before.track !== after.track) {
    changes.push({ table: 'track', id: 'picture', before: before.track, after: after.track })
  }
  return [...changes, ...mapTables.flatMap((table) => mapChanges(table, before, after))]
}

/** The diff that takes `diff` back. */
export function reverseDiff(diff: DocumentDiff): DocumentDiff {
  return diff.map((change) => ({ ...change, before: change.after, after: change.before }) as RecordChange)
}

type MutableTables = { [Table in MapTable]: Map<string, AnyRecord> }

function applyToMap(tables: Partial<MutableTables>, document: FilmDocument, change: RecordChange): boolean {
  const table = change.table as MapTable
  const records = (tables[table] ??= new Map<string, AnyRecord>(document[table]))
  if (records.has(change.id) !== (change.before !== null)) return false
  if (change.after === null) records.delete(change.id)
  else records.set(change.id, change.after)
  return change.after === null || change.after.id === change.id
}

/**
 * Applies a diff made on this very document. It is refused, and nothing changes, when it adds what exists,
 * changes or removes what does not, or names a record by another id than its own.
 */
export function applyDiff(document: FilmDocument, diff: DocumentDiff): Result<FilmDocument, 'conflict'> {
  let { settings, track } = document
  const tables: Partial<MutableTables> = {}
  for (const change of diff) {
    if (change.table === 'settings' || change.table === 'track') {
      if (change.before === null || change.after === null || change.id !== change.after.id) return fail('conflict')
      if (change.table === 'settings') settings = change.after
      else track = change.after
    } else if (!applyToMap(tables, document, change)) return fail('conflict')
  }
  return succeed({ ...document, settings, track, ...(tables as unknown as Partial<FilmDocument>) })
}
