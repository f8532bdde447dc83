import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { ExpectedError } from '../../../shared/ipc/app-error'
import { syncFolder } from '../project/durable-write'
import { diskFiles } from '../project/file-operations'
import { errorCode } from '../project/file-problem'
import { freeBytes } from '../project/free-space'
import { partialName } from './partial-names'
import { sweepPartials } from './sweep-partials'

/** Left free for headers, and for everybody else who writes to the same disk. */
const reserve = 8 * 1024 * 1024

/** Throws `diskFull` when a folder's disk has no room for `bytes`. A disk that can't tell is given a try. */
export async function needSpace(folder: string, bytes: number): Promise<void> {
  const free = await freeBytes(folder)
  if (free === null || free >= bytes + reserve) return
  const megabytes = (count: number): string => `${Math.ceil(count / 1e6).toLocaleString('en')} MB`
  throw new ExpectedError(
    'diskFull',
    `Not enough space in “${folder}”: the film needs about ${megabytes(bytes + reserve)}, ${megabytes(free)} are free.`,
  )
}

/** The unfinished film beside its target. */
export interface PartialFilm {
  readonly path: string
  readonly file: FileHandle
  /** Makes the bytes durable and gives them the target's name, replacing what was there. */
  finish(): Promise<void>
  /** Removes what is not finished; does nothing after `finish`. */
  dispose(): Promise<void>
}

async function refuseFolder(target: string): Promise<void> {
  try {
    if ((await stat(target)).isDirectory()) {
      throw new ExpectedError(
        'fileProblem',
        `Could not export: “${basename(target)}” is a folder. Choose another name.`,
      )
    }
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
  }
}

/** Opens a hidden file in the target's folder, which shows at once whether the film can be written there. */
export async function openPartialFilm(target: string): Promise<PartialFilm> {
  await refuseFolder(target)
  const folder = dirname(target)
  await sweepPartials(folder)
  const path = join(folder, await partialName())
  const file = await open(path, 'wx+')
  let closed = false
  const close = async (): Promise<void> => {
    if (closed) return
    closed = true
    await file.close()
  }
  return {
    path,
    file,
    finish: async () => {
      await file.sync()
      await close()
      await rename(path, target)
      await syncFolder(diskFiles, folder)
    },
    dispose: async () => {
      await close()
      await rm(path, { force: true })
    },
  }
}

/** Makes a folder of this export's own inside `parent`; stale ones of earlier exports go. */
export async function makeWorkFolder(parent: string): Promise<{ readonly path: string; dispose(): Promise<void> }> {
  await mkdir(parent, { recursive: true })
  await sweepPartials(parent)
  const path = join(parent, await partialName())
  await mkdir(path)
  return { path, dispose: () => rm(path, { recursive: true, force: true }) }
}
