import type { ShotId } from '../../ids'
import { shotSchema, type FilmDocument, type Shot } from '../../project/document'
import type { ShotPatch } from './ask-shots'
import { patched, withRecords } from './records'

export interface ShotChange {
  readonly shotId: ShotId
  readonly patch: ShotPatch
  /** True: its end frame is taken out too. */
  readonly dropsEnd?: boolean
}

function changed(shot: Shot, { patch, dropsEnd = false }: ShotChange): Shot {
  return patched<Shot>(shot, dropsEnd ? { ...patch, end: null } : patch)
}

/** Changes many shots in one edit. A change that would break a shot's limits leaves that shot as it is. */
export function updateShots(document: FilmDocument, changes: readonly ShotChange[]): FilmDocument {
  const made = new Map<ShotId, Shot>()
  for (const change of changes) {
    const before = made.get(change.shotId) ?? document.shots.get(change.shotId)
    const after = before && changed(before, change)
    if (after && after !== before && shotSchema.safeParse(after).success) made.set(after.id, after)
  }
  return made.size === 0 ? document : { ...document, shots: withRecords(document.shots, made.values()) }
}
