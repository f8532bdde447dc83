import type { FilmDocument, Shot } from '../project/document'
import type { ShotId, TakeId } from '../ids'
import type { Take } from '../jobs/take'

/** The verified takes that exist, newest last, by shot. */
export interface TakeIndex {
  readonly byId: ReadonlyMap<TakeId, Take>
  readonly byShot: ReadonlyMap<ShotId, readonly Take[]>
}

/** Indexes takes once, so that looking up a shot's takes does not scan the film. */
export function indexTakes(takes: Iterable<Take>): TakeIndex {
  const sorted = [...takes].sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id))
  const byShot = new Map<ShotId, Take[]>()
  for (const take of sorted) {
    const list = byShot.get(take.shotId)
    if (list) list.push(take)
    else byShot.set(take.shotId, [take])
  }
  return { byId: new Map(sorted.map((take) => [take.id, take])), byShot }
}

/** The take a shot shows: the pinned one if it exists, else the newest that is not rejected, else none. */
export function pickedTake(document: FilmDocument, takes: TakeIndex, shot: Shot): Take | null {
  const pinned = shot.pick === null ? undefined : takes.byId.get(shot.pick)
  if (pinned?.shotId === shot.id) return pinned
  const own = takes.byShot.get(shot.id) ?? []
  return own.findLast((take) => document.marks.get(take.id)?.reject !== true) ?? null
}

/**
 * The take `by` places after the one a shot shows (before it when negative), newest last. Rejected ones are passed over.
 * Null at either end, and while the shot has no other.
 */
export function neighbourTake(document: FilmDocument, takes: TakeIndex, shot: Shot, by: 1 | -1): Take | null {
  const own = takes.byShot.get(shot.id) ?? []
  const shown = pickedTake(document, takes, shot)
  const usable = own.filter((take) => take === shown || document.marks.get(take.id)?.reject !== true)
  const at = shown ? usable.indexOf(shown) : by > 0 ? -1 : usable.length
  return usable[at + by] ?? null
}
