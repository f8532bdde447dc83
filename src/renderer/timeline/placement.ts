import { useLayoutEffect, type RefObject } from 'react'
import type { PlannedClip } from '../../shared/film/plan'
import type { ClipId } from '../../shared/ids'
import { filmStore } from '../state/film-store'
import { overlayStore } from './overlay-store'

/**
 * Puts an element on the lane, in film frames; the lane's one variable for the scale makes pixels of them in the style
 * sheet. Written as variables and not as pixels: some versions of Chromium become slower with every pixel value that
 * hundreds of elements are given in turn.
 */
export function place(element: HTMLElement, at: number, span?: number): void {
  element.style.setProperty('--at', String(at))
  if (span !== undefined) element.style.setProperty('--span', String(span))
}

/** Places a component's element at its frames. */
export function usePlace(ref: RefObject<HTMLElement | null>, at: number, span?: number): void {
  useLayoutEffect(() => {
    if (ref.current) place(ref.current, at, span)
  }, [ref, at, span])
}

/** How many frames later than planned a clip is drawn. */
function heldShift(clip: PlannedClip): number {
  const { held } = overlayStore.getState()
  return held && clip.index >= held.index ? held.shift : 0
}

/**
 * Keeps an element where its clip is without rendering anything: a trim moves every clip behind it, and React has
 * nothing to do with that. The returned function ends it.
 */
export function followClip(clipId: ClipId, put: (clip: PlannedClip, start: number) => void): () => void {
  const update = (): void => {
    const clip = filmStore.getState().clipById.get(clipId)
    if (clip) put(clip, clip.start + heldShift(clip))
  }
  update()
  const ends = [
    filmStore.subscribe((now, before) => {
      if (now.clipById.get(clipId) !== before.clipById.get(clipId)) update()
    }),
    overlayStore.subscribe((now, before) => {
      if (now.held !== before.held) update()
    }),
  ]
  return () => ends.forEach((end) => end())
}
