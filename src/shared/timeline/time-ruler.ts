import type { Rate } from '../time/time'

export interface RulerSpacing {
  /** Frames between ticks with a timecode. */
  readonly labelled: number
  /** Frames between ticks; divides `labelled`. */
  readonly tick: number
}

const seconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600]

function divisors(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1).filter((part) => count % part === 0)
}

/** Spacings an editor can read: single frames, whole parts of a second, seconds, minutes. */
function spacings(nominal: number): readonly number[] {
  return [...divisors(nominal), ...seconds.slice(1).map((second) => second * nominal)]
}

/**
 * How far apart the ruler's ticks are at a zoom, so that timecodes are at least `labelWidth` pixels apart and small
 * ticks at least `tickWidth`.
 */
export function rulerSpacing(at: Rate, pixelsPerFrame: number, labelWidth: number, tickWidth = 8): RulerSpacing {
  const nominal = Math.round(at[0] / at[1])
  const steps = spacings(nominal)
  const longest = steps.at(-1) ?? nominal
  const fallback = longest * Math.ceil(labelWidth / (longest * pixelsPerFrame))
  const labelled = steps.find((step) => step * pixelsPerFrame >= labelWidth) ?? fallback
  const tick = steps.find((step) => step * pixelsPerFrame >= tickWidth && labelled % step === 0) ?? labelled
  return { labelled, tick }
}
