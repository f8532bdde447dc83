import { randomBytes } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { errorCode, fileProblem } from './file-problem'
import { diskFiles, type FileOperations, type OpenFile } from './file-operations'

const temporaryPattern = /\.tmp-[0-9a-f]{12}$/

/** True for the name of a temporary file that a crash left behind. */
export function isTemporaryName(name: string): boolean {
  return temporaryPattern.test(name)
}

function temporaryFor(path: string): string {
  return `${path}.tmp-${randomBytes(6).toString('hex')}`
}

/** Writes all bytes from `position` on, however few the system takes at a time. Rejects with the system's error. */
export async function writeFully(file: OpenFile, bytes: Uint8Array, position: number): Promise<void> {
  let done = 0
  while (done < bytes.length) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done)
    if (bytesWritten <= 0) throw Object.assign(new Error('The disk took no bytes'), { code: 'EIO' })
    done += bytesWritten
  }
}

/** Makes names in a folder durable. Windows can't open a folder and does this by itself. */
export async function syncFolder(files: FileOperations, folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await files.open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function writeNew(files: FileOperations, path: string, bytes: Uint8Array): Promise<void> {
  const file = await files.open(path, 'wx')
  try {
    await writeFully(file, bytes, 0)
    await file.sync()
    const { size } = await file.stat()
    if (size !== bytes.length) throw Object.assign(new Error('The file has another size'), { code: 'EIO' })
  } finally {
    await file.close()
  }
}

const cannotLink = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EINVAL'])

/**
 * Gives the bytes of a file a second name without a moment in which the first is missing (a hard link, or a copy where
 * the disk has none). A missing file is fine. Rejects with the system's error.
 */
export async function keepCopy(files: FileOperations, from: string, to: string): Promise<void> {
  const temporary = temporaryFor(to)
  try {
    try {
      await files.link(from, temporary)
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return
      if (!cannotLink.has(errorCode(error) ?? '')) throw error
      await files.copy(from, temporary)
    }
    await files.rename(temporary, to)
  } finally {
    // Renaming a link onto another link of the same file does nothing, so the name may still be there.
    await files.remove(temporary)
  }
}

export interface DurableWriteOptions {
  readonly files?: FileOperations
  /** Keep the file that is replaced as `<path>.bak`. */
  readonly keepPrevious?: boolean
}

/**
 * Replaces a file so that after a crash or on a full disk it is the old or the new one, never another, and so that it
 * is on the disk when the promise resolves. Rejects with ExpectedError (`diskFull`, `fileProblem`).
 */
export async function writeDurably(
  path: string,
  content: string | Uint8Array,
  { files = diskFiles, keepPrevious = false }: DurableWriteOptions = {},
): Promise<void> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content
  const folder = dirname(path)
  const temporary = join(folder, basename(temporaryFor(path)))
  try {
    try {
      await writeNew(files, temporary, bytes)
      if (keepPrevious) await keepCopy(files, path, `${path}.bak`)
      await files.rename(temporary, path)
    } catch (error) {
      // The first error is the one to tell; what can't be removed now is swept when the project is opened next.
      await files.remove(temporary).catch(() => undefined)
      throw error
    }
    await syncFolder(files, folder)
  } catch (error) {
    throw fileProblem(error, `write ${basename(path)}`)
  }
}
