// The app icon: two frames joined by a golden seam on a dark rounded square.
import { createCanvas, over } from './canvas.mjs'
import { colour, gradient, toScreen } from './colour.mjs'
import { paintShape } from './land.mjs'
import { smooth } from './noise.mjs'

const SIZE = 1024
const TILE = '<rect x="64" y="64" width="896" height="896" rx="206"/>'
const LEFT = 'M236 300 h262 v424 h-262 a44 44 0 0 1 -44 -44 v-336 a44 44 0 0 1 44 -44Z'
const RIGHT = 'M526 300 h262 a44 44 0 0 1 44 44 v336 a44 44 0 0 1 -44 44 h-262Z'
const SEAM = '<rect x="490" y="204" width="44" height="616" rx="22"/>'

const clipped = (frame, inner) =>
  `<clipPath id="frame"><path d="${frame}"/></clipPath><g clip-path="url(#frame)">${inner}</g>`

function paintFrame(canvas, draw, { frame, sky, hills, sun }) {
  paintShape(canvas, draw(`<path d="${frame}"/>`), { stops: sky, top: 300, bottom: 724 })
  paintShape(canvas, draw(clipped(frame, sun.shape)), {
    stops: [
      [0, sun.rgb],
      [1, sun.rgb],
    ],
    top: 0,
    bottom: 1,
  })
  for (const hill of hills) {
    paintShape(canvas, draw(clipped(frame, `<path d="${hill.shape}"/>`)), { stops: hill.stops, top: 480, bottom: 724 })
  }
}

function paintTile(canvas) {
  const sample = gradient([
    [0, '#2b2a33'],
    [0.5, '#1b1b21'],
    [1, '#111115'],
  ])
  const rgb = [0, 0, 0]
  for (let row = 0; row < SIZE; row += 1) {
    for (let column = 0; column < SIZE; column += 1) {
      const corner = smooth(760, 0, Math.hypot(column - 250, row - 60))
      sample((row - 64) / 896 - corner * 0.12, rgb)
      over(canvas, row * SIZE + column, rgb, 1)
    }
  }
}

/** Paints the icon, 1024 by 1024 with clear corners, and gives the PNG file. */
export function paintIcon(raster) {
  const canvas = createCanvas(SIZE, SIZE)
  const draw = (elements) => raster.mask(elements, SIZE, SIZE)
  const tile = draw(TILE)
  paintTile(canvas)
  // The same hills run through both frames: night on the left, dawn on the right.
  const far = 'M150 620 C260 520 350 540 430 600 C480 636 520 640 570 606 C660 540 740 520 880 610 V760 H150Z'
  const near = 'M150 690 C260 640 360 640 460 672 C560 704 680 640 880 668 V760 H150Z'
  paintFrame(canvas, draw, {
    frame: LEFT,
    sky: [
      [0, '#2a3a78'],
      [0.76, '#6a74b4'],
      [0.9, '#151b3c'],
    ],
    sun: { shape: '<circle cx="318" cy="412" r="36"/>', rgb: '#eef0ff' },
    hills: [
      {
        shape: far,
        stops: [
          [0, '#3a4686'],
          [1, '#2a3468'],
        ],
      },
      {
        shape: near,
        stops: [
          [0, '#222b5a'],
          [1, '#151b3c'],
        ],
      },
    ],
  })
  paintFrame(canvas, draw, {
    frame: RIGHT,
    sky: [
      [0, '#c8566a'],
      [0.76, '#ffbf78'],
      [0.9, '#37162f'],
    ],
    sun: { shape: '<circle cx="690" cy="524" r="56"/>', rgb: '#fff3cf' },
    hills: [
      {
        shape: far,
        stops: [
          [0, '#a2465c'],
          [1, '#7c3350'],
        ],
      },
      {
        shape: near,
        stops: [
          [0, '#5a2444'],
          [1, '#37162f'],
        ],
      },
    ],
  })
  addSeamLight(canvas)
  paintShape(canvas, draw(SEAM), {
    stops: [
      [0, '#ffe9ae'],
      [0.5, '#f4bd4b'],
      [1, '#d98f22'],
    ],
    top: 204,
    bottom: 820,
    rim: { dx: -0.9, dy: -0.3, width: 4, rgb: colour('#fff6d8', 0.5) },
  })
  return raster.png(withCorners(canvas, tile), SIZE, SIZE)
}

function addSeamLight(canvas) {
  const rgb = colour('#ffb53c', 0.5)
  for (let row = 0; row < SIZE; row += 1) {
    const ends = smooth(120, 320, row) * smooth(904, 704, row)
    for (let column = 0; column < SIZE; column += 1) {
      const amount = ends * Math.exp(-Math.abs(column - 512) / 46)
      for (let part = 0; part < 3; part += 1) canvas.data[(row * SIZE + column) * 3 + part] += rgb[part] * amount
    }
  }
}

function withCorners(canvas, tile) {
  const bytes = new Uint8Array(SIZE * SIZE * 4)
  for (let index = 0; index < SIZE * SIZE; index += 1) {
    for (let part = 0; part < 3; part += 1)
      bytes[index * 4 + part] = Math.round(toScreen(Math.min(1, canvas.data[index * 3 + part])) * 255)
    bytes[index * 4 + 3] = Math.round(tile[index] * 255)
  }
  return bytes
}
