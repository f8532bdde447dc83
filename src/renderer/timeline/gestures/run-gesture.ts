import { scrollTo, viewportStore } from '../../state/viewport-store'
import { clearOverlay } from '../overlay-store'

/** Where the pointer is, on the film and on the screen. */
export interface PointerAt {
  /** Film frame under the pointer, with its fraction. */
  readonly frame: number
  readonly x: number
  readonly y: number
  /** Alt suspends snapping. */
  readonly alt: boolean
}

/** What a drag does. `move` comes at most once a frame; `end` or `cancel` comes once, last. */
export interface Gesture {
  move(at: PointerAt): void
  end(at: PointerAt): void
  cancel(): void
}

interface GestureOptions {
  /** The visible lane: its left edge is where scrolling begins, and it keeps the pointer while clips come and go. */
  readonly lane: HTMLElement
  /** Called once the pointer has moved enough to mean a drag. */
  readonly begin: (start: PointerAt) => Gesture
  /** Called when the pointer was let go without a drag. */
  readonly click?: (at: PointerAt) => void
  /** Begin without waiting for a move. */
  readonly atOnce?: boolean
}

const dragDistance = 4
const edgeWidth = 28
const fastestScroll = 30

/** Pixels to scroll in one frame while the pointer is near, or past, an edge of the lane. */
export function edgeScroll(x: number, left: number, right: number): number {
  const past = x < left + edgeWidth ? x - left - edgeWidth : Math.max(0, x - right + edgeWidth)
  return Math.sign(past) * Math.min(fastestScroll, Math.abs(past) / 2)
}

/** Film frame at a position on the screen. */
export function frameAtPointer(lane: HTMLElement, clientX: number): number {
  const { scrollLeft, pixelsPerFrame } = viewportStore.getState()
  return (clientX - lane.getBoundingClientRect().left + scrollLeft) / pixelsPerFrame
}

let running: PointerSession | null = null

/** One press of the pointer, from down to up. */
class PointerSession {
  readonly #options: GestureOptions
  readonly #from: { readonly x: number; readonly y: number; readonly frame: number }
  readonly #listening = new AbortController()
  #pointer: { readonly x: number; readonly y: number; readonly alt: boolean }
  #gesture: Gesture | null = null
  #animation = 0

  constructor(event: PointerEvent, options: GestureOptions) {
    this.#options = options
    this.#from = { x: event.clientX, y: event.clientY, frame: frameAtPointer(options.lane, event.clientX) }
    this.#pointer = { x: event.clientX, y: event.clientY, alt: event.altKey }
    this.#listen(event.pointerId)
    if (options.atOnce !== true) return
    this.#begin()
    this.#schedule()
  }

  readonly cancel = (): void => {
    this.#finish()
    this.#gesture?.cancel()
  }

  #listen(pointerId: number): void {
    const { lane } = this.#options
    const { signal } = this.#listening
    lane.setPointerCapture(pointerId)
    lane.addEventListener('pointermove', this.#move, { signal })
    lane.addEventListener('pointerup', this.#release, { signal })
    lane.addEventListener('pointercancel', this.cancel, { signal })
    lane.addEventListener('lostpointercapture', this.cancel, { signal })
    for (const kind of ['keydown', 'keyup'] as const)
      window.addEventListener(kind, this.#key, { signal, capture: true })
    window.addEventListener('blur', this.cancel, { signal })
  }

  #here(): PointerAt {
    return { ...this.#pointer, frame: frameAtPointer(this.#options.lane, this.#pointer.x) }
  }

  #begin(): void {
    this.#gesture = this.#options.begin({ ...this.#pointer, ...this.#from })
  }

  #finish(): void {
    running = null
    this.#listening.abort()
    cancelAnimationFrame(this.#animation)
    clearOverlay()
  }

  #schedule(): void {
    if (this.#animation === 0 && this.#gesture) this.#animation = requestAnimationFrame(this.#step)
  }

  readonly #step = (): void => {
    this.#animation = 0
    const { left, right } = this.#options.lane.getBoundingClientRect()
    const scroll = edgeScroll(this.#pointer.x, left, right)
    if (scroll !== 0) {
      scrollTo(viewportStore.getState().scrollLeft + scroll)
      this.#schedule()
    }
    this.#gesture?.move(this.#here())
  }

  readonly #move = (event: PointerEvent): void => {
    this.#pointer = { x: event.clientX, y: event.clientY, alt: event.altKey }
    const distance = Math.hypot(event.clientX - this.#from.x, event.clientY - this.#from.y)
    if (!this.#gesture && distance >= dragDistance) this.#begin()
    this.#schedule()
  }

  readonly #release = (): void => {
    const at = this.#here()
    this.#finish()
    if (this.#gesture) this.#gesture.end(at)
    else this.#options.click?.(at)
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && event.type === 'keydown') {
      event.preventDefault()
      event.stopPropagation()
      this.cancel()
    } else if (event.key === 'Alt') {
      event.preventDefault()
      this.#pointer = { ...this.#pointer, alt: event.type === 'keydown' }
      this.#schedule()
    }
  }
}

/**
 * Follows one press of the pointer to its end: drag, click, or taken back by Escape, by losing the pointer or the
 * window. Scrolls at the lane's edges, where it goes on moving though the pointer rests.
 */
export function runGesture(event: PointerEvent, options: GestureOptions): void {
  running?.cancel()
  running = new PointerSession(event, options)
}
