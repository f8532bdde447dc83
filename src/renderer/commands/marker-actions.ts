import type { MarkerId } from '../../shared/ids'
import type { Marker, MarkerPlace } from '../../shared/project/marker'
import { frames } from '../../shared/time/time'
import { formatTimecode } from '../../shared/time/timecode'
import { addMarker, changeMarker, removeMarker } from '../../shared/timeline/edits/place-markers'
import { markerPlaceAt, type PlacedMarker } from '../../shared/timeline/marker-places'
import { announce } from '../state/announcement-store'
import { commit, documentStore, type Edit } from '../state/document-store'
import { filmStore } from '../state/film-store'
import { markersNow } from '../state/marker-places'
import { newMarkerId } from '../state/new-ids'
import { playbackStore } from '../state/playback-store'
import { seek } from '../state/transport'
import { revealFrames } from '../state/viewport-store'

/** What the colours are called. */
export const markerColourNames: Readonly<Record<Marker['colour'], string>> = {
  running: 'Blue',
  ready: 'Green',
  stale: 'Orange',
  failed: 'Red',
  unknown: 'Violet',
}

/** The marker the playhead is on, or null. */
export function markerAtPlayhead(): Marker | null {
  const { frame } = playbackStore.getState()
  return markersNow().find((placed) => placed.frame === frame)?.marker ?? null
}

/** Sets a marker at the playhead, in the colour of the last one; gives the one that is there already. */
export function markPlayhead(): MarkerId | null {
  const { plan } = filmStore.getState()
  if (!plan) return null
  const there = markerAtPlayhead()
  if (there) return there.id
  const { frame } = playbackStore.getState()
  const colour = [...(documentStore.getState().document?.markers.values() ?? [])].at(-1)?.colour ?? 'running'
  const marker: Marker = { id: newMarkerId(), name: '', colour, at: markerPlaceAt(plan, frame) }
  if (!commit('Add Marker', (document) => addMarker(document, { marker }))) return null
  announce(`Marker set at ${formatTimecode(frame, plan.rate)}`)
  return null
}

/** What a marker is called: its name, or its number on the film. */
export function markerTitle({ id, name }: Marker): string {
  return name === '' ? `Marker ${markersNow().findIndex(({ marker }) => marker.id === id) + 1}` : name
}

export function deleteMarker(marker: Marker): void {
  const title = markerTitle(marker)
  if (commit('Delete Marker', (document) => removeMarker(document, { markerId: marker.id }))) {
    announce(`${title} deleted`)
  }
}

/** Takes the playhead to a marker. */
export function goToMarker({ marker, frame }: PlacedMarker): void {
  seek(frame)
  revealFrames(frame, frame)
  announce(markerTitle(marker))
}

/** The next marker after the playhead, or the one before it. */
export function markerBeside(direction: -1 | 1): PlacedMarker | null {
  const { frame } = playbackStore.getState()
  const markers = markersNow()
  const found =
    direction > 0 ? markers.find((placed) => placed.frame > frame) : markers.findLast((placed) => placed.frame < frame)
  return found ?? null
}

/** The place at a film frame for a marker that stays with its shot, or with its time, as it did before. */
function placeFor(marker: Marker, frame: number): MarkerPlace | null {
  const { plan } = filmStore.getState()
  if (!plan) return null
  const at = Math.max(0, Math.round(frame))
  return marker.at.kind === 'film' ? { kind: 'film', frame: frames(at) } : markerPlaceAt(plan, at)
}

/** The edit that takes a marker to a film frame. */
export function markerMove(marker: Marker, frame: number): Edit {
  const at = placeFor(marker, frame)
  return (document) => (at ? changeMarker(document, { markerId: marker.id, patch: { at } }) : document)
}

/** Moves a marker by some frames. */
export function nudgeMarker({ marker, frame }: PlacedMarker, count: number): void {
  commit('Move Marker', markerMove(marker, frame + count), `move-${marker.id}`)
}

/** Lets a marker stay on the picture it marks, or at its time on the film, without moving it now. */
export function tieMarker({ marker, frame }: PlacedMarker, toShot: boolean): void {
  const { plan } = filmStore.getState()
  if (!plan) return
  const at: MarkerPlace = toShot ? markerPlaceAt(plan, frame) : { kind: 'film', frame: frames(frame) }
  commit(toShot ? 'Tie Marker to Shot' : 'Tie Marker to Time', (document) =>
    changeMarker(document, { markerId: marker.id, patch: { at } }),
  )
}
