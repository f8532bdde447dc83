import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { ProjectId } from '../../../shared/ids'
import { parseBoundedJson } from './bounded-json'
import { writeDurably } from './durable-write'
import { errorCode, fileProblem } from './file-problem'
import { folderInode } from './folder-inode'
import { readProjectFile } from './project-file'
import { projectPaths } from './project-paths'

const registrationSchema = z.object({ folder: z.string().max(8000), inode: z.string().max(60) })
type Registration = z.infer<typeof registrationSchema>

function fileFor(appData: string, projectId: ProjectId): string {
  return join(appData, 'identities', `${projectId}.json`)
}

async function registered(appData: string, projectId: ProjectId): Promise<Registration | null> {
  try {
    const data = parseBoundedJson(await readFile(fileFor(appData, projectId)))
    const parsed = registrationSchema.safeParse(data.ok ? data.value : null)
    return parsed.success ? parsed.data : null
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw fileProblem(error, 'look up the project')
  }
}

/** True when another folder than this one still holds the project. A film that can't be read still counts as there. */
async function stillHolds(there: Registration, inodeHere: string, projectId: ProjectId): Promise<boolean> {
  const inodeThere = await folderInode(there.folder)
  if (inodeThere === null || inodeThere === inodeHere) return false
  const film = await readProjectFile(projectPaths(there.folder).document).catch(() => null)
  if (film?.ok) return film.value.document.settings.projectId === projectId
  return film?.problem.kind !== 'missing'
}

/**
 * True when a folder is a copy of a project that still lies somewhere else on this computer. A folder that was moved is
 * the project itself. `folder` is a real path. Rejects with ExpectedError.
 */
export async function isCopiedProject(appData: string, projectId: ProjectId, folder: string): Promise<boolean> {
  const there = await registered(appData, projectId)
  const inode = await folderInode(folder)
  if (!there || inode === null || there.folder === folder) return false
  // The registered folder moved here, and what lies at its old place now is the copy.
  if (there.inode === inode) return false
  return stillHolds(there, inode, projectId)
}

/** Remembers where a project lies. Rejects with ExpectedError. */
export async function registerProject(appData: string, projectId: ProjectId, folder: string): Promise<void> {
  const registration: Registration = { folder, inode: (await folderInode(folder)) ?? '' }
  try {
    await mkdir(join(appData, 'identities'), { recursive: true })
  } catch (error) {
    throw fileProblem(error, 'remember where the project lies')
  }
  await writeDurably(fileFor(appData, projectId), `${JSON.stringify(registration)}\n`)
}
