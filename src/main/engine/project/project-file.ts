import { createHash } from 'node:crypto'
import { lstat, readFile } from 'node:fs/promises'
import type { FilmDocument } from '../../../shared/project/document'
import { projectText } from '../../../shared/project/project-text'
import { readProjectData } from '../../../shared/project/schema'
import { ExpectedError } from '../../../shared/ipc/app-error'
import { fail, succeed, type Result } from '../../../shared/result'
import { parseBoundedJson } from './bounded-json'
import { errorCode, fileProblem } from './file-problem'

const maximumBytes = 64 * 1024 * 1024

export type ProjectFileProblem =
  | { readonly kind: 'missing' }
  /** Written by a newer Seamline. */
  | { readonly kind: 'tooNew'; readonly version: number }
  /** Not a readable film; `detail` says what is wrong. */
  | { readonly kind: 'broken'; readonly detail: string }

export interface ProjectFile {
  readonly document: FilmDocument
  readonly bytes: Uint8Array
  readonly sha256: string
  /** Names of the migrations that were needed. */
  readonly migrated: readonly string[]
}

/** Hash by which the recovery journal knows the saved film it belongs to. */
export function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** The text of `project.json`. Rejects a film that could not be read back because it is too large. */
export function projectFileText(document: FilmDocument): string {
  const text = projectText(document)
  if (Buffer.byteLength(text) <= maximumBytes) return text
  throw new ExpectedError('fileProblem', 'The film has more text than a project file may hold (64 MB).')
}

async function readRegularFile(path: string): Promise<Result<Uint8Array, ProjectFileProblem>> {
  try {
    const found = await lstat(path)
    if (!found.isFile()) return fail({ kind: 'broken', detail: 'it is not a plain file' })
    if (found.size > maximumBytes) return fail({ kind: 'broken', detail: 'it is larger than 64 MB' })
    return succeed(await readFile(path))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return fail({ kind: 'missing' })
    throw fileProblem(error, 'read the project')
  }
}

/** Reads one saved film without touching anything. Rejects with ExpectedError when the system refuses to read. */
export async function readProjectFile(path: string): Promise<Result<ProjectFile, ProjectFileProblem>> {
  const bytes = await readRegularFile(path)
  if (!bytes.ok) return bytes
  const data = parseBoundedJson(bytes.value)
  if (!data.ok) return fail({ kind: 'broken', detail: data.problem })
  const film = readProjectData(data.value)
  if (!film.ok) return film
  return succeed({ ...film.value, bytes: bytes.value, sha256: hashOf(bytes.value) })
}
