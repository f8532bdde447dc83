import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { compareNatural } from './natural-order'

const deepest = 3
const mostFiles = 500

/** Files and folders in `folder` in natural order; hidden ones and what systems leave behind are left out. */
async function entriesOf(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((): string[] => [])
  return names
    .filter((name) => !name.startsWith('.') && !/^(thumbs\.db|desktop\.ini)$/i.test(name))
    .sort(compareNatural)
}

/**
 * The files that were dropped: names in natural order, folders opened up to three deep, 500 files at most. What is not
 * there (any more) stays in the list, so that it is refused by name.
 */
export async function expandDrop(paths: readonly string[]): Promise<readonly string[]> {
  const files: string[] = []

  async function visit(path: string, depth: number): Promise<void> {
    if (files.length >= mostFiles) return
    const found = await stat(path).catch(() => null)
    if (!found?.isDirectory()) {
      files.push(path)
      return
    }
    if (depth === 0) return
    for (const name of await entriesOf(path)) await visit(join(path, name), depth - 1)
  }

  for (const path of paths.toSorted(compareNatural)) await visit(path, deepest)
  return files
}
