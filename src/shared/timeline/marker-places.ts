import { clipIndexAt } from '../film/film-layers'
import type { FilmPlan } from '../film/plan'
import type { ClipId } from '../ids'
import type { Marker, MarkerPlace } from '../project/marker'
import { frames, framesFromSeconds, secondsFromFrames } from '../time/time'

/** The place of a marker set at a film frame: on the shot that is seen there, or on the film where there is none. */
export function markerPlaceAt(plan: FilmPlan, frame: number): MarkerPlace {
  const clip = plan.clips[clipIndexAt(plan.clips, frame)]
  if (!clip || frame >= clip.start + clip.length) return { kind: 'film', frame: frames(Math.max(0, frame)) }
  const time = secondsFromFrames(clip.sourceIn + Math.max(0, frame - clip.start), plan.rate)
  return { kind: 'clip', clipId: clip.clipId, time }
}

export interface PlacedMarker {
  readonly marker: Marker
  /** Film frame. */
  readonly frame: number
}

/**
 * Markers where they are on the film now, in film order. One whose frame was trimmed away waits at the edge it was cut
 * off at; one whose clip is not in the film is nowhere.
 */
export function placedMarkers(plan: FilmPlan, markers: Iterable<Marker>): readonly PlacedMarker[] {
  const clips = new Map<ClipId, FilmPlan['clips'][number]>(plan.clips.map((clip) => [clip.clipId, clip]))
  const placed: PlacedMarker[] = []
  for (const marker of markers) {
    const { at } = marker
    if (at.kind === 'film') {
      placed.push({ marker, frame: at.frame })
      continue
    }
    const clip = clips.get(at.clipId)
    if (!clip) continue
    const into = framesFromSeconds(at.time, plan.rate) - clip.sourceIn
    placed.push({ marker, frame: clip.start + Math.min(Math.max(0, into), clip.length - 1) })
  }
  return placed.sort((a, b) => a.frame - b.frame || (a.marker.id < b.marker.id ? -1 : 1))
}
