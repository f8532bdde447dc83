import type { ShotId } from '../ids'
import type { FilmDocument, Shot } from '../project/document'
import { markTake } from '../timeline/edits/ask-shots'
import { downstreamOf, generationOrder } from './generation-order'
import { pickedTake, type TakeIndex } from './pick'
import { isStale, upstreamNow } from './stale'

function isStaleShot(document: FilmDocument, takes: TakeIndex, shot: Shot): boolean {
  const take = pickedTake(document, takes, shot)
  return take !== null && isStale(document, takes, shot, take)
}

/** Shots whose picked take was made from a frame that is another one now, in the order of the film's records. */
export function staleShots(document: FilmDocument, takes: TakeIndex): readonly ShotId[] {
  return [...document.shots.values()].filter((shot) => isStaleShot(document, takes, shot)).map((shot) => shot.id)
}

/**
 * What refreshing these stale shots means: they and every shot that has a take and hangs on one of theirs, in the order
 * in which they are to be made. A shot that only would become stale by it is part of the price from the start.
 */
export function refreshOrder(document: FilmDocument, takes: TakeIndex, stale: readonly ShotId[]): readonly ShotId[] {
  const hanging = [...downstreamOf(document, stale)].filter((id) => {
    const shot = document.shots.get(id)
    return shot !== undefined && pickedTake(document, takes, shot) !== null
  })
  return generationOrder(document, [...stale, ...hanging])
}

/** Accepts the stale takes of these shots as they are: they are stale again once the frame before them changes anew. */
export function acceptStale(document: FilmDocument, takes: TakeIndex, shotIds: readonly ShotId[]): FilmDocument {
  return shotIds.reduce((film, id) => {
    const shot = film.shots.get(id)
    const take = shot && pickedTake(film, takes, shot)
    if (!shot || !take || !isStale(film, takes, shot, take)) return film
    return markTake(film, { takeId: take.id, patch: { acceptedUpstream: upstreamNow(film, takes, shot) } })
  }, document)
}
