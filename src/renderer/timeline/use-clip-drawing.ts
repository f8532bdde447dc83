import { startTransition, useEffect, useReducer } from 'react'
import type { PlannedClip } from '../../shared/film/plan'
import type { ClipId } from '../../shared/ids'
import { filmStore } from '../state/film-store'
import { viewportStore } from '../state/viewport-store'

type Read<Value> = (width: number, stripHeight: number, clip: PlannedClip | undefined) => Value

function drawingOf<Value>(clipId: ClipId, read: Read<Value>): Value {
  const { pixelsPerFrame, stripHeight } = viewportStore.getState()
  const clip = filmStore.getState().clipById.get(clipId)
  return read((clip?.length ?? 0) * pixelsPerFrame, stripHeight, clip)
}

/**
 * What follows from how a clip is drawn: its width and the height of its pictures, in pixels, and its cut. A component
 * that uses it renders again only when the answer changes, and not at once: while zooming, hundreds of clips may come to
 * hold more or less in the same step, so the zoom goes first and they follow in slices.
 */
export function useClipDrawing<Value extends string | number>(clipId: ClipId, read: Read<Value>): Value {
  const [, render] = useReducer((count: number) => count + 1, 0)
  const shown = drawingOf(clipId, read)
  useEffect(() => {
    let last = shown
    const check = (): void => {
      const now = drawingOf(clipId, read)
      if (now === last) return
      last = now
      startTransition(render)
    }
    check()
    const ends = [filmStore.subscribe(check), viewportStore.subscribe(check)]
    return () => ends.forEach((end) => end())
  }, [clipId, read, shown])
  return shown
}
