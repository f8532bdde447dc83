import { createStore } from 'zustand/vanilla'
import { fitScale, zoomAbout, zoomLimits } from '../../shared/timeline/zoom'
import { filmStore } from './film-store'
import { playbackStore } from './playback-store'

interface ViewportState {
  readonly pixelsPerFrame: number
  readonly scrollLeft: number
  /** Width of the timeline's visible lane, in CSS pixels. */
  readonly width: number
  /** Height of the pictures on the clips, in CSS pixels; how many fit side by side follows from it. */
  readonly stripHeight: number
  readonly snapping: boolean
  readonly tool: 'select' | 'blade'
}

/** How the timeline is looked at; never part of undo. */
export const viewportStore = createStore<ViewportState>(() => ({
  pixelsPerFrame: 1.5,
  scrollLeft: 0,
  width: 1000,
  stripHeight: 52,
  snapping: true,
  tool: 'select',
}))

function filmLength(): number {
  return filmStore.getState().plan?.length ?? 0
}

/** The pixel that a zoom by key or slider keeps: the playhead's when it is in view, else the lane's centre. */
function anchorPixel(): number {
  const { pixelsPerFrame, scrollLeft, width } = viewportStore.getState()
  const pixel = playbackStore.getState().frame * pixelsPerFrame - scrollLeft
  return pixel >= 0 && pixel <= width ? pixel : width / 2
}

/** Sets the scale in pixels a frame, within the limits, keeping the time under `pixel` of the lane where it is. */
export function zoomTo(scale: number, pixel: number = anchorPixel()): void {
  const view = viewportStore.getState()
  viewportStore.setState(zoomAbout(view, scale, pixel, zoomLimits(filmLength(), view.width)))
}

export function zoomBy(factor: number, pixel?: number): void {
  zoomTo(viewportStore.getState().pixelsPerFrame * factor, pixel)
}

/** Shows the whole film. */
export function fitFilm(): void {
  const { width } = viewportStore.getState()
  viewportStore.setState({ pixelsPerFrame: fitScale(filmLength(), width), scrollLeft: 0 })
}

/** Scrolls to a pixel of the film, from its start to where its end is about to leave the lane. */
export function scrollTo(scrollLeft: number): void {
  const { pixelsPerFrame } = viewportStore.getState()
  viewportStore.setState({ scrollLeft: Math.min(Math.max(0, scrollLeft), filmLength() * pixelsPerFrame) })
}

/** Scrolls as little as needed to have the film frames `from` to `to` in view, with some room around them. */
export function revealFrames(from: number, to: number): void {
  const { pixelsPerFrame, scrollLeft, width } = viewportStore.getState()
  const room = Math.min(48, width / 8)
  const [left, right] = [from * pixelsPerFrame - room, to * pixelsPerFrame + room]
  if (left < scrollLeft || right - left > width) scrollTo(left)
  else if (right > scrollLeft + width) scrollTo(right - width)
}

export function chooseTool(tool: ViewportState['tool']): void {
  viewportStore.setState({ tool })
}

export function toggleSnapping(): void {
  viewportStore.setState(({ snapping }) => ({ snapping: !snapping }))
}
