import { paintClouds, paintSky, paintStars } from '../sky.mjs'
import { paintMist, paintRidge, paintShape, ridgeLine } from '../land.mjs'
import { add, addGlow } from '../canvas.mjs'
import { paintSea, paintShore } from '../sea.mjs'
import { colour } from '../colour.mjs'
import { layered, smooth } from '../noise.mjs'

const HORIZON = 742
const LAMP = { x: 1404, y: 262 }

const TOWER = 'M1362 322 L1446 322 L1464 720 L1344 720Z'
const GALLERY = `<path d="M1350 306 h108 l-6 18 h-96Z"/><path d="M1352 284 h104 v3 h-104Z"/>${[
  1354, 1370, 1386, 1402, 1418, 1434, 1451,
]
  .map((x) => `<rect x="${x}" y="284" width="2.4" height="24"/>`)
  .join('')}`
const LANTERN = 'M1380 236 h48 v68 h-48Z'
const ROOF =
  '<path d="M1372 238 C1378 214 1392 200 1402 196 L1402 176 h4 L1406 196 C1416 200 1430 214 1436 238Z"/><circle cx="1404" cy="176" r="5"/>'
const BARS = '<path d="M1380 236 h3 v68 h-3Z M1403 236 h2.4 v68 h-2.4Z M1425 236 h3 v68 h-3Z M1380 268 h48 v2 h-48Z"/>'
const BANDS = [
  [382, 446],
  [520, 590],
  [664, 724],
]
  .map(([from, to]) => `<path d="M1330 ${from} Q1404 ${from + 12} 1480 ${from} V${to} Q1404 ${to + 12} 1330 ${to}Z"/>`)
  .join('')
const COTTAGE = 'M1500 722 V672 L1494 672 L1524 638 L1538 638 V622 h14 v16 L1612 638 L1642 672 L1636 672 V722Z'
const WINDOWS = '<path d="M1530 684 h18 v20 h-18Z M1590 684 h18 v20 h-18Z"/>'
const SLITS = '<path d="M1399 350 h10 v18 h-10Z M1399 476 h10 v20 h-10Z M1398 620 h12 v22 h-12Z"/>'

const rock = ridgeLine({
  seed: 17,
  base: 800,
  height: 62,
  scale: 8,
  octaves: 7,
  rough: 0.55,
  shape: (x) => 112 * smooth(1040, 1330, x) - 230 * smooth(1120, 860, x) - 26 * smooth(1660, 1900, x),
})
const nearRock = ridgeLine({
  seed: 29,
  base: 1040,
  height: 70,
  scale: 7,
  octaves: 7,
  rough: 0.56,
  shape: (x) => 130 * smooth(1300, 1900, x) - 190 * smooth(1250, 700, x),
})
// Where the island meets the water: nearer (lower) on the right.
const shore = (x) => 858 + 0.03 * (x - 1040) + 7 * layered(x / 90, 2.2, 4, 19)
const headland = ridgeLine({
  seed: 41,
  base: 742,
  height: 40,
  scale: 4,
  shape: (x) => 74 * smooth(560, -40, x) - 60 * smooth(520, 700, x),
})

function addBeam(canvas, { angle, spread, reach, gain, seed }) {
  const rgb = colour('#fff0cc')
  for (let row = 0; row < canvas.height; row += 1) {
    for (let column = 0; column < canvas.width; column += 1) {
      const dx = column - LAMP.x
      const dy = row - LAMP.y
      const along = dx * Math.cos(angle) + dy * Math.sin(angle)
      if (along <= 0) continue
      const aside = (dy * Math.cos(angle) - dx * Math.sin(angle)) / (9 + along * spread)
      const body = Math.exp(-(Math.abs(aside) ** 2.4) * 1.4)
      if (body < 0.002) continue
      const air = 0.72 + 0.42 * layered(column / 240, row / 130, 4, seed)
      add(
        canvas,
        row * canvas.width + column,
        rgb,
        gain * body * air * Math.exp(-along / reach) * (1 + 2.2 * Math.exp(-along / 90)),
      )
    }
  }
}

function paintTower(canvas, raster) {
  const draw = (elements) => raster.mask(elements, canvas.width, canvas.height)
  const tower = draw(`<path d="${TOWER}"/>`)
  const bands = draw(`<clipPath id="tower"><path d="${TOWER}"/></clipPath><g clip-path="url(#tower)">${BANDS}</g>`)
  // Light from the moon, out of frame on the left; the right side falls into shade.
  const shade = raster.mask(
    `<defs><linearGradient id="side" x1="1344" x2="1464" y1="0" y2="0" gradientUnits="userSpaceOnUse">
    <stop offset="0" stop-opacity="0"/><stop offset="0.28" stop-opacity="0.3"/><stop offset="0.6" stop-opacity="0.8"/><stop offset="1" stop-opacity="0.97"/></linearGradient></defs>
    <path d="${TOWER}" fill="url(#side)"/>`,
    canvas.width,
    canvas.height,
  )
  paintShape(canvas, tower, {
    stops: [
      [0, '#a9b4d8'],
      [0.5, '#7c8abb'],
      [1, '#525f92'],
    ],
    top: 320,
    bottom: 725,
    texture: { strength: 0.22, size: 26, seed: 4 },
  })
  paintShape(canvas, bands, {
    stops: [
      [0, '#8e3545'],
      [0.5, '#6f2a42'],
      [1, '#4c213e'],
    ],
    top: 360,
    bottom: 725,
    texture: { strength: 0.3, size: 22, seed: 9 },
  })
  paintShape(canvas, shade, {
    stops: [
      [0, '#141a3a'],
      [1, '#0b1029'],
    ],
    top: 320,
    bottom: 725,
  })
  paintShape(canvas, draw(SLITS), {
    stops: [
      [0, '#ffd68a'],
      [1, '#e8a552'],
    ],
    top: 340,
    bottom: 640,
  })
  paintShape(canvas, draw(`<path d="${LANTERN}"/>`), {
    stops: [
      [0, '#fff3cf'],
      [1, '#ffd98a'],
    ],
    top: 236,
    bottom: 304,
  })
  paintShape(canvas, draw(GALLERY + ROOF + BARS), {
    stops: [
      [0, '#141a3a'],
      [1, '#0c1028'],
    ],
    top: 176,
    bottom: 324,
    rim: { dx: -0.8, dy: -0.5, width: 1, rgb: colour('#aebbe8', 0.3) },
  })
}

function paintCottage(canvas, raster) {
  const draw = (elements) => raster.mask(elements, canvas.width, canvas.height)
  paintShape(canvas, draw(`<path d="${COTTAGE}"/>`), {
    stops: [
      [0, '#1d2550'],
      [0.45, '#2c3566'],
      [1, '#141a3c'],
    ],
    top: 620,
    bottom: 725,
    rim: { dx: -0.6, dy: -0.8, width: 1, rgb: colour('#9fb0e6', 0.25) },
  })
  paintShape(canvas, draw(WINDOWS), {
    stops: [
      [0, '#ffdb94'],
      [1, '#f2a950'],
    ],
    top: 684,
    bottom: 704,
  })
  for (const x of [1539, 1599]) addGlow(canvas, { x, y: 696, radius: 34, rgb: colour('#ffb35c', 0.22) })
}

/** Shot 2: night, and the lamp's beam opens over the sea. */
export function paintLighthouse(canvas, raster) {
  paintSky(canvas, {
    horizon: HORIZON,
    stops: [
      [0, '#050818'],
      [0.35, '#0b1230'],
      [0.68, '#182450'],
      [0.9, '#2f4078'],
      [1, '#43558c'],
    ],
  })
  paintStars(canvas, { seed: 3, count: 900, floor: 640, rgb: colour('#dfe6ff', 1.1) })
  addGlow(canvas, { x: -60, y: 120, radius: 760, stretch: 1.3, rgb: colour('#5b76c4', 0.22) })
  paintClouds(canvas, {
    horizon: HORIZON,
    light: { x: 60, y: 120 },
    lit: colour('#7f90c6', 0.75),
    shade: colour('#131b40'),
    seed: 26,
    cover: 0.06,
    softness: 0.5,
    opacity: 0.75,
    scale: 0.9,
    falloff: 0.9,
  })
  paintRidge(canvas, {
    line: headland,
    stops: [
      [0, '#18214a'],
      [1, '#2a376b'],
    ],
    depth: 110,
    floor: HORIZON,
    rim: { x: -100, reach: 900, width: 3, rgb: colour('#8ea2e0', 0.12) },
  })
  paintMist(canvas, { y: HORIZON - 6, thickness: 26, rgb: colour('#51649c'), opacity: 0.5, seed: 12 })
  addBeam(canvas, { angle: Math.PI + 0.085, spread: 0.078, reach: 1300, gain: 0.46, seed: 33 })
  addBeam(canvas, { angle: 0.085, spread: 0.078, reach: 800, gain: 0.32, seed: 34 })
  const view = paintSea(canvas, {
    horizon: HORIZON,
    deep: colour('#080d26'),
    seed: 120,
    swell: 110,
    mirror: [0.9, 0.5],
    glitter: [
      { x: 330, y: 640, width: 420, height: 150, rgb: colour('#aebce8', 0.07) },
      { x: 1150, y: 560, width: 90, height: 260, rgb: colour('#ffcf86', 0.16) },
    ],
  })
  const stops = [
    [0, '#27315c'],
    [0.25, '#182046'],
    [0.6, '#0e1430'],
    [1, '#090d22'],
  ]
  paintRidge(canvas, {
    line: rock,
    stops,
    depth: 210,
    floor: shore,
    relief: { scale: 1.3, seed: 15, strength: 1.1, side: -1, reach: 1.4 },
    rim: { x: 1330, reach: 300, width: 3, rgb: colour('#a9b8ea', 0.2) },
  })
  paintShore(canvas, view, {
    line: rock,
    floor: shore,
    rgb: colour('#070b20'),
    length: 130,
    strength: 0.8,
    foam: { rgb: colour('#93a5d8'), strength: 0.75, width: 5 },
  })
  addGlow(canvas, { ...LAMP, y: 270, radius: 90, rgb: colour('#ffd080', 0.5) })
  addGlow(canvas, { ...LAMP, y: 270, radius: 300, rgb: colour('#e0a468', 0.06) })
  paintTower(canvas, raster)
  paintCottage(canvas, raster)
  addGlow(canvas, { ...LAMP, y: 270, radius: 20, rgb: colour('#fff2cf', 1) })
  addGlow(canvas, { ...LAMP, y: 270, radius: 60, rgb: colour('#ffc873', 0.06) })
  paintRidge(canvas, {
    line: nearRock,
    stops: [
      [0, '#10163a'],
      [0.4, '#090d24'],
      [1, '#050818'],
    ],
    depth: 180,
    relief: { scale: 1, seed: 22, strength: 0.9, side: -1, reach: 1.3 },
    rim: { x: 1250, reach: 420, width: 3, rgb: colour('#8fa2de', 0.14) },
  })
}
