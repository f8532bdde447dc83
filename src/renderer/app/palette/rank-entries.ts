/** Something the palette can do, as it is searched. */
export interface Searched {
  readonly label: string
  /** Words it is also found by. */
  readonly also: string
  readonly enabled: boolean
}

function wordsOf(text: string): readonly string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter((word) => word !== '')
}

/** The first letters of words in a row: `gts` for "Go to Start". */
function initials(words: readonly string[]): string {
  return words.map((word) => word[0] ?? '').join('')
}

function wordScore(wanted: string, words: readonly string[], also: readonly string[]): number {
  if (words.includes(wanted)) return 4
  if (words.some((word) => word.startsWith(wanted))) return 3
  if (wanted.length > 1 && initials(words).startsWith(wanted)) return 2
  if (also.some((word) => word.startsWith(wanted))) return 1
  // Inside a word only what is long enough to be meant.
  return wanted.length > 2 && words.some((word) => word.includes(wanted)) ? 1 : 0
}

/** How well an entry answers what was typed; 0: not at all. Every typed word has to be in it. */
function scoreOf(wanted: readonly string[], entry: Searched): number {
  const [words, also] = [wordsOf(entry.label), wordsOf(entry.also)]
  const scores = wanted.map((word) => wordScore(word, words, also))
  if (scores.includes(0)) return 0
  const begins = wanted[0] !== undefined && words[0]?.startsWith(wanted[0]) === true
  return scores.reduce((sum, score) => sum + score, begins ? 1 : 0)
}

/**
 * The entries that answer what was typed, best first; what can't be done now comes after what can. Nothing typed: all,
 * in their own order.
 */
export function rankEntries<Entry extends Searched>(entries: readonly Entry[], text: string): readonly Entry[] {
  const wanted = wordsOf(text)
  const scored = entries
    .map((entry, index) => ({ entry, index, score: wanted.length === 0 ? 1 : scoreOf(wanted, entry) }))
    .filter(({ score }) => score > 0)
  return scored
    .sort((a, b) => Number(b.entry.enabled) - Number(a.entry.enabled) || b.score - a.score || a.index - b.index)
    .map(({ entry }) => entry)
}
