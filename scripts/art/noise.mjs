// Seeded noise: the same numbers give the same pixels on every run and machine.

/** A number from 0 to 1 (exclusive) that depends only on the two whole numbers and the seed. */
export function hash(x, y, seed) {
  let h = Math.imul(x, 374761393) ^ Math.imul(y, 668265263) ^ Math.imul(seed, 1274126177)
  h = Math.imul(h ^ (h >>> 15), 2246822519)
  h = Math.imul(h ^ (h >>> 13), 3266489917)
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296
}

/** Rises smoothly from 0 at `from` to 1 at `to`. */
export function smooth(from, to, value) {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)))
  return t * t * (3 - 2 * t)
}

const DIRECTIONS = 256
const COSINES = Float32Array.from({ length: DIRECTIONS }, (_, index) => Math.cos((index / DIRECTIONS) * 2 * Math.PI))
const SINES = Float32Array.from({ length: DIRECTIONS }, (_, index) => Math.sin((index / DIRECTIONS) * 2 * Math.PI))

function corner(cellX, cellY, dx, dy, seed) {
  const direction = (hash(cellX, cellY, seed) * DIRECTIONS) | 0
  return COSINES[direction] * dx + SINES[direction] * dy
}

const fade = (t) => t * t * t * (t * (t * 6 - 15) + 10)

/** Gradient noise, about -1 to 1, one feature per unit. */
export function noise(x, y, seed) {
  const cellX = Math.floor(x)
  const cellY = Math.floor(y)
  const dx = x - cellX
  const dy = y - cellY
  const across = fade(dx)
  const top = corner(cellX, cellY, dx, dy, seed)
  const topRight = corner(cellX + 1, cellY, dx - 1, dy, seed)
  const low = corner(cellX, cellY + 1, dx, dy - 1, seed)
  const lowRight = corner(cellX + 1, cellY + 1, dx - 1, dy - 1, seed)
  const upper = top + (topRight - top) * across
  const lower = low + (lowRight - low) * across
  return (upper + (lower - upper) * fade(dy)) * 1.5
}

/** Noise summed over octaves, each half as large and twice as strong in detail; about -1 to 1. */
export function layered(x, y, octaves, seed, gain = 0.5) {
  let sum = 0
  let size = 1
  let total = 0
  let scale = 1
  for (let octave = 0; octave < octaves; octave += 1) {
    // The turn keeps the octaves' grids from lining up.
    const turn = octave * 0.62
    const c = Math.cos(turn) * scale
    const s = Math.sin(turn) * scale
    sum += size * noise(x * c - y * s + octave * 17.3, x * s + y * c - octave * 9.1, seed + octave)
    total += size
    size *= gain
    scale *= 2.03
  }
  return sum / total
}
