import { useSyncExternalStore } from 'react'
import type { PlacedMarker } from '../../shared/timeline/marker-places'
import { followMarkers, markersNow } from '../state/marker-places'
import { viewportStore } from '../state/viewport-store'

/** The ruler is looked at in steps of this many pixels, and one more to each side. */
const step = 320

let shown: readonly PlacedMarker[] = []

function visibleNow(): readonly PlacedMarker[] {
  const { scrollLeft, width, pixelsPerFrame } = viewportStore.getState()
  const from = ((Math.floor(scrollLeft / step) - 1) * step) / pixelsPerFrame
  const to = ((Math.ceil((scrollLeft + width) / step) + 1) * step) / pixelsPerFrame
  const now = markersNow().filter(({ frame }) => frame >= from && frame <= to)
  const same = now.length === shown.length
  if (!same || now.some((placed, at) => placed.frame !== shown[at]?.frame || placed.marker !== shown[at]?.marker)) {
    shown = now
  }
  return shown
}

function subscribe(notify: () => void): () => void {
  const ends = [followMarkers(notify), viewportStore.subscribe(notify)]
  return () => ends.forEach((end) => end())
}

/** The markers around the part of the ruler in view; the same array for as long as they are the same. */
export function useVisibleMarkers(): readonly PlacedMarker[] {
  return useSyncExternalStore(subscribe, visibleNow)
}
