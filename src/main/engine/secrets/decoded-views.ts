/** A text as it reads after decoding, and where each of its characters comes from. */
export interface View {
  readonly text: string
  /** Of each character, and of the end; null: the same place. */
  readonly origins: Uint32Array | null
}

type Decode = (match: string) => string

const percent = /%[0-9a-f]{2}/gi
/** A character code is a byte here: a secret beyond ASCII is looked for as its UTF-8 bytes too. */
const decodePercent: Decode = (match) => String.fromCharCode(Number.parseInt(match.slice(1), 16))

const backslash = /\\(?:u[0-9a-f]{4}|x[0-9a-f]{2}|[^])/gi
const named: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
const decodeBackslash: Decode = (match) => {
  const letter = match.charAt(1)
  if (match.length > 2) return String.fromCharCode(Number.parseInt(match.slice(2), 16))
  return named[letter] ?? letter
}

/** The place in the original text of a place in a view. */
export function originOf({ origins }: View, index: number): number {
  return origins === null ? index : (origins[index] ?? 0)
}

/** Null when there is nothing to decode. Every escape is one character afterwards. */
function decoded(view: View, escape: RegExp, decode: Decode): View | null {
  const { text } = view
  const origins = new Uint32Array(text.length + 1)
  const pieces: string[] = []
  let length = 0
  let done = 0
  const copy = (until: number): void => {
    pieces.push(text.slice(done, until))
    for (let index = done; index < until; index++) origins[length++] = originOf(view, index)
  }
  for (const { 0: match, index } of text.matchAll(escape)) {
    copy(index)
    pieces.push(decode(match))
    origins[length++] = originOf(view, index)
    done = index + match.length
  }
  if (pieces.length === 0) return null
  copy(text.length)
  origins[length] = originOf(view, text.length)
  return { text: pieces.join(''), origins: origins.subarray(0, length + 1) }
}

function addDecoded(view: View, depth: number, views: View[]): void {
  views.push(view)
  if (depth === 0) return
  for (const next of [
    view.text.includes('%') ? decoded(view, percent, decodePercent) : null,
    view.text.includes('\\') ? decoded(view, backslash, decodeBackslash) : null,
  ]) {
    if (next) addDecoded(next, depth - 1, views)
  }
}

/**
 * The text itself and all its readings with up to `depth` layers of percent and backslash escapes taken off, in any order
 * (a link in JSON in a form, say). Each costs time and memory in proportion to the text.
 */
export function decodedViews(text: string, depth: number): readonly View[] {
  const views: View[] = []
  addDecoded({ text, origins: null }, depth, views)
  return views
}
