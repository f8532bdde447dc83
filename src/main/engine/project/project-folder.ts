import { lstat, mkdir, readdir, realpath, stat } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'
import { isTemporaryName } from './durable-write'
import { diskFiles } from './file-operations'
import { errorCode } from './file-problem'
import type { ProjectPaths } from './project-paths'

function foldersOf(paths: ProjectPaths): readonly string[] {
  return [paths.assets, paths.takes, paths.cache, paths.exports, paths.backups]
}

/** The real path of a folder; null when there is none. Rejects with the system's error when it may not be looked at. */
export async function realFolder(folder: string): Promise<string | null> {
  try {
    const real = await realpath(folder)
    return (await stat(real)).isDirectory() ? real : null
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null
    throw error
  }
}

async function leadsOutside(path: string, folder: string): Promise<boolean> {
  try {
    if (!(await lstat(path)).isSymbolicLink()) return false
    return !(await realpath(path)).startsWith(folder + sep)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return (await lstat(path).catch(() => null)) !== null
    throw error
  }
}

/**
 * The name of a folder inside the project that is a link to somewhere else, or null. A project from a stranger could
 * choose by it where our files go.
 */
export async function folderLeadingOutside(paths: ProjectPaths): Promise<string | null> {
  for (const path of foldersOf(paths)) {
    if (await leadsOutside(path, paths.folder)) return basename(path)
  }
  return null
}

/** Makes the folders of a project that are missing. */
export async function makeProjectFolders(paths: ProjectPaths): Promise<void> {
  for (const path of foldersOf(paths)) await mkdir(path, { recursive: true })
}

/** Removes temporary files that a crash in the middle of a write left behind. */
export async function sweepTemporaryFiles(paths: ProjectPaths): Promise<void> {
  for (const folder of [paths.folder, paths.backups]) {
    for (const name of await readdir(folder)) {
      if (isTemporaryName(name)) await diskFiles.remove(join(folder, name))
    }
  }
}
