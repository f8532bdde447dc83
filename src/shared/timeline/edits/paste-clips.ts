import type { ClipId, ShotId } from '../../ids'
import type { Clip, FilmDocument, Shot, Sound } from '../../project/document'
import { findBrokenInvariant } from '../../project/invariants'
import { compare } from '../../time/rational'
import { removeClips } from './arrange-clips'
import { handMarkers } from './place-markers'
import { addSound, setSoundLevels } from './place-sounds'
import { cut, inserted, withTrack } from './picture-track'
import { withoutRecords, withRecords } from './records'

/** A clip that was copied, with its shot as it was then. */
export interface CopiedClip {
  readonly clip: Clip
  readonly shot: Shot
}

export interface PasteClips {
  /** Position on the track, 0 before the first clip. */
  readonly index: number
  /** In the order they had; each clip has the id it gets in the film. */
  readonly items: readonly CopiedClip[]
  /** Clips whose place the pasted ones take. */
  readonly instead: readonly ClipId[]
}

/** A dissolve stays where both its clips were copied. */
function withJoins(items: readonly CopiedClip[]): readonly Clip[] {
  return items.map(({ clip }, index) => (index === items.length - 1 ? { ...clip, join: cut } : clip))
}

/**
 * Puts copied clips on the track. Each is one more clip of its own shot, with its takes, so that nothing has to be made
 * or paid for again; a shot that was cut out of the film comes back as itself. Impossible when a shot needs something
 * that the film no longer has.
 */
export function pasteClips(document: FilmDocument, { index, items, instead }: PasteClips): FilmDocument {
  if (items.length === 0 || items.some(({ clip }) => document.clips.has(clip.id))) return document
  const back = new Map<ShotId, Shot>()
  for (const { shot } of items) if (!document.shots.has(shot.id)) back.set(shot.id, shot)
  const clips = withJoins(items)
  const clipIds = inserted(
    document.track.clipIds,
    index,
    clips.map((clip) => clip.id),
  )
  const grown = back.size === 0 ? document : { ...document, shots: withRecords(document.shots, back.values()) }
  const pasted = withTrack(grown, clipIds, withRecords(document.clips, clips))
  const after = removeClips(pasted, { clipIds: instead })
  return findBrokenInvariant(after) === null ? after : document
}

/** Lets two clips change places; impossible with one that is not on the track. */
export function swapClips(
  document: FilmDocument,
  { one, other }: { readonly one: ClipId; readonly other: ClipId },
): FilmDocument {
  const track = document.track.clipIds
  if (one === other || !track.includes(one) || !track.includes(other)) return document
  const swapped = track.map((id) => (id === one ? other : id === other ? one : id))
  return withTrack(document, swapped)
}

/** The clip behind `clipId` that continues its very shot where it ends, with nothing but a cut between; else null. */
export function continuation(document: FilmDocument, clipId: ClipId): Clip | null {
  const track = document.track.clipIds
  const first = document.clips.get(clipId)
  const nextId = track[track.indexOf(clipId) + 1]
  const next = nextId === undefined ? undefined : document.clips.get(nextId)
  if (!first?.out || !next?.in || first.shotId !== next.shotId || first.join.kind !== 'cut') return null
  return compare(first.out, next.in) === 0 ? next : null
}

/** Makes one clip again of two that a split made. Impossible when the two do not meet in one shot. */
export function healClip(document: FilmDocument, { clipId }: { readonly clipId: ClipId }): FilmDocument {
  const first = document.clips.get(clipId)
  const next = continuation(document, clipId)
  if (!first || !next?.in) return document
  const handed = handMarkers(document, next.id, clipId, next.in)
  const whole: Clip = { ...first, out: next.out, join: cut }
  const clips = withRecords(withoutRecords(document.clips, [next.id]), [whole])
  const clipIds = document.track.clipIds.filter((id) => id !== next.id)
  const healed = withTrack({ ...handed, clips }, clipIds)
  // The join to what follows was the second part's.
  const last = clipIds.at(-1) === clipId
  return last ? healed : { ...healed, clips: withRecords(healed.clips, [{ ...whole, join: next.join }]) }
}

export interface PasteSound {
  /** With the id and the start it gets in the film. */
  readonly sound: Sound
}

/** Puts a copied sound on its track, in the free place nearest to its start, cut and as loud as it was. */
export function pasteSound(document: FilmDocument, { sound }: PasteSound): FilmDocument {
  const { id: soundId, assetId, track, start, gain, fadeIn, fadeOut } = sound
  const placed = addSound(document, { soundId, assetId, track, start, in: sound.in, out: sound.out })
  return placed === document ? document : setSoundLevels(placed, { soundId, patch: { gain, fadeIn, fadeOut } })
}
