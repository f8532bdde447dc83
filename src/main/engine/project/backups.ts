import { lstat, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { keepCopy, writeDurably } from './durable-write'
import type { FileOperations } from './file-operations'
import { errorCode, fileProblem } from './file-problem'
import type { ProjectPaths } from './project-paths'
import { versionOfName, versionsToDrop, type KeptVersion } from './kept-versions'
import { timeForName } from './set-aside'

const recoveriesKept = 10
const filmName = /^project-.*\.json$/
const recoveryName = /^recovery-.*\.ndjson$/

async function namesIn(folder: string, pattern: RegExp): Promise<string[]> {
  try {
    // A link would let a project from elsewhere choose what is read and removed.
    if (!(await lstat(folder)).isDirectory()) return []
    const names = await readdir(folder)
    return names.filter((name) => pattern.test(name)).sort((a, b) => (a < b ? 1 : -1))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}

/** Saved films to fall back on, newest first: the rolling backups, then the file before the last save. */
export async function backupFiles(paths: ProjectPaths): Promise<readonly string[]> {
  const names = await namesIn(paths.backups, filmName)
  return [...names.map((name) => join(paths.backups, name)), `${paths.document}.bak`]
}

/** The kept versions of the film, newest first. */
export async function filmVersions(paths: ProjectPaths): Promise<readonly KeptVersion[]> {
  const names = await namesIn(paths.backups, filmName)
  return names.flatMap((name) => versionOfName(name) ?? [])
}

async function keep(paths: ProjectPaths, what: string, work: () => Promise<void>): Promise<void> {
  try {
    await mkdir(paths.backups, { recursive: true })
    await work()
  } catch (error) {
    throw fileProblem(error, `keep a backup of ${what}`)
  }
}

/** Keeps what was just saved as the newest version of the film and lets those go that stand for nothing. Rejects with ExpectedError. */
export function keepBackup(files: FileOperations, paths: ProjectPaths, text: string, moment: Date): Promise<void> {
  return keep(paths, 'the film', async () => {
    await writeDurably(join(paths.backups, `project-${timeForName(moment)}.json`), text, { files })
    const old = versionsToDrop(await filmVersions(paths), moment.getTime())
    for (const { name } of old) await files.remove(join(paths.backups, name))
  })
}

/**
 * Keeps a recovery journal that the user did not want, or that did not fit, among the backups, the last ten of them.
 * Rejects with ExpectedError.
 */
export function keepRecovery(files: FileOperations, paths: ProjectPaths, moment: Date): Promise<void> {
  return keep(paths, 'the unsaved edits', async () => {
    await keepCopy(files, paths.recovery, join(paths.backups, `recovery-${timeForName(moment)}.ndjson`))
    const names = await namesIn(paths.backups, recoveryName)
    for (const name of names.slice(recoveriesKept)) await files.remove(join(paths.backups, name))
  })
}
