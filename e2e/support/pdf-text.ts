import { inflateSync } from 'node:zlib'

/** What the tests read of a PDF as Chromium writes it: plain objects, compressed streams, fonts by glyph. */
interface PdfReading {
  readonly pages: number
  /** Points, of the first page. */
  readonly size: readonly [width: number, height: number]
  readonly text: string
}

type GlyphMap = ReadonlyMap<string, string>

function streamOf(body: string): string {
  const found = /stream\r?\n([\s\S]*?)\r?\nendstream/.exec(body)
  if (!found) return ''
  const bytes = Buffer.from(found[1] ?? '', 'latin1')
  return /\/FlateDecode/.test(body) ? inflateSync(bytes).toString('latin1') : bytes.toString('latin1')
}

function charactersOf(hex: string): string {
  return Buffer.from(hex, 'hex').swap16().toString('utf16le')
}

function blocksOf(table: string, kind: 'bfchar' | 'bfrange'): readonly string[] {
  return [...table.matchAll(new RegExp(`begin${kind}([\\s\\S]*?)end${kind}`, 'g'))].map(([, block = '']) => block)
}

function* rangeGlyphs(block: string): Generator<readonly [string, string]> {
  for (const [, from = '', last = '', to = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
    const first = Number.parseInt(from, 16)
    for (let glyph = first; glyph <= Number.parseInt(last, 16); glyph++) {
      const character = String.fromCodePoint(Number.parseInt(to, 16) + glyph - first)
      yield [glyph.toString(16).padStart(4, '0').toUpperCase(), character]
    }
  }
}

function* singleGlyphs(block: string): Generator<readonly [string, string]> {
  for (const [, glyph = '', to = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>/g)) {
    yield [glyph.toUpperCase(), charactersOf(to)]
  }
}

/** The characters of a font's glyphs, from its table to Unicode. */
function glyphMap(table: string): GlyphMap {
  return new Map([
    ...blocksOf(table, 'bfchar').flatMap((block) => [...singleGlyphs(block)]),
    ...blocksOf(table, 'bfrange').flatMap((block) => [...rangeGlyphs(block)]),
  ])
}

function wordsOf(content: string, fonts: ReadonlyMap<string, GlyphMap>): string {
  let font: GlyphMap = new Map()
  let words = ''
  for (const [, name, hex, ends] of content.matchAll(/\/(\w+)\s+[\d.]+\s+Tf|<(\w*)>|(\bET\b)/g)) {
    if (name !== undefined) font = fonts.get(name) ?? new Map()
    if (ends !== undefined) words += '\n'
    for (const glyph of hex?.match(/.{4}/g) ?? []) words += font.get(glyph.toUpperCase()) ?? ''
  }
  return words
}

/** Reads pages, size and words of a PDF that Chromium made. */
export function readPdf(file: Buffer): PdfReading {
  const raw = file.toString('latin1')
  const objects = new Map(
    [...raw.matchAll(/\n(\d+) 0 obj\r?\n([\s\S]*?)\r?\nendobj/g)].map(([, id = '', body = '']) => [id, body]),
  )
  const fonts = new Map<string, GlyphMap>()
  for (const body of objects.values()) {
    for (const [, name = '', id = ''] of body.matchAll(/\/(F\d+)\s+(\d+) 0 R/g)) {
      const table = /\/ToUnicode\s+(\d+) 0 R/.exec(objects.get(id) ?? '')?.[1]
      if (table !== undefined) fonts.set(name, glyphMap(streamOf(objects.get(table) ?? '')))
    }
  }
  const pages = [...objects.values()].filter((body) => /\/Type\s*\/Page\b/.test(body))
  const box = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pages[0] ?? '')
  const text = pages.map((page) => {
    const id = /\/Contents\s+(\d+) 0 R/.exec(page)?.[1] ?? ''
    return wordsOf(streamOf(objects.get(id) ?? ''), fonts)
  })
  return { pages: pages.length, size: [Number(box?.[1]), Number(box?.[2])], text: text.join('\n') }
}
