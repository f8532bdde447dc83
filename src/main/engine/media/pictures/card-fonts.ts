import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { create, type Font } from 'fontkit'

export type CardWeight = 'regular' | 'medium'

/** A word as drawn: how wide it is at size 1, and its outlines. */
export interface SetWord {
  readonly width: number
  /** SVG path data with the word's baseline starting at (x, y), `size` units to the em. */
  outline(x: number, y: number, size: number): string
}

/** Sets words in the bundled font, and in one of the system's for scripts that it does not have. */
export interface CardFonts {
  set(word: string, weight: CardWeight): SetWord
}

const bundled: Readonly<Record<CardWeight, string>> = { regular: 'Inter-Regular.ttf', medium: 'Inter-Medium.ttf' }

const windowsFonts = join(process.env['WINDIR'] ?? 'C:\\Windows', 'Fonts')

/** Where systems keep fonts for the scripts that Inter lacks; those that are not there are passed over. */
const systemFonts: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    '/System/Library/Fonts/Hiragino Sans GB.ttc',
    '/System/Library/Fonts/AppleSDGothicNeo.ttc',
    '/System/Library/Fonts/Supplemental/Arial Unicode.ttf',
  ],
  win32: ['msyh.ttc', 'YuGothM.ttc', 'malgun.ttf', 'segoeui.ttf', 'Nirmala.ttf', 'Nirmala.ttc', 'seguisym.ttf'].map(
    (name) => join(windowsFonts, name),
  ),
  linux: [
    '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
    '/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc',
    '/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc',
    '/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc',
    '/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf',
    '/usr/share/fonts/truetype/noto/NotoSansHebrew-Regular.ttf',
    '/usr/share/fonts/truetype/noto/NotoSansDevanagari-Regular.ttf',
    '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf',
    '/usr/share/fonts/TTF/DejaVuSans.ttf',
    '/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf',
  ],
}

function openFont(path: string): Font {
  const opened = create(readFileSync(path))
  const font = 'fonts' in opened ? opened.fonts[0] : opened
  if (!font) throw new Error(`${path} holds no font`)
  return font
}

/** A system's font in whatever state; null when it is missing or can't be read. */
function trySystemFont(path: string): Font | null {
  try {
    return openFont(path)
  } catch {
    return null
  }
}

/** Whether a font draws a character. Fonts with tables that are not understood count as not having it. */
function draws(font: Font, codePoint: number): boolean {
  try {
    return font.hasGlyphForCodePoint(codePoint) && font.glyphForCodePoint(codePoint).path !== null
  } catch {
    return false
  }
}

interface Run {
  readonly font: Font
  text: string
}

/** Stands for a character that no font here draws. */
const missing = '□'
const invisible = /^[\p{Cc}\p{Cf}\p{Cs}\p{Zs}]$/u
/** Marks and joiners belong to the letter before them, in whatever font that is. */
const combines = /^[\p{M}\u200c\u200d]$/u
const readsFromRight = /[\p{Script=Arabic}\p{Script=Hebrew}]/u
const pictograph = /^[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]$/u

function setRun({ font, text }: Run): SetWord {
  const run = font.layout(text)
  const scale = 1 / font.unitsPerEm
  return {
    width: run.advanceWidth * scale,
    outline(x, y, size) {
      let at = 0
      return run.glyphs
        .map((glyph, index) => {
          const position = run.positions[index]
          const [dx, dy] = [(at + (position?.xOffset ?? 0)) * scale * size, (position?.yOffset ?? 0) * scale * size]
          at += position?.xAdvance ?? 0
          return glyph.path
            .scale(scale * size, -scale * size)
            .translate(x + dx, y - dy)
            .toSVG()
        })
        .join('')
    },
  }
}

function joinRuns(runs: readonly SetWord[]): SetWord {
  return {
    width: runs.reduce((sum, run) => sum + run.width, 0),
    outline(x, y, size) {
      let at = x
      return runs
        .map((run) => {
          const path = run.outline(at, y, size)
          at += run.width * size
          return path
        })
        .join('')
    },
  }
}

/** Opens the bundled fonts in `folder`. Throws when they are missing: the app is then not whole. */
export function openCardFonts(folder: string): CardFonts {
  const own = new Map<CardWeight, Font>()
  const set = new Map<string, SetWord>()
  let others: readonly Font[] | null = null

  function ownFont(weight: CardWeight): Font {
    const font = own.get(weight) ?? openFont(join(folder, bundled[weight]))
    own.set(weight, font)
    return font
  }

  /** A character and the font that draws it; null leaves it out, as for emoji, which need colours. */
  function choose(character: string, weight: CardWeight): Run | null {
    const codePoint = character.codePointAt(0) ?? 0
    const font = ownFont(weight)
    if (font.hasGlyphForCodePoint(codePoint)) return { font, text: character }
    if (pictograph.test(character) || invisible.test(character)) return null
    others ??= (systemFonts[process.platform] ?? []).map(trySystemFont).filter((found) => found !== null)
    const other = others.find((candidate) => draws(candidate, codePoint))
    return other ? { font: other, text: character } : { font, text: missing }
  }

  function setWord(word: string, weight: CardWeight): SetWord {
    const runs: Run[] = []
    for (const character of word) {
      const last = runs.at(-1)
      const run = last && combines.test(character) ? { font: last.font, text: character } : choose(character, weight)
      if (run === null) continue
      if (last?.font === run.font) last.text += run.text
      else runs.push(run)
    }
    // Within a word that reads from the right, what follows stands to the left.
    return joinRuns((readsFromRight.test(word) ? runs.toReversed() : runs).map(setRun))
  }

  return {
    set(word, weight) {
      const key = `${weight} ${word}`
      const known = set.get(key) ?? setWord(word, weight)
      if (set.size < 5000) set.set(key, known)
      return known
    },
  }
}
