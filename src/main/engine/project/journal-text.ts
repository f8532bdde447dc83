import { createHash } from 'node:crypto'
import type { z } from 'zod'

function checksum(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 16)
}

const head = /^\{"sum":"([0-9a-f]{16})","record":/

/** One record as a line of JSON that carries a checksum of itself. */
export function journalLine(record: unknown): string {
  const body = JSON.stringify(record)
  return `{"sum":"${checksum(body)}","record":${body}}\n`
}

type Line<Entry> = { readonly state: 'good'; readonly record: Entry } | { readonly state: 'torn' | 'strange' }

function readLine<Entry>(text: string, schema: z.ZodType<Entry>): Line<Entry> {
  const match = head.exec(text)
  const body = match && text.endsWith('}') ? text.slice(match[0].length, -1) : null
  if (body === null || checksum(body) !== match?.[1]) return { state: 'torn' }
  const parsed = schema.safeParse(JSON.parse(body))
  return parsed.success ? { state: 'good', record: parsed.data } : { state: 'strange' }
}

export interface JournalContent<Entry> {
  readonly records: readonly Entry[]
  /** Length of the good lines from the start, without a newline that is missing at the end. */
  readonly goodBytes: number
  /** True when only the last line's newline was cut off. */
  readonly newlineMissing: boolean
  /**
   * `torn`: the last line alone is cut off, as a crash leaves it. `damaged`: a line before the last is bad, or one that
   * is whole holds what this version does not know.
   */
  readonly state: 'whole' | 'torn' | 'damaged'
}

/** Reads records up to the first bad line; it forgives exactly one torn tail. */
export function readJournalBytes<Entry>(bytes: Buffer, schema: z.ZodType<Entry>): JournalContent<Entry> {
  const records: Entry[] = []
  let start = 0
  while (start < bytes.length) {
    const newline = bytes.indexOf(10, start)
    const end = newline === -1 ? bytes.length : newline
    const line = readLine(bytes.toString('utf8', start, end), schema)
    if (line.state !== 'good') {
      const isLast = end + 1 >= bytes.length
      const state = isLast && line.state === 'torn' ? 'torn' : 'damaged'
      return { records, goodBytes: start, newlineMissing: false, state }
    }
    records.push(line.record)
    if (newline === -1) return { records, goodBytes: end, newlineMissing: true, state: 'whole' }
    start = end + 1
  }
  return { records, goodBytes: start, newlineMissing: false, state: 'whole' }
}
