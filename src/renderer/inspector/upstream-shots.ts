import { pickedTake, type TakeIndex } from '../../shared/continuity/pick'
import { upstreamOf } from '../../shared/continuity/generation-order'
import type { ShotId } from '../../shared/ids'
import type { FilmDocument, Shot } from '../../shared/project/document'

/** The shots without a take that have to be generated before this one can be, the first one first. */
export function missingUpstream(document: FilmDocument, takes: TakeIndex, shot: Shot): readonly ShotId[] {
  const found: ShotId[] = []
  const seen = new Set<ShotId>([shot.id])
  const visit = (from: Shot): void => {
    for (const id of upstreamOf(document, from)) {
      const upstream = document.shots.get(id)
      if (!upstream || seen.has(id) || pickedTake(document, takes, upstream)) continue
      seen.add(id)
      visit(upstream)
      found.push(id)
    }
  }
  visit(shot)
  return found
}
