import { useSyncExternalStore } from 'react'

function follow(onChange: () => void): () => void {
  window.addEventListener('resize', onChange)
  return () => window.removeEventListener('resize', onChange)
}

/** Narrower than this, in CSS pixels, the regions at the sides have no room beside the monitor. */
const narrow = 860

/** The height of the window's inside, in CSS pixels. */
export function useWindowHeight(): number {
  return useSyncExternalStore(follow, () => innerHeight)
}

/** True where the regions at the sides become tabs in the middle: a small window, or one whose text is large. */
export function useNarrowWindow(): boolean {
  return useSyncExternalStore(follow, () => innerWidth < narrow)
}
