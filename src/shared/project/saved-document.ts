import { z } from 'zod'
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

/** The most records a film may have: far more than anyone cuts, and few enough that no film from a stranger hangs the app. */
export const recordLimits = {
  assets: 20_000,
  shots: 2000,
  clips: 2000,
  marks: 20_000,
  sounds: 2000,
  references: 500,
  markers: 2000,
} as const

/** The document as it is written in `project.json` and sent to the window: arrays of records in stable order. */
export const savedDocumentSchema = z
  .object({
    settings: settingsSchema,
    track: trackSchema,
    assets: z.array(assetSchema).max(recordLimits.assets).readonly(),
    shots: z.array(shotSchema).max(recordLimits.shots).readonly(),
    clips: z.array(clipSchema).max(recordLimits.clips).readonly(),
    marks: z.array(takeMarkSchema).max(recordLimits.marks).readonly(),
    sounds: z.array(soundSchema).max(recordLimits.sounds).readonly(),
    /** Films saved before there were references have none. */
    references: z.array(referenceSchema).max(recordLimits.references).readonly().default([]),
    /** Films saved before there were markers have none. */
    markers: z.array(markerSchema).max(recordLimits.markers).readonly().default([]),
  })
  .readonly()
export type SavedDocument = z.infer<typeof savedDocumentSchema>

function byId<Id, Record extends { readonly id: Id }>(records: readonly Record[]): ReadonlyMap<Id, Record> {
  return new Map(records.map((record) => [record.id, record]))
}

/** Arrays to maps. When an id stands twice the last one wins. */
export function documentFromSaved(saved: SavedDocument): FilmDocument {
  return {
    settings: saved.settings,
    track: saved.track,
    assets: byId(saved.assets),
    shots: byId(saved.shots),
    clips: byId(saved.clips),
    marks: byId(saved.marks),
    sounds: byId(saved.sounds),
    references: byId(saved.references),
    markers: byId(saved.markers),
  }
}

function sorted<Record extends { readonly id: string }>(records: Iterable<Record>): Record[] {
  return [...records].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Maps to arrays sorted by id, so that the same film is always the same file. */
export function savedFromDocument(document: FilmDocument): SavedDocument {
  return {
    settings: document.settings,
    track: document.track,
    assets: sorted(document.assets.values()),
    shots: sorted(document.shots.values()),
    clips: sorted(document.clips.values()),
    marks: sorted(document.marks.values()),
    sounds: sorted(document.sounds.values()),
    references: sorted(document.references.values()),
    markers: sorted(document.markers.values()),
  }
}
