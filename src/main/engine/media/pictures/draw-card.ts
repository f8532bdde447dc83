import type { Size } from '../../../../shared/project/document'
import { breakLines, type BrokenText, type TextLine } from './break-lines'
import type { CardFonts, CardWeight } from './card-fonts'
import type { CardText } from './picture-job'

/** Sizes of the prompt, as shares of the frame's unit; the largest at which all of it fits is taken. */
const textSizes = [0.064, 0.054, 0.046, 0.039, 0.034]
const lineHeight = 1.42
/** Longer prompts are cut before they are set: more does not fit at the smallest size anyhow. */
const mostCharacters = 2400

const colours = { title: '#b9a888', text: '#f1f0ee', seam: '#e8b84a', from: '#211b15', to: '#131113' } as const

interface CardFrame {
  readonly size: Size
  /** The shorter side, a little more on wide and tall frames: what sizes are measured in. */
  readonly unit: number
  readonly left: number
  readonly width: number
  readonly top: number
  readonly height: number
}

function frameOf(size: Size): CardFrame {
  const unit = Math.min(size.width, size.height, Math.max(size.width, size.height) * 0.7)
  const left = size.width * 0.09 + unit * 0.05
  const width = Math.min(size.width - left - size.width * 0.1, unit * 1.42)
  return { size, unit, left, width, top: size.height * 0.13, height: size.height * 0.74 }
}

interface SetText {
  readonly broken: BrokenText
  readonly size: number
}

function setText(text: string, frame: CardFrame, height: number, fonts: CardFonts): SetText {
  const steps = textSizes.map((step) => step * frame.unit)
  let best: SetText | null = null
  for (const size of steps) {
    const most = Math.max(1, Math.floor(height / (size * lineHeight)))
    const measure = (word: string): number => fonts.set(word, 'regular').width * size
    best = { broken: breakLines(text, frame.width, most, measure), size }
    if (!best.broken.shortened) break
  }
  return best ?? { broken: { lines: [], shortened: false }, size: 0 }
}

/** Line by line from `top`, the first baseline one ascent below it. */
function drawLines(
  lines: readonly TextLine[],
  size: number,
  weight: CardWeight,
  at: { readonly left: number; readonly width: number; readonly top: number },
  fonts: CardFonts,
): string {
  return lines
    .map((line, index) => {
      const y = at.top + size * (0.97 + index * lineHeight)
      const widths = line.words.map((word) => fonts.set(word, weight).width * size)
      const whole = widths.reduce((sum, width) => sum + width, 0)
      let x = line.rightToLeft ? at.left + at.width : at.left
      return line.words
        .map((word, place) => {
          const width = widths[place] ?? 0
          if (line.rightToLeft) x -= width
          const path = fonts.set(word, weight).outline(x, y, size)
          if (!line.rightToLeft) x += width
          return whole === 0 ? '' : path
        })
        .join('')
    })
    .join('')
}

/** Scripts whose letters stand apart, so that capitals and space between them do no harm. */
const standsApart = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]*$/u

type DrawTitle = (left: number, top: number) => string

/** Spaced capitals on one line, letter by letter. */
function spacedTitle(title: string, size: number, width: number, fonts: CardFonts): DrawTitle {
  const letters = Array.from(title.toLocaleUpperCase())
  const advance = (letter: string): number => fonts.set(letter, 'medium').width * size + size * 0.14
  const whole = letters.reduce((sum, letter) => sum + advance(letter), 0)
  let used = advance('…')
  const fitting = whole > width ? letters.findIndex((letter) => (used += advance(letter)) > width) : letters.length
  const shown = fitting < letters.length ? [...letters.slice(0, Math.max(0, fitting)), '…'] : letters
  return (left, top) => {
    let x = left
    return shown
      .map((letter) => {
        const path = fonts.set(letter, 'medium').outline(x, top + size * 0.97, size)
        x += advance(letter)
        return path
      })
      .join('')
  }
}

/** The title on one line; scripts whose letters join are set as they are. Null when there is none. */
function titleLine(title: string, size: number, width: number, fonts: CardFonts): DrawTitle | null {
  const clean = title.trim().replaceAll(/\s+/g, ' ').slice(0, 200)
  if (clean === '') return null
  if (standsApart.test(clean)) return spacedTitle(clean, size, width, fonts)
  const larger = size * 1.2
  const { lines } = breakLines(clean, width, 1, (word) => fonts.set(word, 'medium').width * larger)
  return (left, top) => drawLines(lines, larger, 'medium', { left, width, top: top - size * 0.2 }, fonts)
}

function background({ size, unit }: CardFrame, seam: number): string {
  const { width, height } = size
  const line = Math.max(1.5, unit * 0.0035)
  return `<defs>
<linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${colours.from}"/><stop offset="1" stop-color="${colours.to}"/></linearGradient>
<radialGradient id="h" gradientUnits="userSpaceOnUse" cx="${seam}" cy="${height * 0.5}" r="${Math.max(width, height) * 0.6}"><stop offset="0" stop-color="${colours.seam}" stop-opacity="0.07"/><stop offset="1" stop-color="${colours.seam}" stop-opacity="0"/></radialGradient>
<linearGradient id="s" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${colours.seam}" stop-opacity="0"/><stop offset="0.22" stop-color="${colours.seam}"/><stop offset="0.78" stop-color="${colours.seam}"/><stop offset="1" stop-color="${colours.seam}" stop-opacity="0"/></linearGradient>
</defs>
<rect width="${width}" height="${height}" fill="url(#g)"/><rect width="${width}" height="${height}" fill="url(#h)"/>
<rect x="${seam - line / 2}" y="0" width="${line}" height="${height}" fill="url(#s)"/>`
}

/** The card for a shot without a picture, as SVG of outlines only: no text and no font is left in it. */
export function drawCard(card: CardText, size: Size, fonts: CardFonts): string {
  const frame = frameOf(size)
  const titleSize = frame.unit * 0.028
  const gap = titleSize * 1.5
  const title = titleLine(card.title, titleSize, frame.width, fonts)
  const titleHeight = title === null ? 0 : titleSize * lineHeight + gap
  const text = setText(card.text.slice(0, mostCharacters), frame, frame.height - titleHeight, fonts)
  const isEmpty = text.broken.lines.every((line) => line.words.length === 0)
  const textHeight = isEmpty ? 0 : text.broken.lines.length * text.size * lineHeight
  // A block of text looks centred a little above the middle.
  const top = frame.top + Math.max(0, (frame.height - titleHeight - textHeight) * 0.46)
  const seam = frame.left - frame.unit * 0.06
  const at = { left: frame.left, width: frame.width, top: top + titleHeight }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">
${background(frame, seam)}
<path fill="${colours.title}" d="${title?.(frame.left, top) ?? ''}"/>
<path fill="${colours.text}" d="${isEmpty ? '' : drawLines(text.broken.lines, text.size, 'regular', at, fonts)}"/>
</svg>`
}
