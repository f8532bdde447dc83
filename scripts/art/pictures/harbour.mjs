import { paintClouds, paintDisc, paintSky, paintStars } from '../sky.mjs'
import { paintMist, paintRidge, paintShape, ridgeLine } from '../land.mjs'
import { paintSea, reflectShape } from '../sea.mjs'
import { addGlow } from '../canvas.mjs'
import { colour, gradient } from '../colour.mjs'
import { smooth } from '../noise.mjs'

const HORIZON = 610
const SUN = { x: 1210, y: 588 }
const WATERLINE = 742

// A gaff cutter; drawn around its mast foot, 0 is the waterline.
const place = (inner) => `<g transform="translate(905 ${WATERLINE}) scale(1.32)">${inner}</g>`
const MAINSAIL =
  'M6 -38 C-32 -37 -70 -33 -96 -28 C-88 -84 -84 -128 -76 -176 C-52 -190 -26 -204 4 -222 C10 -160 11 -96 6 -38Z'
const TOPSAIL = 'M4 -228 C-22 -212 -46 -198 -68 -186 C-46 -222 -22 -258 3 -292 C6 -270 6 -250 4 -228Z'
const JIB = 'M22 -40 C30 -96 26 -170 16 -236 C44 -176 78 -104 112 -44 C82 -34 50 -34 22 -40Z'
const FLYING_JIB = 'M62 -46 C62 -106 46 -186 22 -262 C66 -184 108 -106 142 -50 C116 -42 88 -42 62 -46Z'
const HULL = 'M-112 -26 C-70 -18 10 -18 92 -30 L104 -31 C96 -12 84 2 66 6 L-84 6 C-102 2 -110 -10 -112 -26Z'
const RIGGING = `<path d="M8 -4 L8 -308 M8 -34 L-102 -26 M6 -222 L-80 -176 M92 -30 L152 -50 M8 -300 L150 -50 M8 -292 L-110 -28"
  fill="none" stroke="#000" stroke-width="2.2"/><path d="M5 -10 L6 -308 L10 -308 L12 -10Z"/>`
// The keeper at the tiller, in a cap.
const CREW = `<path d="M-84 -22 C-86 -36 -82 -45 -75 -48 C-78 -51 -78 -55 -77 -57 L-79 -57 L-78 -60 C-76 -64 -69 -64 -67 -60 L-66 -57 C-66 -53 -67 -50 -69 -48
  C-64 -45 -61 -38 -60 -33 L-46 -31 L-46 -28 L-62 -28 C-60 -25 -60 -22 -60 -20Z"/>`
// A plank jetty running in from the right, nearer posts taller, a lamp at its end.
const POSTS = [
  [1528, 852, 920],
  [1596, 846, 936],
  [1684, 838, 960],
  [1800, 828, 994],
]
const JETTY = `<path d="M1510 874 L1930 846 L1930 884 L1510 886Z M1510 886 L1930 884 L1930 892 L1516 890Z"/>${POSTS.map(
  ([x, top, low], index) =>
    `<path d="M${x} ${top} q${6 + index * 2} -5 ${12 + index * 4} 0 L${x + 12 + index * 4} ${low} h${-12 - index * 4}Z"/>`,
).join('')}<path d="M1531 856 V800 h4 V856Z M1524 800 h18 l-3 -20 h-12Z M1522 780 h22 l-11 -11Z"/>`
const JETTY_LAMP = '<path d="M1528 797 h10 l-2 -14 h-7Z"/>'

function paintCoast(canvas) {
  paintRidge(canvas, {
    line: ridgeLine({
      seed: 21,
      base: 604,
      height: 60,
      scale: 3.2,
      shape: (x) => 86 * smooth(900, 120, x) - 40 * smooth(880, 1080, x),
    }),
    stops: [
      [0, '#6a4f86'],
      [0.5, '#8a6394'],
      [1, '#b27a97'],
    ],
    depth: 130,
    floor: HORIZON,
    rim: { x: SUN.x, reach: 500, width: 4, rgb: colour('#ff9a76', 0.25) },
  })
  paintMist(canvas, { y: 600, thickness: 22, rgb: colour('#d58f96'), opacity: 0.5, seed: 3 })
  paintRidge(canvas, {
    line: ridgeLine({
      seed: 8,
      base: 622,
      height: 46,
      scale: 5,
      shape: (x) => 118 * smooth(620, -60, x) - 60 * smooth(560, 720, x),
    }),
    stops: [
      [0, '#3f325f'],
      [0.6, '#5b4273'],
      [1, '#7b5582'],
    ],
    depth: 150,
    floor: HORIZON + 2,
    rim: { x: SUN.x, reach: 700, width: 3, rgb: colour('#ff9f7a', 0.4) },
  })
  paintRidge(canvas, {
    line: ridgeLine({
      seed: 30,
      base: 612,
      height: 40,
      scale: 4.4,
      shape: (x) => 64 * smooth(1500, 1990, x) - 44 * smooth(1560, 1380, x),
    }),
    stops: [
      [0, '#594679'],
      [1, '#93678f'],
    ],
    depth: 100,
    floor: HORIZON,
    rim: { x: SUN.x, reach: 600, width: 3, rgb: colour('#ff9f7a', 0.35) },
  })
}

function paintBoat(canvas, raster, view) {
  const draw = (inner) => raster.mask(place(inner), canvas.width, canvas.height)
  const sails = [
    {
      mask: draw(`<path d="${MAINSAIL}"/><path d="${TOPSAIL}"/>`),
      stops: [
        [0, '#ffcf9f'],
        [0.45, '#ec9f86'],
        [1, '#7d5382'],
      ],
    },
    {
      mask: draw(`<path d="${FLYING_JIB}"/>`),
      stops: [
        [0, '#ffe0a6'],
        [0.6, '#ffb07c'],
        [1, '#c27a86'],
      ],
    },
    {
      mask: draw(`<path d="${JIB}"/>`),
      stops: [
        [0, '#ffca98'],
        [0.6, '#ee9a80'],
        [1, '#8f5c84'],
      ],
    },
  ]
  const dark = draw(`<path d="${HULL}"/>${RIGGING}${CREW}`)
  const hull = gradient([
    [0, '#35264c'],
    [1, '#1d1633'],
  ])
  reflectShape(canvas, view, {
    mask: dark,
    waterline: WATERLINE + 8,
    length: 330,
    strength: 0.98,
    wobble: 30,
    paint: (_x, y, out) => hull((y - 340) / 400, out),
  })
  for (const sail of sails) {
    const tone = gradient(sail.stops)
    reflectShape(canvas, view, {
      mask: sail.mask,
      waterline: WATERLINE + 8,
      length: 330,
      strength: 0.62,
      wobble: 30,
      paint: (_x, y, out) => tone((y - 350) / 360, out),
    })
  }
  for (const sail of sails) {
    paintShape(canvas, sail.mask, {
      stops: sail.stops,
      top: 355,
      bottom: 705,
      opacity: 0.97,
      rim: { dx: 0.9, dy: -0.1, width: 2, rgb: colour('#ffdca8', 0.6) },
      texture: { strength: 0.14, size: 46, seed: 6 },
    })
  }
  paintShape(canvas, dark, {
    stops: [
      [0, '#4c3557'],
      [0.85, '#35264c'],
      [1, '#191330'],
    ],
    top: 340,
    bottom: WATERLINE + 6,
    rim: { dx: 0.8, dy: -0.6, width: 1, rgb: colour('#ffb184', 0.5) },
  })
}

/** Shot 1: a cutter slips out of a violet harbour as the sun touches the horizon. */
export function paintHarbour(canvas, raster) {
  paintSky(canvas, {
    horizon: HORIZON,
    stops: [
      [0, '#2f2a5c'],
      [0.3, '#544182'],
      [0.56, '#8d5f98'],
      [0.76, '#cd8095'],
      [0.9, '#f0a48a'],
      [1, '#fbc394'],
    ],
  })
  paintStars(canvas, { seed: 5, count: 90, floor: 240, rgb: colour('#dcd6ff', 0.5) })
  paintDisc(canvas, {
    ...SUN,
    radius: 34,
    rgb: colour('#ffe2ae', 1.55),
    halo: [
      { radius: 90, gain: 0.2 },
      { radius: 210, gain: 0.09, stretch: 1.6, rgb: colour('#ffb070', 1.9) },
      { radius: 420, gain: 0.06, stretch: 2.3, rgb: colour('#ff8a6a', 1.9) },
    ],
  })
  paintClouds(canvas, {
    horizon: HORIZON,
    light: SUN,
    lit: colour('#ffb89c', 1.12),
    shade: colour('#6a4a86'),
    seed: 11,
    cover: 0.02,
    softness: 0.42,
    opacity: 0.8,
    scale: 0.95,
    falloff: 1.2,
  })
  paintCoast(canvas)
  paintMist(canvas, { y: 604, thickness: 16, rgb: colour('#f6b596'), opacity: 0.55, seed: 14 })
  const view = paintSea(canvas, {
    horizon: HORIZON,
    deep: colour('#2b2450'),
    seed: 70,
    swell: 90,
    mirror: [0.96, 0.62],
    glitter: { x: SUN.x, y: SUN.y, width: 78, height: 230, rgb: colour('#ffb27c', 0.6) },
  })
  paintBoat(canvas, raster, view)
  const jetty = raster.mask(JETTY, canvas.width, canvas.height)
  reflectShape(canvas, view, {
    mask: jetty,
    waterline: 940,
    length: 140,
    strength: 0.6,
    wobble: 40,
    paint: (_x, _y, out) => {
      out.fill(0.012)
      return out
    },
  })
  paintShape(canvas, jetty, {
    stops: [
      [0, '#2c2146'],
      [1, '#130f26'],
    ],
    top: 770,
    bottom: 980,
    rim: { dx: -0.7, dy: -0.7, width: 1, rgb: colour('#ff9f86', 0.45) },
  })
  paintShape(canvas, raster.mask(JETTY_LAMP, canvas.width, canvas.height), {
    stops: [
      [0, '#ffe2a0'],
      [1, '#ffc060'],
    ],
    top: 783,
    bottom: 797,
  })
  addGlow(canvas, { x: 1533, y: 790, radius: 40, rgb: colour('#ffb45a', 0.3) })
}
