import { rulerSpacing } from '../../shared/timeline/time-ruler'
import type { Rate } from '../../shared/time/time'
import { formatTimecode } from '../../shared/time/timecode'

export interface RulerLook {
  readonly font: string
  readonly text: string
  readonly line: string
}

interface RulerView {
  readonly rate: Rate
  readonly pixelsPerFrame: number
  /** Pixel of the film at the canvas's left edge. */
  readonly left: number
  readonly width: number
  readonly height: number
}

const labelWidth = 86

/** Draws ticks and timecodes for a stretch of the film. The canvas context is in CSS pixels. */
export function drawRuler(context: CanvasRenderingContext2D, view: RulerView, look: RulerLook): void {
  const { rate, pixelsPerFrame, left, width, height } = view
  const { labelled, tick } = rulerSpacing(rate, pixelsPerFrame, labelWidth)
  context.clearRect(0, 0, width, height)
  context.font = look.font
  context.textBaseline = 'middle'
  const first = Math.max(0, Math.floor(left / pixelsPerFrame / labelled) * labelled)
  const last = (left + width) / pixelsPerFrame
  for (let frame = first; frame <= last; frame += tick) {
    const x = Math.round(frame * pixelsPerFrame - left) + 0.5
    const main = frame % labelled === 0
    context.fillStyle = look.line
    context.fillRect(x - 0.5, main ? 0 : height - 5, 1, main ? height : 5)
    if (!main) continue
    context.fillStyle = look.text
    context.fillText(formatTimecode(frame, rate), x + 6, height / 2 + 0.5)
  }
}
