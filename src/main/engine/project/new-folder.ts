import { randomBytes } from 'node:crypto'
import { mkdir, readdir, realpath, rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { ExpectedError } from '../../../shared/ipc/app-error'
import { syncFolder } from './durable-write'
import { diskFiles } from './file-operations'
import { errorCode, fileProblem } from './file-problem'

/** Throws unless there is nothing at the place, or an empty folder. */
async function assertFree(folder: string): Promise<'nothing' | 'empty'> {
  try {
    if ((await readdir(folder)).length === 0) return 'empty'
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 'nothing'
    if (errorCode(error) !== 'ENOTDIR') throw error
  }
  throw new ExpectedError('fileProblem', `There is something at "${basename(folder)}" already. Choose another name.`)
}

/**
 * Makes a folder that is there whole or not at all: `fill` works in a hidden folder beside it, which then gets the
 * name. Returns the real path. Rejects with ExpectedError, or with whatever `fill` rejects with; nothing is left then.
 */
export async function makeNewFolder(folder: string, fill: (temporary: string) => Promise<void>): Promise<string> {
  const action = `make "${basename(folder)}"`
  try {
    await assertFree(folder)
    const temporary = join(
      dirname(folder),
      `.${basename(folder).slice(0, 40)}.partial-${randomBytes(4).toString('hex')}`,
    )
    await mkdir(temporary)
    try {
      await fill(temporary)
      if ((await assertFree(folder)) === 'empty') await rmdir(folder)
      await rename(temporary, folder)
    } catch (error) {
      await rm(temporary, { recursive: true, force: true })
      throw error
    }
    await syncFolder(diskFiles, dirname(folder))
    return await realpath(folder)
  } catch (error) {
    throw fileProblem(error, action)
  }
}
