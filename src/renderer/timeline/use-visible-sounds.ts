import { useState, useSyncExternalStore } from 'react'
import type { SoundId } from '../../shared/ids'
import type { FilmDocument, SoundTrack } from '../../shared/project/document'
import { soundSpan } from '../../shared/timeline/edits/place-sounds'
import { documentStore } from '../state/document-store'
import { selectionStore } from '../state/selection-store'
import { viewportStore } from '../state/viewport-store'

/** The lane is looked at in steps of this many pixels, and one more to each side, so that scrolling mounts few sounds at a time. */
const step = 320

interface PlacedSound {
  readonly id: SoundId
  readonly track: SoundTrack
  readonly start: number
  readonly end: number
}

let sortedOf: { readonly sounds: FilmDocument['sounds']; readonly rate: unknown; readonly list: readonly PlacedSound[] }

/** All sounds in the order in which they begin; sorted once for as long as none changes. */
function sortedSounds(document: FilmDocument): readonly PlacedSound[] {
  const { sounds, settings } = document
  if (sortedOf?.sounds === sounds && sortedOf.rate === settings.rate) return sortedOf.list
  const list = [...sounds.values()].flatMap((sound) => {
    const span = soundSpan(document, sound)
    return span ? [{ id: sound.id, track: sound.track, start: span.start, end: span.end }] : []
  })
  sortedOf = { sounds, rate: settings.rate, list: list.sort((a, b) => a.start - b.start) }
  return sortedOf.list
}

/** The sounds of a track in the order in which they begin. */
export function soundsOnTrack(track: SoundTrack): readonly SoundId[] {
  const { document } = documentStore.getState()
  if (!document) return []
  return sortedSounds(document).flatMap((sound) => (sound.track === track ? [sound.id] : []))
}

function visibleIds(track: SoundTrack): readonly SoundId[] {
  const { document } = documentStore.getState()
  if (!document) return []
  const { scrollLeft, width, pixelsPerFrame } = viewportStore.getState()
  const from = ((Math.floor(scrollLeft / step) - 1) * step) / pixelsPerFrame
  const to = ((Math.ceil((scrollLeft + width) / step) + 1) * step) / pixelsPerFrame
  // The keyboard's place in the list must not vanish when it is scrolled out of view.
  const { soundId } = selectionStore.getState()
  return sortedSounds(document).flatMap((sound) =>
    sound.track === track && ((sound.end > from && sound.start < to) || sound.id === soundId) ? [sound.id] : [],
  )
}

function subscribe(notify: () => void): () => void {
  const ends = [documentStore.subscribe(notify), viewportStore.subscribe(notify), selectionStore.subscribe(notify)]
  return () => ends.forEach((end) => end())
}

/** Reads what is visible, answering with the same array for as long as it is the same. */
function createReader(track: SoundTrack): () => readonly SoundId[] {
  let last: readonly SoundId[] = []
  return () => {
    const now = visibleIds(track)
    if (now.length !== last.length || now.some((id, index) => id !== last[index])) last = now
    return last
  }
}

/** Ids of the sounds of a track worth having in the page, in film order; the same array for as long as they are the same. */
export function useVisibleSounds(track: SoundTrack): readonly SoundId[] {
  const [read] = useState(() => createReader(track))
  return useSyncExternalStore(subscribe, read)
}
