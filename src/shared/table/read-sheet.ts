import { catalogue } from '../models/catalogue'
import type { Shot } from '../project/document'
import { readCsv, type Delimiter } from './csv'
import { toldColumns, writtenColumns, type WrittenColumn } from './shot-sheet'

/** What one line asks of a shot; what it does not name is left out. */
export type SheetShot = Partial<
  Pick<Shot, 'name' | 'prompt' | 'provider' | 'model' | 'seconds' | 'audio' | 'seed' | 'notes'>
>

/** A pasted text as shots, with everything in it that was not understood. */
export interface Sheet {
  /** `script`: one prompt a line. `table`: the first line names the columns. */
  readonly kind: 'script' | 'table'
  readonly shots: readonly SheetShot[]
  /** Columns of the first line that no shot has. */
  readonly unknownColumns: readonly string[]
  /** What is wrong with single values, a sentence each, by row and column; those values are left out. */
  readonly problems: readonly string[]
}

const otherNames: Readonly<Record<string, WrittenColumn>> = {
  title: 'name',
  shot: 'name',
  text: 'prompt',
  description: 'prompt',
  duration: 'seconds',
  sec: 'seconds',
  secs: 'seconds',
  length: 'seconds',
  audio: 'sound',
  note: 'notes',
  comment: 'notes',
  comments: 'notes',
}

type Column = WrittenColumn | 'told' | null

function columnNamed(header: string): Column {
  const name = header
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '_')
  const written = writtenColumns.find((column) => column === name) ?? otherNames[name]
  if (written) return written
  return (toldColumns as readonly string[]).includes(name) ? 'told' : null
}

const limits = { name: 200, prompt: 20_000, notes: 20_000 } as const
const largestSeed = 4_294_967_295
const yes: ReadonlySet<string> = new Set(['yes', 'y', 'true', '1', 'on'])
const no: ReadonlySet<string> = new Set(['no', 'n', 'false', '0', 'off'])

/** What a value means for a shot, or why it means nothing. */
type Meaning = SheetShot | string

function textMeaning(column: 'name' | 'prompt' | 'notes', text: string): Meaning {
  const value = column === 'name' ? text.replaceAll(/[\r\n]+/g, ' ') : text
  const limit = limits[column]
  return value.length > limit ? `is longer than ${limit.toLocaleString('en')} characters` : { [column]: value }
}

function secondsMeaning(text: string): Meaning {
  const number = Number(text.replace(/\s*s(ec(onds?)?)?$/i, '').replace(',', '.'))
  return number > 0 && number <= 600 ? { seconds: number } : `“${text}” is no number of seconds up to 600`
}

function seedMeaning(text: string): Meaning {
  if (text === '' || text.toLowerCase() === 'random') return { seed: null }
  const isSeed = /^\d{1,10}$/.test(text) && Number(text) <= largestSeed
  return isSeed ? { seed: Number(text) } : `“${text}” is no whole number up to ${largestSeed}`
}

function soundMeaning(text: string): Meaning {
  if (yes.has(text.toLowerCase())) return { audio: true }
  return no.has(text.toLowerCase()) ? { audio: false } : `“${text}” is neither yes nor no`
}

/** The model of that id or name, of the provider that is named beside it. */
function modelMeaning(text: string, provider: string): Meaning {
  const wanted = text.toLowerCase()
  const found = catalogue.filter(({ id, label, provider: from }) =>
    [id, label, `${from}/${id}`].some((name) => name.toLowerCase() === wanted),
  )
  if (found.length === 0) return `“${text}” is no model that is known here`
  const model = provider === '' ? found[0] : found.find((one) => one.provider === provider.toLowerCase())
  return model ? { provider: model.provider, model: model.id } : `“${provider}” has no model “${text}”`
}

function meaningOf(column: WrittenColumn, value: string, provider: string): Meaning {
  if (column === 'name' || column === 'prompt' || column === 'notes') return textMeaning(column, value)
  const text = value.trim()
  if (column === 'seed') return seedMeaning(text)
  // Read together with the model.
  if (text === '' || column === 'provider') return {}
  if (column === 'seconds') return secondsMeaning(text)
  return column === 'sound' ? soundMeaning(text) : modelMeaning(text, provider)
}

interface Row {
  readonly shot: SheetShot
  readonly problems: readonly string[]
}

function readRow(columns: readonly Column[], line: readonly string[], number: number): Row {
  const problems: string[] = []
  const provider = line[columns.indexOf('provider')]?.trim() ?? ''
  let shot: SheetShot = {}
  for (const [index, column] of columns.entries()) {
    const value = line[index]
    if (value === undefined || column === null || column === 'told') continue
    const meaning = meaningOf(column, value, provider)
    if (typeof meaning === 'string') problems.push(`Row ${number}, ${column}: ${meaning}.`)
    else shot = { ...shot, ...meaning }
  }
  const extra = line.slice(columns.length).filter((value) => value.trim() !== '').length
  if (extra > 0)
    problems.push(`Row ${number} has ${extra} more ${extra === 1 ? 'value' : 'values'} than the first line names.`)
  return { shot, problems }
}

interface Headed {
  readonly delimiter: Delimiter
  readonly columns: readonly Column[]
  readonly headers: readonly string[]
}

/** The columns that the first line names, read with whichever delimiter names the most of them; null when it names none. */
function headOf(text: string): Headed | null {
  let best: Headed | null = null
  let most = 0
  for (const delimiter of ['\t', ',', ';'] as const) {
    const headers = readCsv(text.slice(0, 4000), delimiter).lines[0] ?? []
    const columns = headers.map(columnNamed)
    const known = columns.filter((column) => column !== null).length
    // Words of a script may be the name of a column by chance; most of a head are.
    if (known > most && known * 2 >= headers.length && columns.some((column) => column !== 'told')) {
      best = { delimiter, columns, headers }
      most = known
    }
  }
  return best
}

function readScript(text: string): Sheet {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.replaceAll('\t', ' ').trim())
  const rows = lines.flatMap((line, index) => (line === '' ? [] : [readRow(['prompt'], [line], index + 1)]))
  return {
    kind: 'script',
    shots: rows.map(({ shot }) => shot),
    unknownColumns: [],
    problems: rows.flatMap(({ problems }) => problems),
  }
}

/**
 * Reads what was pasted: a table whose first line names its columns (delimited by commas, semicolons or tabs), else a
 * script of one prompt a line.
 */
export function readSheet(text: string): Sheet {
  const head = headOf(text)
  if (head === null) return readScript(text.startsWith('\uFEFF') ? text.slice(1) : text)
  const { lines, openQuote } = readCsv(text, head.delimiter)
  const rows = lines.slice(1).map((line, index) => readRow(head.columns, line, index + 1))
  const twice = head.columns.filter(
    (column, index) => column !== null && column !== 'told' && head.columns.indexOf(column) < index,
  )
  return {
    kind: 'table',
    shots: rows.map(({ shot }) => shot),
    unknownColumns: head.headers.filter((_, index) => head.columns[index] === null),
    problems: [
      ...new Set(twice.map((column) => `The column ${column} is there twice; the last one counts.`)),
      ...rows.flatMap(({ problems }) => problems),
      ...(openQuote === null ? [] : [`A quote that begins in row ${openQuote - 1} is never closed.`]),
    ],
  }
}
