// A picture being painted: linear light, three floats a pixel, so glows add up as light does.
import { toScreen } from './colour.mjs'
import { hash } from './noise.mjs'

/** Makes a black picture of the given size in pixels. */
export function createCanvas(width, height) {
  return { width, height, data: new Float32Array(width * height * 3) }
}

/** Mixes a colour over one pixel; alpha 0 to 1. */
export function over(canvas, index, rgb, alpha) {
  const { data } = canvas
  const at = index * 3
  data[at] += (rgb[0] - data[at]) * alpha
  data[at + 1] += (rgb[1] - data[at + 1]) * alpha
  data[at + 2] += (rgb[2] - data[at + 2]) * alpha
}

/** Adds light to one pixel. */
export function add(canvas, index, rgb, amount) {
  const { data } = canvas
  const at = index * 3
  data[at] += rgb[0] * amount
  data[at + 1] += rgb[1] * amount
  data[at + 2] += rgb[2] * amount
}

/** Adds a round (or stretched) glow that falls off smoothly from its middle; lengths in pixels. */
export function addGlow(canvas, { x, y, radius, rgb, stretch = 1, power = 1 }) {
  for (let row = 0; row < canvas.height; row += 1) {
    for (let column = 0; column < canvas.width; column += 1) {
      const distance = Math.hypot((column - x) / stretch, row - y) / radius
      const amount = Math.exp(-(distance ** power))
      if (amount > 0.0005) add(canvas, row * canvas.width + column, rgb, amount)
    }
  }
}

function blurLine(from, to, start, step, length, radius) {
  const window = 2 * radius + 1
  const at = (index) => from[start + Math.min(length - 1, Math.max(0, index)) * step]
  let sum = 0
  for (let index = -radius; index <= radius; index += 1) sum += at(index)
  for (let index = 0; index < length; index += 1) {
    to[start + index * step] = sum / window
    sum += at(index + radius + 1) - at(index - radius)
  }
}

/** Blurs one plane of numbers by three box passes (nearly a bell curve); the radius is in pixels. */
export function blurPlane(plane, width, height, radius) {
  let from = Float32Array.from(plane)
  const between = new Float32Array(plane.length)
  for (let pass = 0; pass < 3; pass += 1) {
    for (let row = 0; row < height; row += 1) blurLine(from, between, row * width, 1, width, radius)
    for (let column = 0; column < width; column += 1) blurLine(between, from, column, width, height, radius)
  }
  return from
}

const SHRINK = 4

function brightPlane(canvas, channel, threshold) {
  const width = canvas.width / SHRINK
  const height = canvas.height / SHRINK
  const plane = new Float32Array(width * height)
  for (let row = 0; row < canvas.height; row += 1) {
    for (let column = 0; column < canvas.width; column += 1) {
      const value = canvas.data[(row * canvas.width + column) * 3 + channel]
      plane[(row >> 2) * width + (column >> 2)] += Math.min(6, Math.max(0, value - threshold)) / (SHRINK * SHRINK)
    }
  }
  return plane
}

function enlarged(plane, width, height, x, y) {
  const px = Math.min(width - 1.001, Math.max(0, x / SHRINK - 0.375))
  const py = Math.min(height - 1.001, Math.max(0, y / SHRINK - 0.375))
  const left = Math.floor(px)
  const top = Math.floor(py)
  const at = top * width + left
  const upper = plane[at] + (plane[at + 1] - plane[at]) * (px - left)
  const lower = plane[at + width] + (plane[at + width + 1] - plane[at + width]) * (px - left)
  return upper + (lower - upper) * (py - top)
}

/** Lets bright parts bleed into their surroundings, as light does in a lens. */
export function addBloom(canvas, { threshold = 0.7, strength = 0.35, radii = [3, 10, 28] } = {}) {
  const width = canvas.width / SHRINK
  const height = canvas.height / SHRINK
  for (let channel = 0; channel < 3; channel += 1) {
    const bright = brightPlane(canvas, channel, threshold)
    for (const radius of radii) {
      const blurred = blurPlane(bright, width, height, radius)
      for (let row = 0; row < canvas.height; row += 1) {
        for (let column = 0; column < canvas.width; column += 1) {
          canvas.data[(row * canvas.width + column) * 3 + channel] +=
            (strength / radii.length) * enlarged(blurred, width, height, column, row)
        }
      }
    }
  }
}

// Straight up to 0.72, then a shoulder that never quite reaches white: the sun keeps its colour at the edge.
const shoulder = (value) => (value < 0.72 ? value : 0.72 + 0.28 * (1 - Math.exp(-(value - 0.72) / 0.28)))

/** Develops the picture to 8-bit sRGB: vignette, highlight shoulder, and film grain that also hides banding. */
export function develop(canvas, { seed, grain = 1.5, vignette = 0.22 }) {
  const { width, height, data } = canvas
  const bytes = new Uint8Array(width * height * 3)
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const index = row * width + column
      const edge = Math.hypot((column / width - 0.5) * 1.15, row / height - 0.5) / 0.76
      const light = 1 - vignette * edge ** 2.6
      const speck = hash(column, row, seed) + hash(column, row, seed + 1) + hash(column, row, seed + 2) - 1.5
      for (let channel = 0; channel < 3; channel += 1) {
        const value = toScreen(shoulder(Math.max(0, data[index * 3 + channel] * light))) * 255
        const dither = hash(column, row, seed + 3 + channel) - 0.5
        bytes[index * 3 + channel] = Math.min(255, Math.max(0, Math.round(value + speck * 2 * grain + dither)))
      }
    }
  }
  return bytes
}
