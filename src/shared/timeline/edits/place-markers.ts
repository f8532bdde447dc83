import type { ClipId, MarkerId } from '../../ids'
import type { FilmDocument } from '../../project/document'
import type { Marker, MarkerPlace } from '../../project/marker'
import { compare } from '../../time/rational'
import { framesFromSeconds, secondsFromFrames, type Rate, type Seconds } from '../../time/time'
import { patched, withoutRecords, withRecords } from './records'

function withMarkers(document: FilmDocument, markers: readonly Marker[]): FilmDocument {
  return markers.length === 0 ? document : { ...document, markers: withRecords(document.markers, markers) }
}

/** Sets a marker. Impossible on a clip that does not exist. */
export function addMarker(document: FilmDocument, { marker }: { readonly marker: Marker }): FilmDocument {
  const nowhere = marker.at.kind === 'clip' && !document.clips.has(marker.at.clipId)
  return nowhere || document.markers.has(marker.id) ? document : withMarkers(document, [marker])
}

function samePlace(a: MarkerPlace, b: MarkerPlace): boolean {
  if (a.kind === 'film' || b.kind === 'film') return a.kind === 'film' && b.kind === 'film' && a.frame === b.frame
  return a.clipId === b.clipId && compare(a.time, b.time) === 0
}

export interface ChangeMarker {
  readonly markerId: MarkerId
  readonly patch: Partial<Omit<Marker, 'id'>>
}

/** Changes a marker's name, colour or place. */
export function changeMarker(document: FilmDocument, { markerId, patch }: ChangeMarker): FilmDocument {
  const marker = document.markers.get(markerId)
  if (!marker) return document
  const at = patch.at && !samePlace(patch.at, marker.at) ? patch.at : marker.at
  if (at.kind === 'clip' && !document.clips.has(at.clipId)) return document
  const next = patched<Marker>(marker, { ...patch, at })
  return next === marker ? document : withMarkers(document, [next])
}

export function removeMarker(document: FilmDocument, { markerId }: { readonly markerId: MarkerId }): FilmDocument {
  if (!document.markers.has(markerId)) return document
  return { ...document, markers: withoutRecords(document.markers, [markerId]) }
}

/** The markers that go with clips that are removed. */
export function markersOf(document: FilmDocument, clipIds: ReadonlySet<ClipId>): readonly MarkerId[] {
  return [...document.markers.values()].flatMap(({ id, at }) =>
    at.kind === 'clip' && clipIds.has(at.clipId) ? [id] : [],
  )
}

/** Markers on a clip from a source time on go over to another clip, which shows that part from now on. */
export function handMarkers(document: FilmDocument, from: ClipId, to: ClipId, since: Seconds): FilmDocument {
  const moved = [...document.markers.values()].flatMap((marker): Marker[] => {
    const { at } = marker
    if (at.kind === 'film' || at.clipId !== from || compare(at.time, since) < 0) return []
    return [{ ...marker, at: { ...at, clipId: to } }]
  })
  return withMarkers(document, moved)
}

/** Markers at film times when the film takes another rate: the seconds stay. */
export function convertedMarkers(document: FilmDocument, from: Rate, to: Rate): readonly Marker[] {
  return [...document.markers.values()].flatMap((marker): Marker[] => {
    const { at } = marker
    if (at.kind === 'clip') return []
    return [{ ...marker, at: { kind: 'film', frame: framesFromSeconds(secondsFromFrames(at.frame, from), to) } }]
  })
}
