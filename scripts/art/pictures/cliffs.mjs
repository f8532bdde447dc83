import { paintClouds, paintDisc, paintSky } from '../sky.mjs'
import { paintMist, paintRidge, paintShape, ridgeLine } from '../land.mjs'
import { paintSea, paintShore } from '../sea.mjs'
import { colour } from '../colour.mjs'
import { layered, smooth } from '../noise.mjs'

const HORIZON = 600
const SUN = { x: 1430, y: 236 }

// [x, y, size, tilt, pose]
const GULLS = [
  [452, 262, 1.2, -7, 0],
  [684, 184, 1.6, 5, 1],
  [900, 330, 0.95, -4, 0],
  [1080, 216, 1.05, 7, 2],
  [590, 392, 0.78, 4, 1],
  [1196, 392, 0.6, -6, 0],
  [800, 108, 0.72, 6, 2],
  [318, 402, 0.56, 2, 1],
  [1000, 452, 0.44, -3, 0],
]
// Gulls from ahead and below, about 120 pixels across; the dark wing tips are drawn again on top.
const POSES = [
  {
    wings:
      'M-66 -16 C-50 -30 -34 -30 -20 -16 C-13 -8 -7 -4 0 -4 C7 -4 12 -9 19 -18 C32 -34 48 -36 68 -24 C50 -27 37 -22 27 -9 C20 0 12 6 4 7 L-4 7 C-14 5 -20 0 -27 -8 C-37 -20 -50 -22 -66 -16Z',
    tips: 'M-66 -16 C-60 -22 -54 -26 -49 -27 L-47 -20 C-53 -20 -60 -19 -66 -16Z M68 -24 C60 -29 54 -31 49 -31 L49 -25 C55 -26 62 -26 68 -24Z',
  },
  {
    wings:
      'M-72 2 C-54 -14 -36 -19 -18 -9 C-10 -5 -5 -3 0 -3 C6 -3 12 -6 18 -11 C36 -24 54 -20 74 -6 C54 -12 38 -10 24 -1 C16 5 10 8 4 8 L-4 8 C-12 8 -18 4 -25 0 C-38 -7 -54 -6 -72 2Z',
    tips: 'M-72 2 C-66 -4 -60 -8 -54 -11 L-52 -5 C-59 -4 -66 -1 -72 2Z M74 -6 C67 -11 61 -15 55 -16 L54 -11 C61 -11 68 -9 74 -6Z',
  },
  {
    wings:
      'M-46 -44 C-40 -30 -32 -18 -20 -10 C-13 -6 -7 -4 0 -4 C8 -4 15 -8 22 -15 C33 -25 42 -38 50 -54 C50 -34 42 -16 28 -4 C20 3 12 7 4 8 L-4 8 C-13 6 -20 2 -27 -4 C-38 -14 -45 -28 -46 -44Z',
    tips: 'M-46 -44 C-43 -38 -40 -32 -37 -28 L-42 -24 C-45 -31 -46 -38 -46 -44Z M50 -54 C47 -47 43 -41 40 -36 L46 -32 C49 -40 50 -47 50 -54Z',
  },
]
const BODY = '<path d="M-5 -3 C-2 -7 6 -8 12 -5 L19 -2 L12 0 C10 6 4 10 -4 10 L-14 13 L-10 7 C-10 2 -8 -1 -5 -3Z"/>'

const LIGHTHOUSE = { x: 1700, foot: 488 }
const { x: TX, foot: TY } = LIGHTHOUSE
const TOWER = `<path d="M${TX - 9} ${TY + 6} L${TX - 6} ${TY - 58} H${TX + 6} L${TX + 9} ${TY + 6}Z"/>`
const BANDS = `<path d="M${TX - 7} ${TY - 42} H${TX + 7} V${TY - 28} H${TX - 7}Z M${TX - 8.5} ${TY - 12} H${TX + 8.5} V${TY + 2} H${TX - 8.5}Z"/>`
const LANTERN = `<path d="M${TX - 9} ${TY - 61} H${TX + 9} V${TY - 58} H${TX - 9}Z M${TX - 4.5} ${TY - 72} H${TX + 4.5} V${TY - 61} H${TX - 4.5}Z M${TX - 6} ${TY - 72} Q${TX} ${TY - 84} ${TX + 6} ${TY - 72}Z"/>`

/**
 * A headland in perspective: from its near end at `near` to its point at `tip` (columns) the crest sinks and the
 * waterline rises towards the horizon; at the tip the crest breaks off as a cliff.
 */
function headland({ near, tip, crest, shore, seed, rough = 1 }) {
  const along = (x) => Math.min(1.2, (x - near) / (tip - near))
  const swell = ridgeLine({ seed, base: 0, height: 52 * rough, scale: 4.4, octaves: 6, rough: 0.45 })
  const notch = ridgeLine({ seed: seed + 3, base: 0, height: 26, scale: 26, octaves: 4, rough: 0.55 })
  const floor = (x) => shore[0] + (shore[1] - shore[0]) * Math.min(1, along(x)) + 5 * layered(x / 70, seed, 4, seed)
  const line = (x) => {
    const t = along(x)
    const top = crest[0] + (crest[1] - crest[0]) * Math.min(1, t) + swell(x) * (1 - 0.5 * Math.min(1, Math.max(0, t)))
    // Two steps: the cliff itself, then fallen rocks running out into the water.
    const fall = 0.78 * smooth(0.93, 0.985, t + notch(x) * 0.0005) + 0.22 * smooth(0.97, 1.02, t)
    return top + (floor(x) - top) * fall + notch(x) * 0.35 * smooth(0.9, 0.95, t) + 90 * smooth(1, 1.03, t)
  }
  return { line, floor }
}

const LAYERS = [
  {
    ...headland({ near: 2050, tip: 1390, crest: [420, 528], shore: [606, 602], seed: 51, rough: 0.5 }),
    turf: '#93a9bf',
    rock: ['#b9c6d2', '#aebfcd', '#c3cfd6'],
    light: 0.2,
    mist: [602, 18, 0.5],
  },
  {
    ...headland({ near: -200, tip: 1000, crest: [370, 540], shore: [628, 606], seed: 12, rough: 0.9 }),
    turf: '#84a0ac',
    rock: ['#d3d6d5', '#b9c3cb', '#c9cfd0'],
    light: 0.36,
    mist: [610, 22, 0.5],
  },
  {
    ...headland({ near: -260, tip: 690, crest: [380, 560], shore: [742, 638], seed: 37, rough: 1.2 }),
    turf: '#5b7d80',
    rock: ['#d6d4cd', '#a5b0b8', '#b4bbbe'],
    light: 0.55,
    mist: [664, 26, 0.34],
  },
  {
    ...headland({ near: 2180, tip: 1290, crest: [560, 700], shore: [850, 752], seed: 64, rough: 1.1 }),
    turf: '#466861',
    rock: ['#b2b8b8', '#8296a3', '#93a5b0'],
    light: 0.6,
    mist: [790, 26, 0.3],
  },
  {
    ...headland({ near: -420, tip: 560, crest: [470, 700], shore: [1090, 850], seed: 77, rough: 1.5 }),
    turf: '#35564f',
    rock: ['#c3c4bf', '#8d9da8', '#7f93a1'],
    light: 0.75,
    mist: [900, 30, 0.2],
  },
]

function paintHeadland(canvas, view, layer, index) {
  const { line, floor, turf, rock, light } = layer
  const tall = 130 + index * 60
  paintRidge(canvas, {
    line,
    floor,
    depth: tall,
    stops: [
      [0, turf],
      [0.1, turf],
      [0.2, rock[0]],
      [0.6, rock[1]],
      [1, rock[2]],
    ],
    relief: {
      scale: 1.5 - index * 0.17,
      seed: 60 + index,
      strength: light * 0.5,
      side: 1,
      reach: 2.4,
      across: 2.3,
      down: 0.62,
    },
    rim: { x: SUN.x, reach: 900, width: 2 + index, rgb: colour('#fff0cc', 0.1 + light * 0.16) },
  })
  paintShore(canvas, view, {
    line,
    floor,
    rgb: colour(rock[1], 0.72),
    length: 40 + index * 34,
    strength: 0.55,
    foam: { rgb: colour('#f6f4ea'), strength: 0.85, width: 1.5 + index * 1.1 },
  })
  const [y, thickness, opacity] = layer.mist
  paintMist(canvas, { y, thickness, opacity, rgb: colour('#e3e6e2'), seed: 200 + index })
}

function paintGulls(canvas, raster) {
  const place = (part) =>
    GULLS.map(
      ([x, y, size, tilt, pose]) =>
        `<g transform="translate(${x} ${y}) rotate(${tilt}) scale(${size})">${part(POSES[pose])}</g>`,
    ).join('')
  const draw = (part) => raster.mask(place(part), canvas.width, canvas.height)
  const light = { dx: 0.6, dy: -0.9, width: 1, rgb: colour('#fffaf0', 0.7) }
  paintShape(
    canvas,
    draw(({ wings }) => `<path d="${wings}"/>`),
    {
      stops: [
        [0, '#8ea3ba'],
        [1, '#9db1c2'],
      ],
      top: 80,
      bottom: 480,
      rim: light,
    },
  )
  paintShape(
    canvas,
    draw(() => BODY),
    {
      stops: [
        [0, '#dfe6ea'],
        [1, '#dfe6ea'],
      ],
      top: 0,
      bottom: 1,
      rim: light,
    },
  )
  paintShape(
    canvas,
    draw(({ tips }) => `<path d="${tips}"/>`),
    {
      stops: [
        [0, '#263345'],
        [1, '#35445a'],
      ],
      top: 80,
      bottom: 480,
    },
  )
}

function paintLighthouse(canvas, raster) {
  const draw = (elements) => raster.mask(elements, canvas.width, canvas.height)
  paintShape(canvas, draw(TOWER), {
    stops: [
      [0, '#f3f1ea'],
      [1, '#e6e6e2'],
    ],
    top: TY - 60,
    bottom: TY,
  })
  paintShape(canvas, draw(BANDS), {
    stops: [
      [0, '#c0757a'],
      [1, '#b87880'],
    ],
    top: TY - 60,
    bottom: TY,
  })
  paintShape(canvas, draw(LANTERN), {
    stops: [
      [0, '#5c6f88'],
      [1, '#6f8298'],
    ],
    top: TY - 90,
    bottom: TY - 58,
  })
}

/** Shot 3: white cliffs in first light, gulls crossing, the lighthouse small on the far headland. */
export function paintCliffs(canvas, raster) {
  paintSky(canvas, {
    horizon: HORIZON,
    stops: [
      [0, '#3a6aa3'],
      [0.35, '#6794c0'],
      [0.7, '#a6c2d8'],
      [0.9, '#dce1dc'],
      [1, '#f2e6cf'],
    ],
  })
  paintClouds(canvas, {
    horizon: HORIZON,
    light: SUN,
    lit: colour('#fff6e4', 1.05),
    shade: colour('#a3bad2'),
    seed: 83,
    cover: 0.04,
    softness: 0.5,
    opacity: 0.75,
    scale: 0.9,
    falloff: 0.5,
  })
  paintDisc(canvas, {
    ...SUN,
    radius: 44,
    rgb: colour('#fff3d2', 1.3),
    edge: 4,
    halo: [
      { radius: 100, gain: 0.26 },
      { radius: 300, gain: 0.11, rgb: colour('#ffe7b5', 1.8) },
      { radius: 640, gain: 0.06, rgb: colour('#ffdca0', 1.6) },
    ],
  })
  paintRidge(canvas, {
    line: LAYERS[0].line,
    stops: [
      [0, '#93a9bf'],
      [1, '#b9c6d2'],
    ],
    depth: 130,
    floor: HORIZON,
  })
  const view = paintSea(canvas, {
    horizon: HORIZON,
    deep: colour('#2f6483'),
    seed: 300,
    swell: 90,
    mirror: [0.95, 0.36],
    ripples: 2.2,
    glitter: { x: SUN.x, y: 430, width: 120, height: 210, rgb: colour('#fff0cc', 0.3) },
  })
  paintMist(canvas, { y: HORIZON, thickness: 16, rgb: colour('#f3e9d4'), opacity: 0.55, seed: 40 })
  paintHeadland(canvas, view, LAYERS[0], 0)
  paintLighthouse(canvas, raster)
  LAYERS.slice(1).forEach((layer, index) => paintHeadland(canvas, view, layer, index + 1))
  paintGulls(canvas, raster)
}
