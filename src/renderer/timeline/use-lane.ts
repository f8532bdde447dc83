import { useLayoutEffect, type RefObject } from 'react'
import { filmStore } from '../state/film-store'
import { scrollTo, viewportStore, zoomBy } from '../state/viewport-store'

/** A wheel that counts lines or pages instead of pixels. */
const pixelsPerLine = 16

function wheelPixels(event: WheelEvent): { readonly x: number; readonly y: number } {
  const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? pixelsPerLine : 1
  return { x: event.deltaX * unit, y: event.deltaY * unit }
}

function wheel(lane: HTMLElement, event: WheelEvent): void {
  event.preventDefault()
  const { x, y } = wheelPixels(event)
  if (event.ctrlKey || event.metaKey) {
    const pixel = event.clientX - lane.getBoundingClientRect().left
    zoomBy(Math.exp(-Math.max(-60, Math.min(60, y)) / 160), pixel)
  } else scrollTo(viewportStore.getState().scrollLeft + (Math.abs(x) > Math.abs(y) ? x : y))
}

interface Shown {
  readonly scale: number
  readonly width: number
  readonly scrollLeft: number
}

function wantedView(): Shown {
  const { pixelsPerFrame, scrollLeft, width } = viewportStore.getState()
  const length = filmStore.getState().plan?.length ?? 0
  return { scale: pixelsPerFrame, width: length * pixelsPerFrame + width, scrollLeft }
}

/** Draws the scale, the film's length and the scroll position; nothing is read, as reading would force a layout. */
function showView(lane: HTMLElement, content: HTMLElement, before: Shown | null): Shown {
  const now = wantedView()
  if (now.scale !== before?.scale) content.style.setProperty('--scale', String(now.scale))
  if (now.width !== before?.width) content.style.width = `${now.width}px`
  if (now.scrollLeft !== before?.scrollLeft) lane.scrollLeft = now.scrollLeft
  return now
}

/** Ties the scrolling lane and the film's content in it to the viewport store, both ways. */
export function useLane(laneRef: RefObject<HTMLElement | null>, contentRef: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const lane = laneRef.current
    const content = contentRef.current
    if (!lane || !content) return undefined
    const listening = new AbortController()
    const { signal } = listening
    const measure = (): void => {
      // How thick the bar is differs between systems, and what stands beside the lane must end where its tracks do.
      lane.parentElement?.parentElement?.style.setProperty('--scroll-bar', `${lane.offsetHeight - lane.clientHeight}px`)
      viewportStore.setState({ width: lane.clientWidth })
    }
    const size = new ResizeObserver(measure)
    let shown: Shown | null = null
    const show = (): void => {
      shown = showView(lane, content, shown)
    }
    const ends = [
      viewportStore.subscribe(show),
      filmStore.subscribe((now, before) => {
        if (now.plan?.length !== before.plan?.length) show()
      }),
    ]
    // The browser rounds; the store keeps the exact position, or zooming would wander off by fractions of a pixel.
    const scrolled = (): void => {
      if (Math.abs(lane.scrollLeft - viewportStore.getState().scrollLeft) >= 1) scrollTo(lane.scrollLeft)
    }
    measure()
    show()
    size.observe(lane)
    lane.addEventListener('scroll', scrolled, { signal, passive: true })
    lane.addEventListener('wheel', (event) => wheel(lane, event), { signal, passive: false })
    return () => {
      listening.abort()
      size.disconnect()
      ends.forEach((end) => end())
    }
  }, [laneRef, contentRef])
}
