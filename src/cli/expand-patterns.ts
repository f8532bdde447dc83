import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { compareNatural } from '../main/engine/media/natural-order'
import { CommandFailure } from './command-failure'

const special = /[*?[]/
const deepest = 20
const separators = process.platform === 'win32' ? /[\\/]/ : /\//

function escaped(text: string): string {
  return text.replace(/[\\^$.|+(){}\]]/g, '\\$&')
}

/** One part of a path as a pattern: `*`, `?`, `[abc]` and `[!abc]`. Hidden names match only where a dot is written. */
function partPattern(part: string): RegExp {
  const pieces = part.split(/(\*+|\?|\[!?[^\]]+\])/)
  const source = pieces.map((piece) => {
    if (/^\*+$/.test(piece)) return '[^/]*'
    if (piece === '?') return '[^/]'
    const set = /^\[(!?)([^\]]+)\]$/.exec(piece)
    if (set) return `[${set[1] ? '^' : ''}${(set[2] ?? '').replace(/[\\^]/g, '\\$&')}]`
    return escaped(piece).replaceAll('[', '\\[')
  })
  const hidden = part.startsWith('.') ? '' : '(?!\\.)'
  return new RegExp(`^${hidden}${source.join('')}$`, process.platform === 'win32' ? 'i' : '')
}

async function isFolder(place: string): Promise<boolean> {
  return stat(place).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => [])
}

/** The rest of a pattern in this folder and in all below it. */
async function walkDeep(folder: string, rest: readonly string[], depth: number): Promise<string[]> {
  if (depth > deepest) return []
  const found = await walk(folder, rest, depth)
  for (const name of await namesIn(folder)) {
    const place = path.join(folder, name)
    if (!name.startsWith('.') && (await isFolder(place))) found.push(...(await walkDeep(place, rest, depth + 1)))
  }
  return found
}

async function walk(folder: string, parts: readonly string[], depth: number): Promise<string[]> {
  const [part, ...rest] = parts
  if (part === undefined) return []
  if (part === '**') return walkDeep(folder, rest.length === 0 ? ['*'] : rest, depth)
  const pattern = special.test(part) ? partPattern(part) : null
  const names = pattern ? (await namesIn(folder)).filter((name) => pattern.test(name)) : [part]
  const found: string[] = []
  for (const name of names) {
    const place = path.join(folder, name)
    if (rest.length > 0) {
      if (await isFolder(place)) found.push(...(await walk(place, rest, depth)))
    } else if (await stat(place).catch(() => null)) found.push(place)
  }
  return found
}

async function expandOne(cwd: string, pattern: string): Promise<readonly string[]> {
  const plain = path.resolve(cwd, pattern)
  // A name may hold a bracket.
  if (!special.test(pattern) || (await stat(plain).catch(() => null))) return [plain]
  const { root } = path.parse(pattern)
  const parts = pattern.slice(root.length).split(separators).filter(Boolean)
  const found = await walk(root === '' ? cwd : root, parts, 0)
  if (found.length === 0) throw new CommandFailure('usage', `No file matches ${pattern}.`)
  return [...new Set(found)].sort(compareNatural)
}

/**
 * The files of patterns as shells write them, for patterns that came in quotes: each pattern's files in natural order,
 * patterns in the order they were given. A name without a pattern stays, whether it is there or not.
 */
export async function expandPatterns(cwd: string, patterns: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const pattern of patterns) found.push(...(await expandOne(cwd, pattern)))
  return found
}
