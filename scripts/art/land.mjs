// Ridges, mist and shapes standing in the light.
import { add, blurPlane, over } from './canvas.mjs'
import { gradient } from './colour.mjs'
import { hash, layered, smooth } from './noise.mjs'

/** A ridge line: pixels from the top for every column, from broad hills down to small crags. */
export function ridgeLine({ seed, base, height, scale, octaves = 6, rough = 0.46, shape = () => 0 }) {
  return (x) => base - height * layered((x / 1920) * scale, seed * 3.7, octaves, seed, rough) - shape(x)
}

function conifer(x, y, tall, seed) {
  const tiers = Math.max(4, Math.min(11, Math.round(tall / 9)))
  const side = (hand) =>
    Array.from({ length: tiers }, (_, tier) => {
      const reach = tall * 0.21 * ((tier + 1) / tiers) ** 0.85 * (0.82 + 0.36 * hash(tier, hand, seed))
      const down = y - tall + (tall * (tier + 1)) / tiers
      return [`${x + hand * reach},${down + tall * 0.025}`, `${x + hand * reach * 0.42},${down - tall * 0.012}`]
    })
  const right = side(1).flat()
  const left = side(-1)
    .map(([tip, inner]) => [inner, tip])
    .reverse()
    .flat()
  return `<polygon points="${x},${y - tall - tall * 0.05} ${right.join(' ')} ${left.join(' ')}"/>`
}

/** Draws conifers standing along a ridge line, in clumps, as SVG elements; lengths in pixels. */
export function coniferForest(line, { seed, spacing, tall, rows = 1, drop = 0 }) {
  let trees = ''
  for (let row = 0; row < rows; row += 1) {
    for (let x = -40, index = row * 1000; x < 1960; index += 1) {
      x += spacing * (0.35 + hash(index, 1, seed) * 1.3)
      const clump = smooth(-0.45, 0.1, layered(x / 300, 3.3 + row * 0.12, 3, seed + 5))
      const height = tall * (0.45 + 0.6 * hash(index, 3, seed)) * (0.55 + 0.45 * clump)
      if (hash(index, 2, seed) < clump) trees += conifer(x, line(x) + tall * 0.1 + row * drop, height, seed + index)
    }
  }
  return trees
}

// Folds in the ground, lit from one side: the difference between its height here and a little towards the light.
function lightOnGround(x, y, top, { scale, seed, side, across = 1, down = 1 }) {
  const u = (x * scale * across) / 100
  const v = ((y - top * 0.6) * scale * down) / 100
  const fold = (a, b) => 1 - 2 * Math.abs(layered(a, b, 5, seed, 0.5))
  const wander = layered(u * 0.4, v * 0.6, 2, seed + 30) * 0.8
  return fold(u + wander, v) - fold(u + wander + side * 0.14, v - 0.05)
}

/**
 * Paints a ridge: gradient from its crest down into haze over `depth` pixels, ground relief, and a rim of light on
 * crests that face the sun.
 */
export function paintRidge(canvas, ridge) {
  const { line, stops, depth, relief, rim } = ridge
  const sample = gradient(stops)
  const rgb = [0, 0, 0]
  const floorAt = typeof ridge.floor === 'function' ? ridge.floor : () => ridge.floor ?? canvas.height
  for (let column = 0; column < canvas.width; column += 1) {
    const top = line(column)
    const slope = (line(column + 5) - line(column - 5)) / 10
    const floor = Math.min(canvas.height, floorAt(column))
    for (let row = Math.max(0, Math.floor(top)); row < floor; row += 1) {
      const cover = Math.min(1, row + 1 - top, floor - row)
      const below = (row - top) / depth
      sample(below + (row / canvas.height) * 0.02, rgb)
      if (relief) {
        const hazy = relief.strength * (1 - smooth(0.1, relief.reach ?? 1, below))
        if (hazy > 0.01) {
          const light = Math.max(0.3, 1 + hazy * lightOnGround(column, row, top, relief))
          for (let part = 0; part < 3; part += 1) rgb[part] *= light
        }
      }
      const index = row * canvas.width + column
      over(canvas, index, rgb, cover)
      if (rim && row - top < rim.width * 4) {
        const toSun = Math.sign(rim.x - column) || 1
        const facing = smooth(-0.5, 0.55, -slope * -toSun)
        const near = Math.exp(-Math.abs(column - rim.x) / rim.reach)
        add(canvas, index, rim.rgb, cover * facing * near * Math.exp(-(row - top) / rim.width))
      }
    }
  }
}

/** Lays drifting mist around a height (pixels from the top), `thickness` pixels deep. */
export function paintMist(canvas, { y, thickness, rgb, opacity, seed, scale = 1, drift = 0.5 }) {
  const from = Math.max(0, Math.floor(y - thickness * 2))
  const to = Math.min(canvas.height, Math.ceil(y + thickness * 2))
  for (let row = from; row < to; row += 1) {
    for (let column = 0; column < canvas.width; column += 1) {
      const u = (column / 520) * scale
      const v = (row / 150) * scale
      const shift = layered(u * 0.5, v * 0.4 + 9, 2, seed + 7)
      const cloud = layered(u + shift * 0.6, v + shift, 4, seed)
      const away = (row - y + shift * thickness * drift) / thickness
      const body = Math.exp(-away * away * 1.6) * (0.62 + cloud * 0.75)
      if (body > 0.004) over(canvas, row * canvas.width + column, rgb, Math.min(1, body * opacity))
    }
  }
}

/** Paints a masked shape in a vertical gradient, with light caught on the edges that face (dx, dy). */
export function paintShape(canvas, mask, { stops, top, bottom, rim, opacity = 1, texture }) {
  const sample = gradient(stops)
  const rgb = [0, 0, 0]
  const soft = rim ? blurPlane(mask, canvas.width, canvas.height, rim.width) : mask
  for (let row = 0; row < canvas.height; row += 1) {
    for (let column = 0; column < canvas.width; column += 1) {
      const index = row * canvas.width + column
      const cover = mask[index] * opacity
      if (cover < 0.002) continue
      sample((row - top) / (bottom - top), rgb)
      if (texture) {
        const light = 1 + texture.strength * layered(column / texture.size, row / texture.size, 4, texture.seed)
        for (let part = 0; part < 3; part += 1) rgb[part] *= light
      }
      over(canvas, index, rgb, cover)
      if (!rim) continue
      const x = Math.min(canvas.width - 1, Math.max(0, Math.round(column + rim.dx * rim.width * 1.6)))
      const y = Math.min(canvas.height - 1, Math.max(0, Math.round(row + rim.dy * rim.width * 1.6)))
      const open = Math.max(0, 1 - soft[y * canvas.width + x] * 1.25)
      const fall = rim.fade ? rim.fade(column, row) : 1
      add(canvas, index, rim.rgb, cover * open * fall)
    }
  }
}
