import { useLayoutEffect, type RefObject } from 'react'
import { viewportStore } from '../state/viewport-store'

/** A stretch of the film that a canvas shows, in CSS pixels. */
export interface Chunk {
  /** Pixel of the film at the canvas's left edge. */
  readonly left: number
  readonly width: number
  readonly height: number
}

type Draw = (context: CanvasRenderingContext2D, chunk: Chunk, canvas: HTMLCanvasElement) => void

/** Beyond each edge of the lane, so that scrolling moves pixels and draws only now and then. */
const margin = 400

interface Bounds {
  /** Pixels of the film that there is something to draw for. */
  readonly from: number
  readonly to: number
}

function chunkOf({ from, to }: Bounds, height: number): Chunk {
  const { scrollLeft, width } = viewportStore.getState()
  const left = Math.max(from, Math.floor((scrollLeft - margin) / margin) * margin)
  const right = Math.min(to, Math.ceil((scrollLeft + width + margin) / margin) * margin)
  return { left, width: Math.max(0, right - left), height }
}

function paint(canvas: HTMLCanvasElement, bounds: Bounds, chunk: Chunk, draw: Draw): void {
  const ratio = window.devicePixelRatio
  canvas.width = Math.max(1, Math.round(chunk.width * ratio))
  canvas.height = Math.max(1, Math.round(chunk.height * ratio))
  canvas.style.left = `${chunk.left - bounds.from}px`
  canvas.style.width = `${chunk.width}px`
  const context = canvas.getContext('2d')
  if (!context || chunk.width === 0) return
  context.scale(ratio, ratio)
  draw(context, chunk, canvas)
}

/**
 * Keeps a canvas painted with the part of the film around the lane. It scrolls along with the film and is painted
 * again when the part runs out, the scale changes, or one of `subscriptions` calls. All functions must be stable.
 */
export function useChunkCanvas(
  canvasRef: RefObject<HTMLCanvasElement | null>,
  boundsOf: () => Bounds,
  draw: Draw,
  subscribe: (repaint: () => void) => () => void,
): void {
  useLayoutEffect(() => {
    const canvas = canvasRef.current
    if (!canvas) return undefined
    let painted = ''
    const refresh = (): void => {
      const bounds = boundsOf()
      const chunk = chunkOf(bounds, canvas.clientHeight)
      const key = [viewportStore.getState().pixelsPerFrame, chunk.left, chunk.width, chunk.height, bounds.from].join()
      if (key === painted) return
      painted = key
      paint(canvas, bounds, chunk, draw)
    }
    const repaint = (): void => {
      painted = ''
      refresh()
    }
    repaint()
    const theme = new MutationObserver(repaint)
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    const size = new ResizeObserver(refresh)
    size.observe(canvas)
    void document.fonts.ready.then(() => (canvas.isConnected ? repaint() : undefined))
    const ends = [viewportStore.subscribe(refresh), subscribe(repaint)]
    return () => {
      theme.disconnect()
      size.disconnect()
      ends.forEach((end) => end())
    }
  }, [canvasRef, boundsOf, draw, subscribe])
}
