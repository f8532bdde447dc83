/** Text that a spreadsheet would take for a formula; with apostrophes before it, so that one more can be told apart. */
const formula = /^'*[=+\-@\t\r]/
const guarded = /^'+[=+\-@\t\r]/

function field(value: string | number): string {
  const text = typeof value === 'string' && formula.test(value) ? `'${value}` : String(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Lines of a table as spreadsheets read it (RFC 4180): quoted where needed, and no text ever taken for a formula. */
export function writeCsv(lines: readonly (readonly (string | number)[])[]): string {
  return lines.map((line) => `${line.map(field).join(',')}\r\n`).join('')
}

/** A byte order mark, so that spreadsheets read a file as UTF-8. */
export const byteOrderMark = '\uFEFF'

export type Delimiter = ',' | '\t' | ';'

interface Reading {
  readonly lines: string[][]
  /** The number of the line, from 1, in which a quote was opened that nothing closes; null when all are closed. */
  readonly openQuote: number | null
}

/** Where a quoted field ends that begins at `from`, and what it says. */
function quotedField(text: string, from: number): Field {
  let value = ''
  for (let at = from + 1; ;) {
    const quote = text.indexOf('"', at)
    if (quote === -1) return { value: value + text.slice(at), end: text.length, closed: false }
    value += text.slice(at, quote)
    if (text[quote + 1] !== '"') return { value, end: quote + 1, closed: true }
    value += '"'
    at = quote + 2
  }
}

/** What stands at `at` between two fields: how long the break of line is, 0 for none. */
function lineBreakAt(text: string, at: number): number {
  if (text[at] === '\n') return 1
  if (text[at] !== '\r') return 0
  return text[at + 1] === '\n' ? 2 : 1
}

function unquotedEnd(text: string, from: number, delimiter: Delimiter): number {
  let end = from
  while (end < text.length && text[end] !== delimiter && lineBreakAt(text, end) === 0) end++
  return end
}

function withoutGuard(value: string): string {
  return guarded.test(value) ? value.slice(1) : value
}

interface Field {
  readonly value: string
  readonly end: number
  readonly closed: boolean
}

function fieldAt(text: string, at: number, delimiter: Delimiter): Field {
  const quoted = text[at] === '"' ? quotedField(text, at) : { value: '', end: at, closed: true }
  const end = unquotedEnd(text, quoted.end, delimiter)
  // What stands behind a closing quote belongs to the field: some programs write so.
  return { value: withoutGuard(quoted.value + text.slice(quoted.end, end)), end, closed: quoted.closed }
}

/** One line that begins at `from`, and where the next one does. */
function lineAt(text: string, from: number, delimiter: Delimiter) {
  const line: string[] = []
  for (let at = from; ;) {
    const { value, end, closed } = fieldAt(text, at, delimiter)
    line.push(value)
    // A delimiter has a field behind it, at the very end an empty one.
    if (end >= text.length || lineBreakAt(text, end) > 0) return { line, next: end + lineBreakAt(text, end), closed }
    at = end + 1
  }
}

/**
 * Reads a table (RFC 4180): quoted fields with doubled quotes and breaks of line in them, lines that end with or without
 * a carriage return. What `writeCsv` wrote comes back as it was. Empty lines are left out.
 */
export function readCsv(source: string, delimiter: Delimiter = ','): Reading {
  const text = source.startsWith(byteOrderMark) ? source.slice(1) : source
  const lines: string[][] = []
  for (let at = 0; at < text.length;) {
    const { line, next, closed } = lineAt(text, at, delimiter)
    if (line.some((value) => value !== '')) lines.push(line)
    if (!closed) return { lines, openQuote: lines.length }
    at = next
  }
  return { lines, openQuote: null }
}
