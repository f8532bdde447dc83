import type { FilmPlan } from '../../shared/film/plan'
import type { FilmDocument } from '../../shared/project/document'
import { placedMarkers, type PlacedMarker } from '../../shared/timeline/marker-places'
import { documentStore } from './document-store'
import { filmStore } from './film-store'

const none: readonly PlacedMarker[] = []

let last: {
  readonly plan: FilmPlan | null
  readonly markers: FilmDocument['markers'] | undefined
  readonly placed: readonly PlacedMarker[]
} = { plan: null, markers: undefined, placed: none }

/** The markers where they are now, in film order; worked out once for as long as neither film nor markers change. */
export function markersNow(): readonly PlacedMarker[] {
  const { plan } = filmStore.getState()
  const markers = documentStore.getState().document?.markers
  if (last.plan !== plan || last.markers !== markers) {
    const placed = plan && markers && markers.size > 0 ? placedMarkers(plan, markers.values()) : none
    last = { plan, markers, placed }
  }
  return last.placed
}

/** Calls back when a marker may have changed or gone elsewhere. */
export function followMarkers(notify: () => void): () => void {
  const ends = [documentStore.subscribe(notify), filmStore.subscribe(notify)]
  return () => ends.forEach((end) => end())
}
