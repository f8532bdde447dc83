import { constants, createReadStream, createWriteStream } from 'node:fs'
import { copyFile, mkdir, readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ProjectId } from '../../../shared/ids'
import { ExpectedError } from '../../../shared/ipc/app-error'
import type { FilmDocument } from '../../../shared/project/document'
import { keepBackup } from './backups'
import { isTemporaryName, writeDurably } from './durable-write'
import { diskFiles } from './file-operations'
import { errorCode, fileProblem } from './file-problem'
import { freeBytes } from './free-space'
import { makeNewFolder } from './new-folder'
import { newProjectId } from './open-project'
import { projectFileText } from './project-file'
import { makeProjectFolders, realFolder } from './project-folder'
import { projectPaths, type ProjectPaths } from './project-paths'
import { syncFile } from './sync-file'

export interface SaveAs {
  /** The film as it is now, edits that are not saved included. */
  readonly document: FilmDocument
  readonly from: ProjectPaths
  /** Where the new project shall lie; nothing or an empty folder may be there. */
  readonly to: string
  readonly title: string
  readonly signal: AbortSignal
  /** Called with the share of bytes that is copied, 0 to 1. */
  readonly onProgress?: (share: number) => void
}

interface FileToCopy {
  /** Path inside the project. */
  readonly path: string
  readonly bytes: number
}

/** Room that stays free beyond the copy. */
const spareBytes = 50 * 1024 * 1024

/** What belongs to this very folder, can be made again, or is not finished. */
function staysBehind(path: string): boolean {
  const top = ['project.json', 'project.json.bak', 'recovery.ndjson', '.lock', '.lock-takeover', 'cache', 'backups']
  const name = basename(path)
  return top.includes(path) || isTemporaryName(name) || /\.(part|partial)$|\.corrupt-/.test(name)
}

async function filesToCopy(folder: string): Promise<readonly FileToCopy[]> {
  const found: FileToCopy[] = []
  const open = ['']
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const entry of await readdir(join(folder, at), { withFileTypes: true })) {
      const path = join(at, entry.name)
      if (staysBehind(path)) continue
      if (entry.isDirectory()) open.push(path)
      // Links are left out: they may lead anywhere.
      else if (entry.isFile()) found.push({ path, bytes: (await stat(join(folder, path))).size })
    }
  }
  return found
}

const cannotClone = new Set(['ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV', 'EINVAL', 'ENOTTY'])

/** Shares the bytes where the disk can; else copies them, stopping in the middle when told to. */
async function copyOne(from: string, to: string, signal: AbortSignal): Promise<void> {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE)
  } catch (error) {
    if (!cannotClone.has(errorCode(error) ?? '')) throw error
    await pipeline(createReadStream(from), createWriteStream(to), { signal })
  }
  await syncFile(to)
}

async function assertRoom(folder: string, bytes: number): Promise<void> {
  const free = await freeBytes(folder)
  if (free === null || free >= bytes + spareBytes) return
  const megabytes = Math.ceil((bytes + spareBytes - free) / 1e6)
  throw new ExpectedError(
    'diskFull',
    `There is not enough room for a copy of the project: ${megabytes} MB are missing.`,
  )
}

function assertApart(from: string, to: string): void {
  const path = relative(from, resolve(to))
  if (path !== '' && (path === '..' || path.startsWith(`..${sep}`) || resolve(path) === path)) return
  throw new ExpectedError('fileProblem', "A project can't be saved inside of itself. Choose another place.")
}

async function copyAll(job: SaveAs, files: readonly FileToCopy[], to: string): Promise<void> {
  const total = files.reduce((sum, file) => sum + file.bytes, 0)
  let done = 0
  for (const file of files) {
    job.signal.throwIfAborted()
    await mkdir(dirname(join(to, file.path)), { recursive: true })
    await copyOne(join(job.from.folder, file.path), join(to, file.path), job.signal)
    done += file.bytes
    job.onProgress?.(total === 0 ? 1 : done / total)
  }
}

async function saveCopy(job: SaveAs): Promise<{ folder: string; projectId: ProjectId }> {
  const parent = await realFolder(dirname(resolve(job.to)))
  if (parent === null) throw new ExpectedError('fileProblem', 'The folder to save in is gone.')
  const to = join(parent, basename(job.to))
  assertApart(job.from.folder, to)
  const files = await filesToCopy(job.from.folder)
  await assertRoom(
    parent,
    files.reduce((sum, file) => sum + file.bytes, 0),
  )
  const projectId = newProjectId()
  const settings = { ...job.document.settings, projectId, title: job.title }
  const text = projectFileText({ ...job.document, settings })
  const folder = await makeNewFolder(to, async (temporary) => {
    const paths = projectPaths(temporary)
    await makeProjectFolders(paths)
    await copyAll(job, files, temporary)
    await writeDurably(paths.document, text)
    await keepBackup(diskFiles, paths, text, new Date())
    job.signal.throwIfAborted()
  })
  return { folder, projectId }
}

/**
 * Saves the film as another project with an identity of its own: everything but lock, recovery, backups and cache is
 * copied, and the folder appears whole or not at all. Rejects with ExpectedError (`cancelled`, `diskFull`,
 * `fileProblem`).
 */
export async function saveProjectAs(job: SaveAs): Promise<{ folder: string; projectId: ProjectId }> {
  try {
    return await saveCopy(job)
  } catch (error) {
    if (job.signal.aborted) throw new ExpectedError('cancelled', 'Saving as another project was cancelled.')
    throw fileProblem(error, 'save the project there')
  }
}
