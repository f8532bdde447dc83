/** How the timeline is looked at: scale, and which pixel of the whole film is at the left edge. */
export interface View {
  readonly pixelsPerFrame: number
  readonly scrollLeft: number
}

export interface ZoomLimits {
  readonly least: number
  readonly most: number
}

/** One frame is never wider than this many pixels. */
const widestFrame = 40
/** A short film that is fitted does not become a few giant frames. */
const widestFit = 4
/** An empty film is looked at as if it had this many frames. */
const emptyLength = 480
/** Share of the lane that a fitted film fills. */
const fitShare = 0.94

/** Scale at which the whole film is seen with a little room behind it. */
export function fitScale(filmLength: number, width: number): number {
  return Math.min(widestFit, (Math.max(1, width) * fitShare) / (filmLength || emptyLength))
}

/** From half the fitted scale to single frames. */
export function zoomLimits(filmLength: number, width: number): ZoomLimits {
  return { least: Math.min(1, fitScale(filmLength, width) / 2), most: widestFrame }
}

/** Another scale with the time under `pixel` (from the lane's left edge) kept under it, unless the film's start is reached. */
export function zoomAbout(view: View, scale: number, pixel: number, limits: ZoomLimits): View {
  const pixelsPerFrame = Math.min(limits.most, Math.max(limits.least, scale))
  const frame = (view.scrollLeft + pixel) / view.pixelsPerFrame
  return { pixelsPerFrame, scrollLeft: Math.max(0, frame * pixelsPerFrame - pixel) }
}

/** Position of a scale on a slider from 0 to 1, even steps being even factors. */
export function sliderFromScale(scale: number, { least, most }: ZoomLimits): number {
  return Math.min(1, Math.max(0, Math.log(scale / least) / Math.log(most / least)))
}

/** The scale at a slider position from 0 to 1. */
export function scaleFromSlider(position: number, { least, most }: ZoomLimits): number {
  return least * Math.pow(most / least, position)
}
