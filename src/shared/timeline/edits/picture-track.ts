import type { ClipId } from '../../ids'
import type { Clip, FilmDocument, Join } from '../../project/document'

export const cut: Join = { kind: 'cut' }

function followers(clipIds: readonly ClipId[]): ReadonlyMap<ClipId, ClipId | undefined> {
  return new Map(clipIds.map((id, index) => [id, clipIds[index + 1]]))
}

/**
 * Lays the picture track anew. A dissolve belongs to two neighbours: a clip that is followed by another clip than
 * before, or by none, ends with a cut. Clips that were not on the track keep the join they come with, unless they are
 * last.
 */
export function withTrack(
  document: FilmDocument,
  clipIds: readonly ClipId[],
  clips: ReadonlyMap<ClipId, Clip> = document.clips,
): FilmDocument {
  const before = followers(document.track.clipIds)
  const parted: Clip[] = []
  clipIds.forEach((id, index) => {
    const clip = clips.get(id)
    const next = clipIds[index + 1]
    if (!clip || clip.join.kind === 'cut') return
    if (next === undefined || (before.has(id) && before.get(id) !== next)) parted.push({ ...clip, join: cut })
  })
  const joined = parted.length === 0 ? clips : new Map([...clips, ...parted.map((clip) => [clip.id, clip] as const)])
  return { ...document, track: { ...document.track, clipIds }, clips: joined }
}

/** The list with items put in before position `index`, which is kept inside the list. */
export function inserted<Item>(list: readonly Item[], index: number, items: readonly Item[]): readonly Item[] {
  const at = Math.min(list.length, Math.max(0, index))
  return [...list.slice(0, at), ...items, ...list.slice(at)]
}
