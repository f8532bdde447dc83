import { peaksPerSecond, type Peaks } from './peaks'

export interface WaveformView {
  /** Second of the source at the left edge. */
  readonly from: number
  readonly secondsPerPixel: number
  readonly width: number
  readonly height: number
  /** Factor of the loudness that is heard. */
  readonly loudness: number
}

const barWidth = 2
const barStep = 3

/** Greatest amplitude, 0 to 1, between two seconds of the source. */
function loudestBetween(peaks: Peaks, from: number, to: number): number {
  const first = Math.max(0, Math.floor(from * peaksPerSecond))
  const last = Math.min(peaks.length / 2, Math.max(first + 1, Math.ceil(to * peaksPerSecond)))
  let loudest = 0
  for (let at = first; at < last; at++) {
    loudest = Math.max(loudest, -(peaks[at * 2] ?? 0), peaks[at * 2 + 1] ?? 0)
  }
  return loudest / 128
}

/** Draws bars of the loudest of each stretch around the middle line. */
export function drawWaveform(context: CanvasRenderingContext2D, peaks: Peaks, view: WaveformView): void {
  const { from, secondsPerPixel, width, height, loudness } = view
  const middle = height / 2
  for (let x = 0; x < width; x += barStep) {
    const second = from + x * secondsPerPixel
    const level = Math.min(1, loudestBetween(peaks, second, second + barStep * secondsPerPixel) * loudness)
    const half = Math.max(0.5, level * (middle - 1))
    context.fillRect(x, middle - half, barWidth, half * 2)
  }
}
