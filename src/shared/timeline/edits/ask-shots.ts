import type { ShotId, TakeId } from '../../ids'
import { shotSchema, type FilmDocument, type FrameSource, type Shot, type TakeMark } from '../../project/document'
import { isLink } from '../../project/frame-source'
import { patched, withoutRecords, withRecords } from './records'

function withShot(document: FilmDocument, shot: Shot, next: Shot): FilmDocument {
  return next === shot ? document : { ...document, shots: withRecords(document.shots, [next]) }
}

export type ShotPatch = Partial<Omit<Shot, 'id' | 'start' | 'end' | 'pick'>>

/** Changes fields of what a shot asks for. Impossible when a field would break its limits. */
export function updateShot(
  document: FilmDocument,
  { shotId, patch }: { readonly shotId: ShotId; readonly patch: ShotPatch },
): FilmDocument {
  const shot = document.shots.get(shotId)
  if (!shot) return document
  const next = patched<Shot>(shot, patch)
  return next === shot || !shotSchema.safeParse(next).success ? document : withShot(document, shot, next)
}

/** True when generating `shotId` needs a frame of `otherId`, directly or through shots between. */
function needs(document: FilmDocument, shotId: ShotId, otherId: ShotId): boolean {
  const seen = new Set<ShotId>()
  const open = [shotId]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === otherId) return true
    if (seen.has(id)) continue
    seen.add(id)
    const shot = document.shots.get(id)
    for (const source of [shot?.start, shot?.end]) if (isLink(source)) open.push(source.shotId)
  }
  return false
}

/** Whether a shot can start from or end on this: it is in the film, and the two shots do not wait for each other. */
export function canUseFrame(
  document: FilmDocument,
  shot: Shot,
  end: 'start' | 'end',
  source: FrameSource | null,
): boolean {
  if (source === null) return true
  if (source.kind === 'extension' && end === 'end') return false
  if (source.kind === 'picture') return document.assets.get(source.assetId)?.kind === 'picture'
  return document.shots.has(source.shotId) && !needs(document, source.shotId, shot.id)
}

export interface SetFrameSource {
  readonly shotId: ShotId
  readonly end: 'start' | 'end'
  readonly source: FrameSource | null
}

/**
 * Sets the picture a shot starts from or ends on, or the clip it goes on from. Impossible when two shots would then wait
 * for each other, and a shot can't end on a clip.
 */
export function setFrameSource(document: FilmDocument, { shotId, end, source }: SetFrameSource): FilmDocument {
  const shot = document.shots.get(shotId)
  if (!shot || !canUseFrame(document, shot, end, source)) return document
  return withShot(document, shot, patched<Shot>(shot, { [end]: source }))
}

/** The shot before this one on the track; the other clips of the same shot do not count. */
function previousShot(document: FilmDocument, shotId: ShotId): Shot | null {
  const order = document.track.clipIds.map((id) => document.clips.get(id)?.shotId)
  const before = order[order.indexOf(shotId) - 1]
  return before === undefined ? null : (document.shots.get(before) ?? null)
}

/** Starts a shot from the last visible frame of the shot before it. Impossible on the first one. */
export function continueFromPrevious(document: FilmDocument, { shotId }: { readonly shotId: ShotId }): FilmDocument {
  const previous = previousShot(document, shotId)
  const now = document.shots.get(shotId)?.start
  if (!previous) return document
  const source: FrameSource = { kind: 'shotFrame', shotId: previous.id, take: 'pick', frame: 'lastVisible' }
  const same = now?.kind === 'shotFrame' && now.shotId === previous.id && now.take === 'pick'
  if (same && now.frame === 'lastVisible') return document
  return setFrameSource(document, { shotId, end: 'start', source })
}

/** The shot after this one on the track; the other clips of the same shot do not count. */
function nextShot(document: FilmDocument, shotId: ShotId): Shot | null {
  const order = document.track.clipIds.map((id) => document.clips.get(id)?.shotId)
  const after = order[order.lastIndexOf(shotId) + 1]
  return after === undefined ? null : (document.shots.get(after) ?? null)
}

/** Ends a shot on the first visible frame of the shot after it. Impossible on the last one, and when that waits for it. */
export function leadIntoNext(document: FilmDocument, { shotId }: { readonly shotId: ShotId }): FilmDocument {
  const next = document.shots.has(shotId) ? nextShot(document, shotId) : null
  const now = document.shots.get(shotId)?.end
  if (!next || (now?.kind === 'shotFrame' && now.shotId === next.id && now.frame === 'firstVisible')) return document
  const source: FrameSource = { kind: 'shotFrame', shotId: next.id, take: 'pick', frame: 'firstVisible' }
  return setFrameSource(document, { shotId, end: 'end', source })
}

/** Lets a shot start from nothing again. Impossible when it does not continue from another shot. */
export function stopContinuing(document: FilmDocument, { shotId }: { readonly shotId: ShotId }): FilmDocument {
  if (!isLink(document.shots.get(shotId)?.start)) return document
  return setFrameSource(document, { shotId, end: 'start', source: null })
}

export interface MarkTake {
  readonly takeId: TakeId
  readonly patch: Partial<Omit<TakeMark, 'id'>>
}

function unpinned(document: FilmDocument, takeId: TakeId): FilmDocument {
  const holders = [...document.shots.values()].filter((shot) => shot.pick === takeId)
  if (holders.length === 0) return document
  const shots = withRecords(
    document.shots,
    holders.map((shot) => ({ ...shot, pick: null })),
  )
  return { ...document, shots }
}

const unmarked: Omit<TakeMark, 'id'> = { star: false, reject: false, note: '', acceptedUpstream: null }

/** Stars, rejects, accepts or notes a take. A rejected take is no longer pinned: the shot shows its newest good one. */
export function markTake(document: FilmDocument, { takeId, patch }: MarkTake): FilmDocument {
  const mark = document.marks.get(takeId) ?? { id: takeId, ...unmarked }
  const next = patched<TakeMark>(mark, patch)
  if (next === mark) return document
  const bare = !next.star && !next.reject && next.note === '' && next.acceptedUpstream === null
  const marks = bare ? withoutRecords(document.marks, [takeId]) : withRecords(document.marks, [next])
  return next.reject ? unpinned({ ...document, marks }, takeId) : { ...document, marks }
}

/** Pins the take a shot shows, taking back its rejection; null shows the newest good one again. */
export function pickTake(
  document: FilmDocument,
  { shotId, takeId }: { readonly shotId: ShotId; readonly takeId: TakeId | null },
): FilmDocument {
  const shot = document.shots.get(shotId)
  if (!shot || shot.pick === takeId) return document
  const kept = takeId === null ? document : markTake(document, { takeId, patch: { reject: false } })
  return withShot(kept, shot, { ...shot, pick: takeId })
}
