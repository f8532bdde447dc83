import type { FilmDocument } from './document'
import { savedFromDocument } from './saved-document'
import { currentVersion } from './schema'

const leading = ['version', 'document', 'settings', 'id', 'name', 'kind']

function rank(key: string): string {
  const place = leading.indexOf(key)
  return place === -1 ? `~${key}` : String(place)
}

/** The same value with keys in one fixed order: what names a record first, then by alphabet. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).sort(([a], [b]) => (rank(a) < rank(b) ? -1 : 1))
  return Object.fromEntries(entries.map(([key, part]) => [key, ordered(part)]))
}

/** Fractions stand on four lines otherwise. A line break inside a string is escaped, so no text can match. */
const fraction = /\[\n\s+(-?\d+),\n\s+(\d+)\n\s+\]/g

/** The text of `project.json`: version first, readable, and always the same for the same film. */
export function projectText(document: FilmDocument): string {
  const data = ordered({ version: currentVersion, document: savedFromDocument(document) })
  return `${JSON.stringify(data, null, 2).replaceAll(fraction, '[$1, $2]')}\n`
}
