import { rehearsalMarkOn, type Point } from '../../../shared/film/rehearsal-mark'
import type { Size } from '../../../shared/project/document'

/** A picture with straight alpha, 4 bytes a pixel: red, green, blue, alpha. */
export interface MarkPicture {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

function distanceToLine([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay]
  const share = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)
  const nearest = Math.min(1, Math.max(0, share))
  return Math.hypot(x - ax - nearest * dx, y - ay - nearest * dy)
}

/** Inside 1, outside 0, and a pixel's width of edge between. */
function coverage(distance: number): number {
  return Math.min(1, Math.max(0, 0.5 - distance))
}

/** The badge that says "rehearsal" on a film of the given size: white letters on a dark, half-clear pill. */
export function drawRehearsalMark(film: Size): MarkPicture {
  const { width, height, lines, lineWidth, lineOpacity, pillOpacity } = rehearsalMarkOn(film)
  const radius = height / 2
  const pixels = new Uint8Array(width * height * 4)
  for (let x = 0; x < width; x++) {
    const reach = lineWidth / 2 + 1
    const close = lines.filter(
      ([[ax], [bx]]) => Math.min(ax, bx) - reach < x + 0.5 && x + 0.5 < Math.max(ax, bx) + reach,
    )
    for (let y = 0; y < height; y++) {
      const point: Point = [x + 0.5, y + 0.5]
      const near = close.reduce((least, [a, b]) => Math.min(least, distanceToLine(point, a, b)), Infinity)
      const ink = coverage(near - lineWidth / 2) * lineOpacity
      const inset = distanceToLine(point, [radius, radius], [width - radius, radius]) - radius
      const pill = coverage(inset) * pillOpacity
      const alpha = ink + pill * (1 - ink)
      const shade = alpha === 0 ? 0 : Math.round((255 * ink) / alpha)
      pixels.set([shade, shade, shade, Math.round(255 * alpha)], (y * width + x) * 4)
    }
  }
  return { width, height, pixels }
}

/** Where the badge lies: a margin in from the top left corner, on even pixels as 4:2:0 needs. */
export function rehearsalMarkPlace(film: Size): { readonly x: number; readonly y: number } {
  const { x, y } = rehearsalMarkOn(film)
  return { x, y }
}
