import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '../project/file-problem'
import { isStalePartial } from './partial-names'

const nothingToSweep = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS'])

/**
 * Removes unfinished exports that a crash left in a folder; those of a running process stay. Gives how many. A folder
 * that is missing or not ours to change is left alone.
 */
export async function sweepPartials(folder: string): Promise<number> {
  let swept = 0
  try {
    for (const name of await readdir(folder)) {
      if (!(await isStalePartial(name))) continue
      await rm(join(folder, name), { recursive: true, force: true })
      swept += 1
    }
  } catch (error) {
    if (!nothingToSweep.has(errorCode(error) ?? '')) throw error
  }
  return swept
}
