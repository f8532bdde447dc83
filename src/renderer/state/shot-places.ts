import type { FilmPlan } from '../../shared/film/plan'
import type { ShotId } from '../../shared/ids'

/** The shots of a film with their places on the track, from 1, in its order; of a shot that was split, its first. */
export function shotPlaces(plan: FilmPlan | null): ReadonlyMap<ShotId, number> {
  const places = new Map<ShotId, number>()
  for (const { shotId, index } of plan?.clips ?? []) if (!places.has(shotId)) places.set(shotId, index + 1)
  return places
}
