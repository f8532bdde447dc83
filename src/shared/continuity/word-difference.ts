/** A stretch of a text, and whether the text it was compared with has it too. */
export interface WordPiece {
  readonly text: string
  readonly same: boolean
}

/** Words beyond which a comparison word by word is not worth its time: what lies between equal ends then counts as new. */
const mostCells = 4_000_000

function wordsOf(text: string): readonly string[] {
  return text.match(/\S+\s*|\s+/g) ?? []
}

/** Which words of `after` are also in `before`, in the same order (longest common subsequence). */
function commonWords(before: readonly string[], after: readonly string[]): ReadonlySet<number> {
  const width = after.length + 1
  if ((before.length + 1) * width > mostCells) return new Set()
  const longest = new Uint32Array((before.length + 1) * width)
  const at = (row: number, column: number): number => longest[row * width + column] ?? 0
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      const longer = Math.max(at(row + 1, column), at(row, column + 1))
      longest[row * width + column] = before[row] === after[column] ? at(row + 1, column + 1) + 1 : longer
    }
  }
  const common = new Set<number>()
  for (let row = 0, column = 0; row < before.length && column < after.length;) {
    if (before[row] === after[column]) {
      common.add(column)
      row++
      column++
    } else if (at(row + 1, column) >= at(row, column + 1)) row++
    else column++
  }
  return common
}

/** The pieces of `after`, in order and whole, that are and are not in `before`. Space belongs to the word before it. */
export function differingWords(before: string, after: string): readonly WordPiece[] {
  const shown = wordsOf(after)
  const plain = (words: readonly string[]): readonly string[] => words.map((word) => word.trim())
  const [old, now] = [plain(wordsOf(before)), plain(shown)]
  let start = 0
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start++
  let end = 0
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end++
  const common = commonWords(old.slice(start, old.length - end), now.slice(start, now.length - end))
  const pieces: WordPiece[] = []
  shown.forEach((text, index) => {
    const same = index < start || index >= now.length - end || common.has(index - start)
    const last = pieces.at(-1)
    if (last?.same === same) pieces[pieces.length - 1] = { same, text: last.text + text }
    else pieces.push({ same, text })
  })
  return pieces
}
