function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, ordered(part)]))
}

/** JSON with keys in code-unit order at every level: equal values give equal text, whoever built them. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(ordered(value))
}
