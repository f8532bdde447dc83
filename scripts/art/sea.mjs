// Water that reflects what is already painted above the horizon, wave by wave.
import { over } from './canvas.mjs'
import { hash, noise, smooth } from './noise.mjs'

const WAVES = [
  { across: 2.2, along: 3.4, size: 1 },
  { across: 5.1, along: 7.7, size: 0.8 },
  { across: 12.3, along: 16.9, size: 0.6 },
  { across: 29, along: 37, size: 0.42 },
]

/**
 * The slope of the water at a pixel of a frame with the given horizon; [across, along the view], about -1 to 1.
 * Waves smaller than a pixel are left out.
 */
function waterSlope(x, y, view, out) {
  const { horizon, width, height, seed } = view
  const depth = Math.max(0.5, y - horizon) / (height - horizon)
  const distance = 1 / (depth + 0.012)
  const footprint = (distance * distance) / (height - horizon)
  const worldX = ((x - width / 2) / width) * distance * 2
  let across = 0
  let along = 0
  for (let index = 0; index < WAVES.length; index += 1) {
    const wave = WAVES[index]
    const weight = wave.size * smooth(1.1, 0.25, footprint * wave.along)
    if (weight <= 0) continue
    across += weight * noise(worldX * wave.across + 31, distance * wave.along, seed + index)
    along += weight * noise(worldX * wave.across, distance * wave.along + 57, seed + 10 + index)
  }
  out[0] = across
  out[1] = along
}

function readSky(canvas, x, y, sum) {
  const column = Math.min(canvas.width - 1, Math.max(0, Math.round(x)))
  const row = Math.min(canvas.height - 1, Math.max(0, Math.round(y)))
  const at = (row * canvas.width + column) * 3
  // A single very bright pixel must not speckle the water: the glitter below stands for the sun.
  sum[0] += Math.min(1.1, canvas.data[at])
  sum[1] += Math.min(1.1, canvas.data[at + 1])
  sum[2] += Math.min(1.1, canvas.data[at + 2])
}

// Wave flanks that mirror the light itself: a path of glitter that widens towards the camera.
function spread(glitters, x, y, depth, ripple, lights) {
  for (let index = 0; index < glitters.length; index += 1) {
    const glitter = glitters[index]
    const dx = (x - glitter.x) / (glitter.width * (0.5 + depth * 1.1))
    const dy = (y - glitter.y) / glitter.height
    lights[index] += Math.exp(-dx * dx - dy * dy) * (0.25 + smooth(0.05, 0.7, ripple) * 2.2)
  }
}

const SAMPLES = 8

/** Paints the sea below the horizon: reflected sky, deep colour where waves face the camera, glitter under the light. */
export function paintSea(canvas, sea) {
  const { horizon, deep, glitter, seed, swell = 60, mirror = [0.92, 0.5], ripples = 0.9 } = sea
  const glitters = [glitter ?? []].flat()
  const view = { horizon, width: canvas.width, height: canvas.height, seed }
  const slope = [0, 0]
  const sum = [0, 0, 0]
  const lights = new Float32Array(glitters.length)
  for (let row = Math.ceil(horizon); row < canvas.height; row += 1) {
    const depth = (row - horizon) / (canvas.height - horizon)
    const base = mirror[0] + (mirror[1] - mirror[0]) * Math.sqrt(depth)
    for (let column = 0; column < canvas.width; column += 1) {
      sum.fill(0)
      lights.fill(0)
      let facing = 0
      for (let sample = 0; sample < SAMPLES; sample += 1) {
        // Ripples too small to see still spread what they mirror.
        const jitter = (sample + hash(column, row, seed + 90)) / SAMPLES - 0.5
        waterSlope(column, row + jitter, view, slope)
        const ripple = slope[1] + jitter * ripples
        const aside = (hash(column, row, seed + 91 + sample) - 0.5) * ripples
        const x = column + (slope[0] * 0.35 + aside * 0.6) * swell
        const y = horizon - Math.abs(row - horizon + ripple * swell)
        readSky(canvas, x, y, sum)
        facing += slope[1] / SAMPLES
        spread(glitters, x - aside * swell * 0.6, y, depth, slope[1] + jitter * 0.35, lights)
      }
      const reflect = Math.min(1, Math.max(0.06, base - facing * 0.28))
      for (let part = 0; part < 3; part += 1) {
        sum[part] = (sum[part] / SAMPLES) * reflect + deep[part] * (1 - reflect)
        for (let light = 0; light < glitters.length; light += 1)
          sum[part] += (lights[light] / SAMPLES) * glitters[light].rgb[part]
      }
      over(canvas, row * canvas.width + column, sum, 1)
    }
  }
  return view
}

/**
 * Reflects a shape standing on the water at `waterline` (pixels) into the sea below it, broken by the same waves.
 * `paint` gives the colour of the shape at a pixel.
 */
export function reflectShape(canvas, view, { mask, waterline, length, paint, strength = 0.75, wobble = 22 }) {
  const slope = [0, 0]
  const rgb = [0, 0, 0]
  for (let row = Math.ceil(waterline); row < Math.min(canvas.height, waterline + length); row += 1) {
    const away = (row - waterline) / length
    const fade = strength * (1 - away) ** 0.8
    for (let column = 0; column < canvas.width; column += 1) {
      waterSlope(column, row, view, slope)
      const reach = 0.25 + away
      const x = Math.round(column + slope[0] * wobble * reach * 1.4)
      const y = Math.round(
        waterline - Math.abs(row - waterline + slope[1] * wobble * reach * Math.min(1, away * 6)) - 2,
      )
      if (x < 0 || x >= canvas.width || y < 0) continue
      const cover = mask[y * canvas.width + x]
      if (cover > 0.01) over(canvas, row * canvas.width + column, paint(x, y, rgb), cover * fade)
    }
  }
}

/**
 * Paints the water's edge under land: its dark reflection, broken by the waves, and a thread of foam. `line` and
 * `floor` are the crest and the waterline by column.
 */
export function paintShore(canvas, view, { line, floor, rgb, foam, length, strength = 0.6 }) {
  const slope = [0, 0]
  const white = foam?.rgb ?? rgb
  for (let column = 0; column < canvas.width; column += 1) {
    const shore = floor(column)
    for (let row = Math.max(0, Math.floor(shore - 4)); row < Math.min(canvas.height, shore + length); row += 1) {
      waterSlope(column, row, view, slope)
      const away = (row - shore) / length
      const aside = column + slope[0] * 30 * (0.3 + away)
      const reach = Math.min(1, Math.max(0, floor(aside) - line(aside)) / (length * 0.9))
      const index = row * canvas.width + column
      if (away > 0)
        over(
          canvas,
          index,
          rgb,
          strength *
            smooth(0, 0.12, reach) *
            smooth(reach, reach * 0.25, away + slope[1] * 0.22) *
            Math.min(1, away * 30),
        )
      if (!foam) continue
      const swash = (row - shore - 1 - slope[1] * foam.width) / foam.width
      const broken = smooth(
        -0.5,
        0.5,
        noise(column / 34, row / 9, view.seed + 60) + noise(column / 9, row / 5, view.seed + 61) * 0.7,
      )
      const land = smooth(1, 12, shore - line(column))
      over(canvas, index, white, land * foam.strength * Math.exp(-swash * swash) * broken)
    }
  }
}
