import type { Size } from '../project/document'

export type Point = readonly [x: number, y: number]
type Stroke = readonly Point[]

interface Letter {
  readonly width: number
  readonly strokes: readonly Stroke[]
}

/** Points on an arc; angles in quarter turns, clockwise from the right. */
function arc([x, y]: Point, [radiusX, radiusY]: Point, from: number, to: number): Stroke {
  return Array.from({ length: 13 }, (_, step) => {
    const angle = ((from + ((to - from) * step) / 12) * Math.PI) / 2
    return [x + radiusX * Math.cos(angle), y + radiusY * Math.sin(angle)] as const
  })
}

/** The letters of one word as pen strokes in a box one high: no font to ship, no text filter that a build may lack. */
const letters: Readonly<Record<string, Letter>> = {
  R: {
    width: 0.6,
    strokes: [
      [[0, 1], [0, 0], [0.32, 0], ...arc([0.32, 0.27], [0.27, 0.27], -1, 1), [0, 0.54]],
      [
        [0.3, 0.54],
        [0.6, 1],
      ],
    ],
  },
  E: {
    width: 0.52,
    strokes: [
      [
        [0.52, 0],
        [0, 0],
        [0, 1],
        [0.52, 1],
      ],
      [
        [0, 0.49],
        [0.45, 0.49],
      ],
    ],
  },
  H: {
    width: 0.64,
    strokes: [
      [
        [0, 0],
        [0, 1],
      ],
      [
        [0.64, 0],
        [0.64, 1],
      ],
      [
        [0, 0.49],
        [0.64, 0.49],
      ],
    ],
  },
  A: {
    width: 0.72,
    strokes: [
      [
        [0, 1],
        [0.36, 0],
        [0.72, 1],
      ],
      [
        [0.13, 0.66],
        [0.59, 0.66],
      ],
    ],
  },
  S: {
    width: 0.56,
    strokes: [[...arc([0.28, 0.26], [0.25, 0.26], -0.35, -3), ...arc([0.28, 0.74], [0.28, 0.26], -1, 1.65)]],
  },
  L: {
    width: 0.5,
    strokes: [
      [
        [0, 0],
        [0, 1],
        [0.5, 1],
      ],
    ],
  },
}

const word = 'REHEARSAL'
const letterGap = 0.3
const strokeWidth = 0.15
const padding = { x: 0.85, y: 0.62 }

/** Every line of the word, laid out from the left. */
function layOutWord(): { readonly lines: readonly (readonly [Point, Point])[]; readonly width: number } {
  const lines: (readonly [Point, Point])[] = []
  let left = 0
  for (const name of word) {
    const letter = letters[name]
    for (const stroke of letter?.strokes ?? []) {
      stroke.slice(1).forEach(([x, y], index) => {
        const [fromX, fromY] = stroke[index] ?? [x, y]
        lines.push([
          [left + fromX, fromY],
          [left + x, y],
        ])
      })
    }
    left += (letter?.width ?? 0) + letterGap
  }
  return { lines, width: left - letterGap }
}

/** The rehearsal mark on a film: a half-clear pill with the word on it. Everything is in film pixels. */
export interface RehearsalMark {
  /** The pill's top left corner on the film and its size, on even pixels as 4:2:0 needs; its ends are round. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** White lines with round ends, measured from the pill's corner. */
  readonly lines: readonly (readonly [Point, Point])[]
  readonly lineWidth: number
  readonly lineOpacity: number
  /** The pill is black. */
  readonly pillOpacity: number
}

/** The mark as the monitor lays it over rehearsed takes and the export burns it in: top left, small. */
export function rehearsalMarkOn(film: Size): RehearsalMark {
  const { lines, width } = layOutWord()
  const side = Math.min(film.width, film.height)
  const capHeight = Math.max(5, side * 0.022)
  const even = (units: number): number => 2 * Math.ceil((units * capHeight) / 2)
  const margin = 2 * Math.round(side * 0.018)
  const inPixels = ([x, y]: Point): Point => [(x + padding.x) * capHeight, (y + padding.y) * capHeight]
  return {
    x: margin,
    y: margin,
    width: even(width + 2 * padding.x),
    height: even(1 + 2 * padding.y),
    lines: lines.map(([from, to]) => [inPixels(from), inPixels(to)]),
    lineWidth: strokeWidth * capHeight,
    lineOpacity: 0.95,
    pillOpacity: 0.5,
  }
}
