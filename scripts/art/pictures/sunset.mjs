import { paintClouds, paintDisc, paintSky } from '../sky.mjs'
import { paintMist, paintRidge, paintShape, ridgeLine } from '../land.mjs'
import { addGlow } from '../canvas.mjs'
import { paintSea } from '../sea.mjs'
import { colour } from '../colour.mjs'
import { hash, smooth } from '../noise.mjs'

const HORIZON = 668
const SUN = { x: 1240, y: 588 }
const FEET = { x: 640, y: 872, scale: 1.62 }
const LANTERN = { x: 84, y: -101 }

// The girl, facing the sea (right); the wind comes from there. Feet at 0, 260 units tall.
const HEAD =
  'M36 -240 C36 -256 47 -263 58 -262 C68 -261 74 -253 74 -244 C74 -240 75 -237 78 -232 C79 -230 77 -229 75 -229 C76 -226 75 -224 74 -222 C74 -217 71 -214 64 -215 L63 -205 L46 -205 L45 -216 C38 -222 36 -231 36 -240Z'
const HAIR = `M62 -264 C48 -269 34 -262 31 -248 C26 -238 12 -236 -2 -243 C-14 -249 -24 -247 -36 -240 C-26 -242 -18 -241 -10 -236
  C-22 -236 -34 -228 -46 -230 C-36 -223 -24 -223 -14 -225 C-24 -219 -30 -212 -42 -210 C-26 -207 -10 -210 2 -217 C-4 -210 -10 -206 -16 -200
  C2 -202 18 -210 30 -220 C40 -222 46 -230 50 -238 C54 -246 62 -250 72 -250 C72 -258 68 -263 62 -264Z`
const COAT = `M45 -209 C52 -212 60 -212 65 -208 C76 -203 81 -193 81 -180 C80 -164 76 -150 75 -138 C78 -112 84 -84 88 -56 C82 -52 74 -51 68 -53
  C56 -46 40 -44 28 -48 C14 -42 -6 -42 -24 -52 C-32 -57 -42 -58 -52 -52 C-40 -68 -22 -78 -8 -92 C10 -112 22 -128 30 -144 C27 -160 25 -176 28 -190 C31 -200 37 -206 45 -209Z`
const ARM =
  'M70 -202 C80 -197 84 -186 85 -172 C87 -158 89 -146 90 -136 C91 -131 88 -127 84 -128 C80 -128 79 -132 78 -137 C74 -150 70 -162 68 -176Z'
const SCARF =
  'M42 -212 C52 -207 62 -207 69 -211 C72 -206 70 -200 66 -198 C56 -194 46 -196 40 -201 C26 -196 14 -188 2 -190 C-10 -192 -18 -184 -30 -178 C-26 -188 -18 -198 -6 -199 C6 -200 18 -204 28 -209 C34 -212 38 -213 42 -212Z'
const LEGS =
  'M34 -60 L52 -60 C52 -40 50 -24 49 -10 C54 -8 60 -4 62 1 L34 1 C33 -20 35 -40 34 -60Z M58 -60 L74 -60 C75 -40 75 -26 75 -12 C80 -9 86 -5 87 0 L60 0 C59 -22 59 -40 58 -60Z'
const LAMP_FRAME = `<path d="M${LANTERN.x - 7} ${LANTERN.y - 10} h14 l-3 -5 h-8Z M${LANTERN.x - 8} ${LANTERN.y + 12} h16 v4 h-16Z"/>
  <path d="M${LANTERN.x - 7} ${LANTERN.y - 10} v22 M${LANTERN.x + 7} ${LANTERN.y - 10} v22 M${LANTERN.x - 6} ${LANTERN.y - 14} C${LANTERN.x - 6} -130 ${LANTERN.x + 6} -130 ${LANTERN.x + 6} ${LANTERN.y - 14}" fill="none" stroke="#000" stroke-width="1.8"/>`

const place = (inner) => `<g transform="translate(${FEET.x} ${FEET.y}) scale(${FEET.scale})">${inner}</g>`
const path = (d) => `<path d="${d}"/>`

const knoll = ridgeLine({
  seed: 91,
  base: 905,
  height: 56,
  scale: 2.6,
  octaves: 6,
  rough: 0.44,
  shape: (x) => 46 * smooth(180, 640, x) * smooth(1040, 700, x) - 250 * smooth(860, 1420, x),
})

// Grass leaning away from the wind; `sink` pixels below the crest, so that near rows overlap far ones.
function grassBlades({ count, sink, tall: longest, seed }) {
  let blades = ''
  for (let blade = 0; blade < count; blade += 1) {
    const x = hash(blade, 1, seed) * 1400 - 20
    const clump = 0.5 + 0.5 * smooth(0.3, 0.7, hash(Math.floor(x / 46), 4, seed))
    const tall = (0.25 + hash(blade, 2, seed) ** 2) * longest * clump * smooth(1500, 900, x)
    const lean = -(0.3 + hash(blade, 3, seed) * 0.9) * tall
    const y = knoll(x) + 5 + sink
    blades += `<path d="M${x} ${y} q${lean * 0.15} ${-tall * 0.7} ${lean} ${-tall} q${-lean * 0.6} ${tall * 0.35} ${-lean + 3} ${tall}Z"/>`
  }
  return blades
}

const GRASS = [
  {
    count: 900,
    sink: 0,
    tall: 46,
    seed: 6,
    stops: [
      [0, '#4a1b29'],
      [1, '#1f0c18'],
    ],
    rim: 0.3,
  },
  {
    count: 700,
    sink: 42,
    tall: 56,
    seed: 16,
    stops: [
      [0, '#32121f'],
      [1, '#170912'],
    ],
    rim: 0.16,
  },
  {
    count: 600,
    sink: 100,
    tall: 72,
    seed: 26,
    stops: [
      [0, '#220c18'],
      [1, '#10060e'],
    ],
    rim: 0.08,
  },
  {
    count: 500,
    sink: 170,
    tall: 90,
    seed: 36,
    stops: [
      [0, '#180912'],
      [1, '#0b040a'],
    ],
    rim: 0.05,
  },
]

function paintGrass(canvas, raster, { stops, rim, ...blades }) {
  const mask = raster.mask(grassBlades(blades), canvas.width, canvas.height)
  paintShape(canvas, mask, {
    stops,
    top: 800 + blades.sink,
    bottom: 980 + blades.sink,
    rim: { dx: 0.8, dy: -0.6, width: 1, rgb: colour('#ffa45c', rim), fade: (x) => Math.exp(-Math.abs(x - 900) / 460) },
  })
}

function paintFarLand(canvas) {
  const layers = [
    {
      line: ridgeLine({
        seed: 44,
        base: 668,
        height: 50,
        scale: 3,
        shape: (x) => 76 * smooth(700, -60, x) - 60 * smooth(640, 860, x),
      }),
      stops: [
        [0, '#9a3f52'],
        [1, '#c85e56'],
      ],
      rim: 0.3,
    },
    {
      line: ridgeLine({
        seed: 57,
        base: 684,
        height: 44,
        scale: 4.2,
        shape: (x) => 104 * smooth(380, -60, x) - 70 * smooth(330, 520, x),
      }),
      stops: [
        [0, '#6d2b48'],
        [1, '#9a4350'],
      ],
      rim: 0.4,
    },
    {
      line: ridgeLine({
        seed: 58,
        base: 672,
        height: 44,
        scale: 4,
        shape: (x) => 70 * smooth(1600, 2000, x) - 60 * smooth(1660, 1480, x),
      }),
      stops: [
        [0, '#84354d'],
        [1, '#b65155'],
      ],
      rim: 0.4,
    },
  ]
  for (const { line, stops, rim } of layers) {
    paintRidge(canvas, {
      line,
      stops,
      depth: 110,
      floor: HORIZON + 1,
      rim: { x: SUN.x, reach: 620, width: 4, rgb: colour('#ffb05e', rim) },
    })
  }
  paintMist(canvas, { y: HORIZON - 4, thickness: 18, rgb: colour('#f08a58'), opacity: 0.55, seed: 77 })
}

function paintGirl(canvas, raster) {
  const draw = (inner) => raster.mask(place(inner), canvas.width, canvas.height)
  const top = FEET.y - 264 * FEET.scale
  const rim = (gain, width = 2) => ({ dx: 0.95, dy: -0.25, width, rgb: colour('#ffb26a', gain) })
  paintShape(canvas, draw(path(LEGS)), {
    stops: [
      [0, '#1c0c1e'],
      [1, '#10060f'],
    ],
    top,
    bottom: FEET.y,
    rim: rim(0.5, 1),
  })
  paintShape(canvas, draw(path(COAT)), {
    stops: [
      [0, '#2a1026'],
      [0.5, '#1e0b20'],
      [1, '#120714'],
    ],
    top,
    bottom: FEET.y,
    rim: rim(0.8),
    texture: { strength: 0.3, size: 34, seed: 12 },
  })
  paintShape(canvas, draw(path(HEAD)), {
    stops: [
      [0, '#2c1220'],
      [1, '#3a1826'],
    ],
    top,
    bottom: top + 100,
    rim: rim(0.95),
  })
  paintShape(canvas, draw(path(HAIR)), {
    stops: [
      [0, '#30131c'],
      [1, '#3a1722'],
    ],
    top,
    bottom: top + 110,
    rim: { dx: 0.6, dy: -0.9, width: 1, rgb: colour('#ff9a52', 0.7) },
  })
  paintShape(canvas, draw(path(SCARF)), {
    stops: [
      [0, '#8c2a2c'],
      [1, '#5c1a28'],
    ],
    top: top + 80,
    bottom: top + 150,
    rim: { dx: 0.4, dy: -1, width: 2, rgb: colour('#ff9a52', 0.5) },
  })
  paintShape(canvas, draw(path(ARM)), {
    stops: [
      [0, '#33142c'],
      [1, '#200e24'],
    ],
    top: top + 90,
    bottom: top + 220,
    rim: rim(0.8, 1),
  })
  const x = FEET.x + LANTERN.x * FEET.scale
  const y = FEET.y + LANTERN.y * FEET.scale
  addGlow(canvas, { x, y, radius: 13, rgb: colour('#ffe2a0', 1.6) })
  addGlow(canvas, { x, y, radius: 60, rgb: colour('#ff9a3c', 0.16) })
  paintShape(canvas, draw(LAMP_FRAME), {
    stops: [
      [0, '#1a0b16'],
      [1, '#1a0b16'],
    ],
    top: 0,
    bottom: 1,
  })
}

/** Shot 4: the girl on the knoll against a red sunset, lantern in hand, hair in the sea wind. */
export function paintSunset(canvas, raster) {
  paintSky(canvas, {
    horizon: HORIZON,
    stops: [
      [0, '#2d1638'],
      [0.28, '#5e2149'],
      [0.52, '#a0354f'],
      [0.74, '#de5d48'],
      [0.9, '#f98f4a'],
      [1, '#ffb85e'],
    ],
  })
  paintDisc(canvas, {
    ...SUN,
    radius: 62,
    rgb: colour('#ffeab4', 1.5),
    edge: 2,
    halo: [
      { radius: 130, gain: 0.2, rgb: colour('#ffc470', 2) },
      { radius: 330, gain: 0.1, stretch: 1.5, rgb: colour('#ff8a45', 2) },
      { radius: 640, gain: 0.05, stretch: 1.9, rgb: colour('#ff5a3c', 2) },
    ],
  })
  paintClouds(canvas, {
    horizon: HORIZON,
    light: SUN,
    lit: colour('#ff9c58', 1.15),
    shade: colour('#58203f'),
    seed: 131,
    cover: 0.0,
    softness: 0.42,
    opacity: 0.85,
    scale: 1,
    falloff: 1.1,
  })
  paintFarLand(canvas)
  paintSea(canvas, {
    horizon: HORIZON,
    deep: colour('#3a1230'),
    seed: 410,
    swell: 100,
    mirror: [0.97, 0.6],
    glitter: { x: SUN.x, y: SUN.y, width: 90, height: 130, rgb: colour('#ffb45e', 0.7) },
  })
  const near = {
    stops: [
      [0, '#3a1526'],
      [0.25, '#27101f'],
      [1, '#0e060d'],
    ],
    depth: 240,
  }
  paintRidge(canvas, {
    line: knoll,
    ...near,
    relief: { scale: 0.8, seed: 18, strength: 0.5, side: 1, reach: 0.9 },
    rim: { x: 1300, reach: 620, width: 4, rgb: colour('#ff9a50', 0.5) },
  })
  paintGirl(canvas, raster)
  for (const grass of GRASS) paintGrass(canvas, raster, grass)
}
