// Colours are linear light, three numbers from 0 (black) to 1 (paper white) and beyond (lamps, the sun).

const toLinear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)

/** Encodes one linear value (0 to 1) for a screen. */
export const toScreen = (value) => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055)

/** Reads "#rrggbb" as linear light, times an optional gain. */
export function colour(hex, gain = 1) {
  const number = Number.parseInt(hex.slice(1), 16)
  return [number >> 16, (number >> 8) & 255, number & 255].map((part) => toLinear(part / 255) * gain)
}

function toLab([r, g, b]) {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function fromLab([lightness, a, b]) {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    Math.max(0, 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    Math.max(0, -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    Math.max(0, -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

const STEPS = 1024
const SOFTNESS = 36

function labAt(stops, t) {
  const after = stops.findIndex((stop) => stop.t >= t)
  if (after === 0) return stops[0].lab
  if (after < 0) return stops[stops.length - 1].lab
  const from = stops[after - 1]
  const to = stops[after]
  const part = (t - from.t) / (to.t - from.t)
  return from.lab.map((value, index) => value + (to.lab[index] - value) * part)
}

/**
 * Makes a gradient from [position 0..1, "#rrggbb"] stops; perceptually even and rounded at the stops, so that no
 * stop shows as a line. The result writes the colour at t into `out`.
 */
export function gradient(pairs) {
  const stops = pairs.map(([t, hex]) => ({ t, lab: toLab(colour(hex)) }))
  const table = new Float32Array((STEPS + 1) * 3)
  for (let step = 0; step <= STEPS; step += 1) {
    const sum = [0, 0, 0]
    for (let offset = -SOFTNESS; offset <= SOFTNESS; offset += 4) {
      const lab = labAt(stops, Math.min(1, Math.max(0, (step + offset) / STEPS)))
      for (let part = 0; part < 3; part += 1) sum[part] += lab[part]
    }
    const samples = SOFTNESS / 2 + 1
    table.set(fromLab(sum.map((value) => value / samples)), step * 3)
  }
  return (t, out) => {
    const place = Math.min(1, Math.max(0, t)) * STEPS
    const step = Math.min(STEPS - 1, Math.floor(place))
    const part = place - step
    for (let index = 0; index < 3; index += 1) {
      const from = table[step * 3 + index]
      out[index] = from + (table[step * 3 + 3 + index] - from) * part
    }
    return out
  }
}
