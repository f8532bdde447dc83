import type { ClipId, ShotId } from '../../ids'
import type { Clip, FilmDocument, Shot } from '../../project/document'
import { cut, inserted, withTrack } from './picture-track'
import { markersOf } from './place-markers'
import { withoutRecords, withRecords } from './records'

export interface MoveClips {
  readonly clipIds: readonly ClipId[]
  /** Where they go, counted on the track as it is before the move. */
  readonly index: number
}

/** Moves clips, in their order on the track, to one place. Impossible when nothing would change its place. */
export function moveClips(document: FilmDocument, { clipIds, index }: MoveClips): FilmDocument {
  const track = document.track.clipIds
  const wanted = new Set(clipIds)
  const moving = track.filter((id) => wanted.has(id))
  const staying = track.filter((id) => !wanted.has(id))
  const at = track.slice(0, Math.max(0, index)).filter((id) => !wanted.has(id)).length
  const next = inserted(staying, at, moving)
  return next.every((id, position) => id === track[position]) ? document : withTrack(document, next)
}

function shotsLeftAlone(document: FilmDocument, clips: ReadonlyMap<ClipId, Clip>, removed: readonly Clip[]): ShotId[] {
  const used = new Set([...clips.values()].map((clip) => clip.shotId))
  return removed.map((clip) => clip.shotId).filter((id) => !used.has(id) && document.shots.has(id))
}

/**
 * Removes clips and the markers on them; the picture closes up and sound stays. A shot whose last clip goes is removed too: its takes then
 * belong to no shot, which is what lost & found shows.
 */
export function removeClips(
  document: FilmDocument,
  { clipIds }: { readonly clipIds: readonly ClipId[] },
): FilmDocument {
  const removed = clipIds.flatMap((id) => document.clips.get(id) ?? [])
  if (removed.length === 0) return document
  const gone = new Set(removed.map((clip) => clip.id))
  const clips = withoutRecords(document.clips, gone)
  const alone = shotsLeftAlone(document, clips, removed)
  const shots = alone.length === 0 ? document.shots : withoutRecords(document.shots, alone)
  const track = document.track.clipIds.filter((id) => !gone.has(id))
  const markers = withoutRecords(document.markers, markersOf(document, gone))
  return withTrack({ ...document, shots, markers }, track, clips)
}

export interface ClipCopy {
  readonly clipId: ClipId
  readonly newClipId: ClipId
  /** Of the copied shot. When several clips of one shot are copied, the first one's id is taken for all. */
  readonly newShotId: ShotId
}

interface Copies {
  readonly clips: readonly Clip[]
  readonly shots: readonly Shot[]
}

function copyClips(document: FilmDocument, sorted: readonly ClipCopy[]): Copies {
  const shots = new Map<ShotId, Shot>()
  const track = document.track.clipIds
  const clips = sorted.flatMap((copy, index): Clip[] => {
    const clip = document.clips.get(copy.clipId)
    const shot = clip && document.shots.get(clip.shotId)
    if (!clip || !shot) return []
    const own = shots.get(shot.id) ?? { ...shot, id: copy.newShotId, pick: null }
    shots.set(shot.id, own)
    const keepsNeighbour = track[track.indexOf(clip.id) + 1] === sorted[index + 1]?.clipId
    return [{ ...clip, id: copy.newClipId, shotId: own.id, join: keepsNeighbour ? clip.join : cut }]
  })
  return { clips, shots: [...shots.values()] }
}

/** Copies clips behind the last of them: new shots with the same request, and no takes. */
export function duplicateClips(
  document: FilmDocument,
  { copies }: { readonly copies: readonly ClipCopy[] },
): FilmDocument {
  const track = document.track.clipIds
  const position = (copy: ClipCopy): number => track.indexOf(copy.clipId)
  const sorted = copies.filter((copy) => position(copy) >= 0).sort((a, b) => position(a) - position(b))
  const last = sorted.at(-1)
  if (!last) return document
  const made = copyClips(document, sorted)
  const clipIds = inserted(
    track,
    position(last) + 1,
    made.clips.map((clip) => clip.id),
  )
  const grown = { ...document, shots: withRecords(document.shots, made.shots) }
  return withTrack(grown, clipIds, withRecords(document.clips, made.clips))
}
