import { join } from 'node:path'
import { ExpectedError } from '../../../shared/ipc/app-error'
import type { FilmDocument } from '../../../shared/project/document'
import { filmVersions } from './backups'
import { readProjectFile, type ProjectFileProblem } from './project-file'
import type { ProjectPaths } from './project-paths'

function words(problem: ProjectFileProblem): string {
  if (problem.kind === 'missing') return 'That version is no longer there.'
  if (problem.kind === 'tooNew') return 'That version was written by a newer Seamline.'
  return `That version can’t be read: ${problem.detail}.`
}

/** The film as a kept version has it. Rejects with ExpectedError in words; only names of kept versions are read. */
export async function readVersion(paths: ProjectPaths, name: string): Promise<FilmDocument> {
  const known = (await filmVersions(paths)).some((version) => version.name === name)
  if (!known) throw new ExpectedError('notFound', words({ kind: 'missing' }))
  const file = await readProjectFile(join(paths.backups, name))
  if (!file.ok) throw new ExpectedError('fileProblem', words(file.problem))
  return file.value.document
}
