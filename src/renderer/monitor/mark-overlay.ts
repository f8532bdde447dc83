import { rehearsalMarkOn } from '../../shared/film/rehearsal-mark'
import type { Size } from '../../shared/project/document'
import styles from './Monitor.module.css'

function draw<Name extends 'svg' | 'rect' | 'path'>(
  name: Name,
  attributes: Readonly<Record<string, string | number>>,
): SVGElementTagNameMap[Name] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  return element
}

/** The rehearsal mark over a picture of a film of the given size, line by line as the export burns it in. */
export function drawMarkOverlay(film: Size): SVGSVGElement {
  const { x, y, width, height, lines, lineWidth, lineOpacity, pillOpacity } = rehearsalMarkOn(film)
  const path = lines.map(([from, to]) => `M${x + from[0]} ${y + from[1]}L${x + to[0]} ${y + to[1]}`).join('')
  const overlay = draw('svg', { class: styles['mark'] ?? '', viewBox: `0 0 ${film.width} ${film.height}` })
  overlay.append(
    draw('rect', { x, y, width, height, rx: height / 2, 'fill-opacity': pillOpacity }),
    draw('path', { d: path, 'stroke-width': lineWidth, 'stroke-opacity': lineOpacity }),
  )
  overlay.setAttribute('aria-hidden', 'true')
  return overlay
}
