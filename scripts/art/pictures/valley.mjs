import { paintClouds, paintDisc, paintSky } from '../sky.mjs'
import { coniferForest, paintMist, paintRidge, paintShape, ridgeLine } from '../land.mjs'
import { addGlow, over } from '../canvas.mjs'
import { colour } from '../colour.mjs'
import { noise, smooth } from '../noise.mjs'

const SUN = { x: 980, y: 226 }

const walls = (centre, open, rise) => (x) => rise * smooth(open * 0.25, open * 1.5, Math.abs(x - centre))

const LAYERS = [
  {
    seed: 101,
    base: 420,
    height: 120,
    scale: 2.6,
    shape: walls(980, 700, 90),
    stops: ['#a9b7b0', '#c3cbc0', '#d3d6c8'],
    mist: [500, 50, 0.55],
    rim: 0.16,
    relief: 0.12,
  },
  {
    seed: 112,
    base: 500,
    height: 130,
    scale: 2.9,
    shape: walls(940, 640, 150),
    stops: ['#8a9f98', '#a9b8ac', '#c7cebf'],
    mist: [590, 60, 0.65],
    rim: 0.18,
    relief: 0.2,
    trees: [6, 15, 1],
  },
  {
    seed: 123,
    base: 610,
    height: 130,
    scale: 2.8,
    shape: walls(1010, 600, 200),
    stops: ['#6a857c', '#8ba196', '#b7c2b3'],
    mist: [700, 64, 0.7],
    rim: 0.18,
    relief: 0.3,
    trees: [7, 26, 2],
  },
  {
    seed: 134,
    base: 720,
    height: 120,
    scale: 2.7,
    shape: walls(930, 560, 230),
    stops: ['#4c675f', '#6d867b', '#a3b2a3'],
    mist: [806, 64, 0.66],
    rim: 0.16,
    relief: 0.36,
    trees: [10, 44, 2],
  },
  {
    seed: 145,
    base: 860,
    height: 110,
    scale: 2.5,
    shape: walls(1040, 560, 270),
    stops: ['#314a43', '#48625a', '#84978a'],
    mist: [930, 70, 0.5],
    rim: 0.14,
    relief: 0.4,
    trees: [15, 76, 3],
  },
  {
    seed: 156,
    base: 1010,
    height: 90,
    scale: 2.2,
    shape: walls(960, 640, 250),
    stops: ['#182a27', '#1d312d', '#2b423c'],
    rim: 0.1,
    relief: 0.4,
    trees: [26, 170, 2],
  },
]

function paintLayer(canvas, raster, layer, index) {
  const line = ridgeLine({ ...layer, octaves: 6 })
  const [crest, flank, foot] = layer.stops
  paintRidge(canvas, {
    line,
    stops: [
      [0, crest],
      [0.45, flank],
      [1, foot],
    ],
    depth: 300,
    relief: { scale: 0.5, seed: 70 + index, strength: layer.relief, side: 1, reach: 1, down: 0.8 },
    rim: { x: SUN.x, reach: 520, width: 5 + index, rgb: colour('#fff1cf', layer.rim) },
  })
  if (layer.trees) {
    const [spacing, tall, rows] = layer.trees
    const forest = raster.mask(
      coniferForest(line, { seed: layer.seed, spacing, tall, rows, drop: tall * 0.55 }),
      canvas.width,
      canvas.height,
    )
    paintShape(canvas, forest, {
      stops: [
        [0, crest],
        [1, crest],
      ],
      top: 0,
      bottom: 1,
    })
  }
  if (!layer.mist) return
  const [y, thickness, opacity] = layer.mist
  paintMist(canvas, { y, thickness, opacity, rgb: colour('#e2e4d6'), seed: 260 + index * 3, drift: 0.9 })
}

// The river catches the sky on the valley floor, winding towards the camera between two layers.
function paintRiver(canvas, from, to) {
  const rgb = colour('#e9e8d8')
  for (let row = from; row < to; row += 1) {
    const depth = (row - from) / (to - from)
    const middle = 985 + Math.sin(depth * 5.6 + 0.3) * (14 + depth * 130) + noise(depth * 5, 3.3, 9) * 30 * depth
    const half = 2 + depth ** 1.7 * 40
    for (let column = Math.floor(middle - half - 3); column <= middle + half + 3; column += 1) {
      const cover = smooth(half + 2, half - 2, Math.abs(column - middle)) * 0.62 * smooth(0, 0.45, depth)
      if (cover > 0) over(canvas, row * canvas.width + column, rgb, cover)
    }
  }
}

// Shafts of light fan out from behind the ridge.
function addShafts(canvas) {
  const rgb = colour('#fff0cc', 0.11)
  for (let row = 0; row < canvas.height; row += 1) {
    for (let column = 0; column < canvas.width; column += 1) {
      const dx = column - SUN.x
      const dy = row - SUN.y
      const shaft =
        smooth(-0.15, 0.75, noise(Math.atan2(dx, dy) * 5.2 + 4, 1.7, 55)) *
        Math.exp(-Math.hypot(dx, dy) / 520) *
        smooth(-30, 160, dy)
      const at = (row * canvas.width + column) * 3
      for (let part = 0; part < 3; part += 1) canvas.data[at + part] += rgb[part] * shaft * 2
    }
  }
}

/** Shot 5: a wooded valley filling with mist, pale sun behind the far ridge. */
export function paintValley(canvas, raster) {
  paintSky(canvas, {
    horizon: 560,
    stops: [
      [0, '#7f9795'],
      [0.35, '#a5b6ac'],
      [0.7, '#d0d5c3'],
      [1, '#ece6d0'],
    ],
  })
  paintClouds(canvas, {
    horizon: 600,
    light: SUN,
    lit: colour('#fbf5e2'),
    shade: colour('#879c98'),
    seed: 171,
    cover: -0.05,
    softness: 0.6,
    opacity: 0.55,
    scale: 0.8,
    falloff: 0.8,
  })
  paintDisc(canvas, {
    ...SUN,
    radius: 44,
    rgb: colour('#fff6dc', 1.1),
    edge: 12,
    halo: [
      { radius: 120, gain: 0.2 },
      { radius: 380, gain: 0.12, rgb: colour('#fff0cc', 1.3) },
    ],
  })
  LAYERS.slice(0, 3).forEach((layer, index) => paintLayer(canvas, raster, layer, index))
  paintLayer(canvas, raster, LAYERS[3], 3)
  paintRiver(canvas, 790, 900)
  addShafts(canvas)
  paintLayer(canvas, raster, LAYERS[4], 4)
  addGlow(canvas, { x: SUN.x, y: 640, radius: 420, stretch: 1.8, rgb: colour('#fff2d4', 0.05) })
  paintLayer(canvas, raster, LAYERS[5], 5)
}
