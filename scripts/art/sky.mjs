// What is above the horizon: gradient, sun or moon, clouds, stars.
import { add, addGlow, over } from './canvas.mjs'
import { gradient } from './colour.mjs'
import { hash, layered, smooth } from './noise.mjs'

/** Fills the picture with a sky gradient whose last stop lies on the horizon (pixels from the top). */
export function paintSky(canvas, { stops, horizon }) {
  const sample = gradient(stops)
  const rgb = [0, 0, 0]
  for (let row = 0; row < canvas.height; row += 1) {
    sample(row / horizon, rgb)
    for (let column = 0; column < canvas.width; column += 1) over(canvas, row * canvas.width + column, rgb, 1)
  }
}

/** Paints the halos of a sun or moon, each a multiple of the given colour. */
function paintHalo(canvas, { x, y, rgb, halo }) {
  for (const { radius, gain, stretch = 1, power = 1, rgb: tint = rgb } of halo) {
    addGlow(canvas, { x, y, radius, stretch, power, rgb: tint.map((value) => value * gain) })
  }
}

/** Paints a sun or moon disc with a soft edge and its halo; gains are multiples of the given colour. */
export function paintDisc(canvas, { x, y, radius, rgb, halo = [], edge = 1.5 }) {
  paintHalo(canvas, { x, y, rgb, halo })
  const [top, bottom] = [Math.max(0, Math.floor(y - radius - 4)), Math.min(canvas.height - 1, y + radius + 4)]
  const [left, right] = [Math.max(0, Math.floor(x - radius - 4)), Math.min(canvas.width - 1, x + radius + 4)]
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) {
      const cover = smooth(radius + edge, radius - edge, Math.hypot(column - x, row - y))
      if (cover > 0) over(canvas, row * canvas.width + column, rgb, cover)
    }
  }
}

function cloudDensity(x, y, shape) {
  const warp = layered(x * 0.6, y * 0.9, 2, shape.seed + 40)
  return layered(x + warp * 0.7, y + warp * 0.45, 5, shape.seed, 0.54)
}

/**
 * Paints clouds lying on a flat ceiling seen from below: wide overhead, thin bands near the horizon. They are lit
 * from the side where `light` (pixels) stands.
 */
export function paintClouds(canvas, shape) {
  const { horizon, light, lit, shade, cover = 0.05, softness = 0.35, scale = 1, opacity = 1 } = shape
  const flatness = shape.flatness ?? 0.16
  const rgb = [0, 0, 0]
  for (let row = 0; row < horizon; row += 1) {
    const altitude = (horizon - row) / horizon
    const distance = 1 / (altitude + flatness)
    const visible = opacity * smooth(0.005, 0.14, altitude)
    for (let column = 0; column < canvas.width; column += 1) {
      const x = ((column - canvas.width / 2) / canvas.width) * distance * 2.4 * scale
      const y = distance * 2.1 * scale
      const density = cloudDensity(x, y, shape)
      const alpha = smooth(cover, cover + softness, density) * visible
      if (alpha < 0.003) continue
      const toLightX = (light.x - column) / canvas.width
      const toLightY = (light.y - row) / canvas.height
      const length = Math.hypot(toLightX, toLightY) + 0.05
      const nearer = cloudDensity(x + (toLightX / length) * 0.16, y + (toLightY / length) * 0.3, shape)
      const thin = 1 - smooth(cover, cover + softness * 1.6, density)
      const facing = Math.min(1, Math.max(0, 0.16 + (density - nearer) * 2.1 + thin * 0.5))
      const close = Math.exp(-length * (shape.falloff ?? 1.6))
      const warm = Math.min(1, facing * (0.35 + close))
      for (let part = 0; part < 3; part += 1) rgb[part] = shade[part] + (lit[part] - shade[part]) * warm
      over(canvas, row * canvas.width + column, rgb, alpha)
    }
  }
}

/** Scatters stars above `floor` (pixels), fewer and fainter towards it. */
export function paintStars(canvas, { seed, count, floor, rgb }) {
  for (let star = 0; star < count; star += 1) {
    const x = hash(star, 1, seed) * canvas.width
    const y = hash(star, 2, seed) ** 1.25 * floor
    const size = 0.55 + hash(star, 3, seed) ** 6 * 1.25
    const light = (0.08 + hash(star, 4, seed) ** 4 * 1.1) * smooth(floor, floor * 0.45, y)
    const tint = rgb.map((value, part) => value * (1 + (hash(star, 5, seed) - 0.5) * (part - 1) * 0.5))
    for (let row = Math.floor(y - 4); row <= y + 4; row += 1) {
      for (let column = Math.floor(x - 4); column <= x + 4; column += 1) {
        if (row < 0 || column < 0 || column >= canvas.width) continue
        const distance = Math.hypot(column - x, row - y) / size
        add(canvas, row * canvas.width + column, tint, light * Math.exp(-distance * distance))
      }
    }
  }
}
