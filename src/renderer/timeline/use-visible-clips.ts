import { useState, useSyncExternalStore } from 'react'
import type { ClipId } from '../../shared/ids'
import { visibleClips } from '../../shared/timeline/visible-clips'
import { filmStore } from '../state/film-store'
import { selectionStore } from '../state/selection-store'
import { viewportStore } from '../state/viewport-store'

/** The lane is looked at in steps of this many pixels, and one more to each side, so that scrolling mounts few clips at a time. */
const step = 320

function visibleIds(): readonly ClipId[] {
  const clips = filmStore.getState().plan?.clips ?? []
  const { scrollLeft, width, pixelsPerFrame } = viewportStore.getState()
  const left = (Math.floor(scrollLeft / step) - 1) * step
  const right = (Math.ceil((scrollLeft + width) / step) + 1) * step
  const { from, to } = visibleClips(clips, Math.floor(left / pixelsPerFrame), Math.ceil(right / pixelsPerFrame))
  const ids = clips.slice(from, to).map((clip) => clip.clipId)
  // The keyboard's place in the list must not vanish when it is scrolled out of view.
  const { primary } = selectionStore.getState()
  const clip = primary === null ? undefined : filmStore.getState().clipById.get(primary)
  if (!clip || (clip.index >= from && clip.index < to)) return ids
  return clip.index < from ? [clip.clipId, ...ids] : [...ids, clip.clipId]
}

function subscribe(notify: () => void): () => void {
  const ends = [filmStore.subscribe(notify), viewportStore.subscribe(notify), selectionStore.subscribe(notify)]
  return () => ends.forEach((end) => end())
}

function same(a: readonly ClipId[], b: readonly ClipId[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index])
}

/** Reads what is visible, answering with the same array for as long as it is the same. */
function createReader(): () => readonly ClipId[] {
  let last: readonly ClipId[] = []
  return () => {
    const now = visibleIds()
    if (!same(last, now)) last = now
    return last
  }
}

/** Ids of the clips worth having in the page, in film order; the same array for as long as they are the same. */
export function useVisibleClips(): readonly ClipId[] {
  const [read] = useState(createReader)
  return useSyncExternalStore(subscribe, read)
}
