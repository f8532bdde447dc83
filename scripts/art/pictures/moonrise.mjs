import { paintClouds, paintDisc, paintSky, paintStars } from '../sky.mjs'
import { paintMist, paintRidge, paintShape, ridgeLine } from '../land.mjs'
import { addGlow, over } from '../canvas.mjs'
import { paintSea, reflectShape } from '../sea.mjs'
import { colour } from '../colour.mjs'
import { layered, smooth } from '../noise.mjs'

const HORIZON = 632
const MOON = { x: 1130, y: 372, radius: 88 }

// A rowing boat left on the still water; drawn around the middle of its waterline.
const BOAT = `<g transform="translate(640 838) scale(1.25)"><path d="M-104 -30 C-60 -16 50 -16 108 -36 C102 -10 84 6 62 8 L-66 8 C-88 4 -100 -12 -104 -30Z"/>
  <path d="M-40 -20 L-92 -52 L-91 -54 L-37 -23Z"/></g>`

// The girl's lantern, still burning on the bow.
const LANTERN = { x: 738, y: 778 }
const FLAME = '<rect x="733" y="770" width="10" height="16" rx="2"/>'
const FRAME =
  '<path d="M730 786 h16 v5 h-16Z M732 770 l6 -7 l6 7Z M732 770 h1.6 v17 h-1.6Z M742.4 770 h1.6 v17 h-1.6Z"/><path d="M733 766 q5 -13 10 0" fill="none" stroke="#000" stroke-width="1.4"/><path d="M735 790 h6 v20 h-6Z"/>'

// Seas of the moon: soft darker patches, brighter towards the rim of the disc.
function paintMoonFace(canvas) {
  const shade = colour('#9aa2c0')
  for (let row = MOON.y - MOON.radius; row <= MOON.y + MOON.radius; row += 1) {
    for (let column = MOON.x - MOON.radius; column <= MOON.x + MOON.radius; column += 1) {
      const u = (column - MOON.x) / MOON.radius
      const v = (row - MOON.y) / MOON.radius
      const inside = smooth(1, 0.9, Math.hypot(u, v))
      const sea = smooth(-0.05, 0.45, layered(u * 1.5 + 3.1, v * 1.5 + 1.2, 4, 63)) * 0.7
      const fine = 0.1 * smooth(0, 0.6, layered(u * 6, v * 6, 3, 64))
      if (inside > 0) over(canvas, row * canvas.width + column, shade, inside * (sea + fine))
    }
  }
}

function paintCoast(canvas) {
  const layers = [
    {
      line: ridgeLine({
        seed: 161,
        base: 626,
        height: 50,
        scale: 3,
        shape: (x) => 90 * smooth(760, -80, x) - 60 * smooth(700, 940, x),
      }),
      stops: [
        [0, '#1b2a5c'],
        [1, '#33477f'],
      ],
      rim: 0.1,
    },
    {
      line: ridgeLine({
        seed: 172,
        base: 640,
        height: 44,
        scale: 4.4,
        shape: (x) => 120 * smooth(430, -80, x) - 70 * smooth(380, 580, x),
      }),
      stops: [
        [0, '#101b42'],
        [1, '#22336a'],
      ],
      rim: 0.14,
    },
    {
      line: ridgeLine({
        seed: 183,
        base: 640,
        height: 44,
        scale: 4,
        shape: (x) => 96 * smooth(1500, 2000, x) - 60 * smooth(1560, 1390, x),
      }),
      stops: [
        [0, '#14204a'],
        [1, '#2a3c74'],
      ],
      rim: 0.16,
    },
  ]
  for (const { line, stops, rim } of layers) {
    paintRidge(canvas, {
      line,
      stops,
      depth: 110,
      floor: HORIZON + 1,
      rim: { x: MOON.x, reach: 600, width: 4, rgb: colour('#bcd0ff', rim) },
    })
  }
  paintMist(canvas, { y: HORIZON - 6, thickness: 22, rgb: colour('#5d75b0'), opacity: 0.5, seed: 21 })
}

/** Shot 6: a full moon over still water, an empty boat. */
export function paintMoonrise(canvas, raster) {
  paintSky(canvas, {
    horizon: HORIZON,
    stops: [
      [0, '#060a20'],
      [0.4, '#0f1a42'],
      [0.75, '#213468'],
      [1, '#41588f'],
    ],
  })
  paintStars(canvas, { seed: 8, count: 700, floor: 560, rgb: colour('#dfe6ff', 0.9) })
  paintDisc(canvas, {
    ...MOON,
    rgb: colour('#f3ecd8', 0.92),
    edge: 1.5,
    halo: [
      { radius: 150, gain: 0.22, rgb: colour('#cdd9ff', 1) },
      { radius: 340, gain: 0.1, rgb: colour('#9fb6f2', 1) },
      { radius: 760, gain: 0.06, rgb: colour('#7f9ae0', 1) },
    ],
  })
  paintMoonFace(canvas)
  paintClouds(canvas, {
    horizon: HORIZON,
    light: MOON,
    lit: colour('#b4c4ee', 0.9),
    shade: colour('#15214c'),
    seed: 207,
    cover: 0.06,
    softness: 0.5,
    opacity: 0.7,
    scale: 1.05,
    falloff: 2,
  })
  paintCoast(canvas)
  const view = paintSea(canvas, {
    horizon: HORIZON,
    deep: colour('#070d28'),
    seed: 510,
    swell: 80,
    mirror: [0.95, 0.55],
    glitter: [
      { x: MOON.x, y: MOON.y + 60, width: 84, height: 250, rgb: colour('#dbe2fa', 0.46) },
      { x: LANTERN.x, y: 380, width: 15, height: 62, rgb: colour('#ff9e3d', 0.5) },
    ],
  })
  const boat = raster.mask(BOAT, canvas.width, canvas.height)
  reflectShape(canvas, view, {
    mask: boat,
    waterline: 848,
    length: 110,
    strength: 0.75,
    wobble: 24,
    paint: (_x, _y, out) => {
      out[0] = 0.002
      out[1] = 0.003
      out[2] = 0.012
      return out
    },
  })
  paintShape(canvas, boat, {
    stops: [
      [0, '#1a2750'],
      [1, '#070c22'],
    ],
    top: 760,
    bottom: 850,
    rim: { dx: 0.6, dy: -0.8, width: 1, rgb: colour('#c4d4ff', 0.4) },
  })
  const draw = (elements) => raster.mask(elements, canvas.width, canvas.height)
  paintShape(canvas, draw(FLAME), {
    stops: [
      [0, '#fff0c4'],
      [1, '#ffc25e'],
    ],
    top: 770,
    bottom: 786,
  })
  addGlow(canvas, { ...LANTERN, radius: 9, rgb: colour('#ffd890', 0.9) })
  addGlow(canvas, { ...LANTERN, radius: 46, rgb: colour('#ff9a3c', 0.28) })
  paintShape(canvas, draw(FRAME), {
    stops: [
      [0, '#0c1128'],
      [1, '#0c1128'],
    ],
    top: 0,
    bottom: 1,
  })
}
