/** Width of a word at the size it will be set in; a space between words is a word of its own. */
export type MeasureWord = (word: string) => number

/** One line: its words from left to right as read; `rightToLeft` lines are set from the right. */
export interface TextLine {
  readonly words: readonly string[]
  readonly rightToLeft: boolean
}

export interface BrokenText {
  readonly lines: readonly TextLine[]
  /** Whether the end had to be left out. */
  readonly shortened: boolean
}

const ellipsis = '…'
/** Ideographs and kana, after each of which a line may end; what closes a phrase stays with the one before it. */
const breaksAnywhere = /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー「『（][、。，．！？：；」』）…ー]*)/u
const startsRightToLeft = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}]/u
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Pieces between which a line may end: words and the spaces after them; each ideograph by itself. */
function pieces(paragraph: string): readonly string[] {
  return paragraph
    .split(/( +)/)
    .flatMap((part) => (part.startsWith(' ') ? [' '] : part.split(breaksAnywhere)))
    .filter((part) => part !== '')
}

/** A word wider than the line, cut between characters as people see them. */
function cutWord(word: string, width: number, measure: MeasureWord): readonly string[] {
  const parts: string[] = []
  let part = ''
  for (const { segment } of graphemes.segment(word)) {
    if (part !== '' && measure(part + segment) > width) {
      parts.push(part)
      part = ''
    }
    part += segment
  }
  return [...parts, part]
}

function trimEnd(words: readonly string[]): readonly string[] {
  return words.at(-1) === ' ' ? words.slice(0, -1) : words
}

function breakParagraph(paragraph: string, width: number, measure: MeasureWord): readonly (readonly string[])[] {
  const lines: (readonly string[])[] = []
  let line: string[] = []
  let used = 0
  for (const piece of pieces(paragraph)) {
    const parts = measure(piece) > width ? cutWord(piece, width, measure) : [piece]
    for (const part of parts) {
      const length = measure(part)
      if (used + length > width && line.length > 0 && part !== ' ') {
        lines.push(trimEnd(line))
        line = []
        used = 0
      }
      const isNothing = part === ' ' ? line.length === 0 || line.at(-1) === ' ' : length === 0
      if (isNothing) continue
      line.push(part)
      used += length
    }
  }
  return [...lines, trimEnd(line)]
}

function withEllipsis(line: TextLine, width: number, measure: MeasureWord): TextLine {
  const words = [...line.words]
  const length = (): number => words.reduce((sum, word) => sum + measure(word), 0) + measure(ellipsis)
  while (words.length > 1 && (length() > width || words.at(-1) === ' ')) words.pop()
  return { ...line, words: [...words, ellipsis] }
}

/**
 * Breaks text into at most `most` lines of `width`. Line breaks in the text stay; a run of empty lines becomes one; the
 * last line ends in an ellipsis when something had to be left out.
 */
export function breakLines(text: string, width: number, most: number, measure: MeasureWord): BrokenText {
  const clean = text
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
  const lines = clean.split('\n').flatMap((paragraph): readonly TextLine[] => {
    const rightToLeft = startsRightToLeft.test(paragraph)
    return breakParagraph(paragraph, width, measure).map((words) => ({ words, rightToLeft }))
  })
  const last = lines[most - 1]
  if (lines.length <= most || !last) return { lines, shortened: false }
  return { lines: [...lines.slice(0, most - 1), withEllipsis(last, width, measure)], shortened: true }
}
