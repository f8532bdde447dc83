import { basename } from 'node:path'
import { fail, succeed, type Result } from '../../../shared/result'
import { backupFiles } from './backups'
import { keepCopy, writeDurably } from './durable-write'
import type { FileOperations } from './file-operations'
import { fileProblem } from './file-problem'
import { readProjectFile, type ProjectFile, type ProjectFileProblem } from './project-file'
import type { ProjectPaths } from './project-paths'
import { corruptName } from './set-aside'

export interface LoadedProject {
  readonly file: ProjectFile
  readonly notices: readonly string[]
}

export type LoadProblem = { readonly kind: 'notAProject' | 'tooNew' | 'unreadable'; readonly message: string }

function tooNew(version: number): LoadProblem {
  const message = `This project was written by a newer Seamline (version ${version} of the file). Nothing was changed; open it with that one.`
  return { kind: 'tooNew', message }
}

function words(problem: Exclude<ProjectFileProblem, { kind: 'tooNew' }>): string {
  return problem.kind === 'missing' ? 'project.json is missing' : `project.json can't be read (${problem.detail})`
}

async function newestReadable(paths: ProjectPaths): Promise<{ path: string; file: ProjectFile } | null> {
  for (const path of await backupFiles(paths)) {
    const file = await readProjectFile(path)
    if (file.ok) return { path, file: file.value }
  }
  return null
}

/** Puts the broken file aside under another name and the backup in its place. */
async function restore(files: FileOperations, paths: ProjectPaths, bytes: Uint8Array, now: Date): Promise<string> {
  try {
    const aside = await corruptName(paths.document, now)
    await keepCopy(files, paths.document, aside)
    await writeDurably(paths.document, bytes, { files })
    return aside
  } catch (error) {
    throw fileProblem(error, 'put a backup in the place of project.json')
  }
}

function unreadable(problem: Exclude<ProjectFileProblem, { kind: 'tooNew' }>): LoadProblem {
  if (problem.kind === 'missing') return { kind: 'notAProject', message: 'This folder is not a Seamline project.' }
  return { kind: 'unreadable', message: `The project could not be opened: ${words(problem)}, and there is no backup.` }
}

/**
 * Reads the saved film, or the newest backup when it can't be read; the notices say so. With `files` the broken file is
 * set aside and replaced by the backup; with null nothing is touched. Rejects with ExpectedError.
 */
export async function loadProject(
  paths: ProjectPaths,
  files: FileOperations | null,
  now: () => Date,
): Promise<Result<LoadedProject, LoadProblem>> {
  const main = await readProjectFile(paths.document)
  if (main.ok) return succeed({ file: main.value, notices: main.value.migrated.map(migrationNotice) })
  if (main.problem.kind === 'tooNew') return fail(tooNew(main.problem.version))
  const backup = await newestReadable(paths)
  if (!backup) return fail(unreadable(main.problem))
  const notice = `${words(main.problem)}. The backup ${basename(backup.path)} was opened instead.`
  if (!files) return succeed({ file: backup.file, notices: [notice] })
  const aside = await restore(files, paths, backup.file.bytes, now())
  const kept = main.problem.kind === 'missing' ? '' : ` The broken file is kept as ${basename(aside)}.`
  return succeed({ file: backup.file, notices: [notice + kept] })
}

function migrationNotice(name: string): string {
  return `The project was brought up to date: ${name}.`
}
