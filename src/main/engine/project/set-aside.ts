import { lstat } from 'node:fs/promises'
import { errorCode } from './file-problem'

/** A moment as it can stand in a file name on every system: `2026-11-21T04-22-07-123Z`. */
export function timeForName(moment: Date): string {
  return moment.toISOString().replaceAll(/[:.]/g, '-')
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false
    throw error
  }
}

/** A free name `<path>.corrupt-<time>` for a file that can't be read and must not be overwritten. */
export async function corruptName(path: string, moment: Date): Promise<string> {
  const name = `${path}.corrupt-${timeForName(moment)}`
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : `${name}-${count}`
    if (!(await exists(candidate))) return candidate
  }
}
