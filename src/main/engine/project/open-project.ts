import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { projectIdSchema, type ProjectId } from '../../../shared/ids'
import { ExpectedError } from '../../../shared/ipc/app-error'
import { fail, succeed, type Result } from '../../../shared/result'
import { keepCopy, writeDurably } from './durable-write'
import { diskFiles, type FileOperations } from './file-operations'
import { fileProblem } from './file-problem'
import { openJournal, type Journal } from './journal'
import { loadProject, type LoadedProject, type LoadProblem } from './load-project'
import { hashOf, projectFileText, type ProjectFile } from './project-file'
import { folderLeadingOutside, makeProjectFolders, realFolder, sweepTemporaryFiles } from './project-folder'
import { isCopiedProject, registerProject } from './project-identity'
import { acquireProjectLock, type LockOutcome, type ProjectLock } from './project-lock'
import { projectPaths, type ProjectPaths } from './project-paths'
import type { ProjectSession } from './project-session'
import { readOnlySession } from './read-only-session'
import { editsSince, recoveryRecordSchema, type RecordedEdit, type RecoveryRecord } from './recovery'
import { corruptName } from './set-aside'
import { WritableSession } from './writable-session'

export interface ProjectDeps {
  /** The app's own data folder: what is known about projects, kept outside of them. */
  readonly appData: string
  readonly files?: FileOperations
  readonly now?: () => Date
}

interface Deps {
  readonly appData: string
  readonly files: FileOperations
  readonly now: () => Date
}

export interface OpenProblem {
  readonly kind: LoadProblem['kind'] | 'notFound' | 'leadsOutside' | 'noAccess'
  /** Plain words for the user. */
  readonly message: string
}

type Recovery = Journal<RecoveryRecord>

/** A fresh id for a project. */
export function newProjectId(): ProjectId {
  return projectIdSchema.parse(randomUUID())
}

interface Found {
  readonly file: ProjectFile
  readonly edits: readonly RecordedEdit[]
  readonly notices: readonly string[]
}

function damagedNotice(journal: Recovery): string[] {
  if (journal.setAside === null) return []
  return [
    `The journal of unsaved edits was damaged. What could be read is used; the rest is in ${basename(journal.setAside)}.`,
  ]
}

/** Unsaved edits of the saved film; those of another film are put aside and the journal begins anew. */
async function findEdits(paths: ProjectPaths, loaded: LoadedProject, journal: Recovery, deps: Deps): Promise<Found> {
  const { file } = loaded
  const notices = [...loaded.notices, ...damagedNotice(journal)]
  const edits = editsSince(journal.records, file.sha256)
  if (edits && edits.length > 0) return { file, edits, notices }
  if (edits === null) {
    const aside = await corruptName(paths.recovery, deps.now())
    await keepCopy(deps.files, paths.recovery, aside)
    notices.push(
      `Unsaved edits were found that belong to another state of this film; they are kept as ${basename(aside)}.`,
    )
  }
  await journal.replaceAll([{ kind: 'saved', at: deps.now().toISOString(), sha256: file.sha256 }])
  return { file, edits: [], notices }
}

/**
 * Gives a copied folder an identity of its own, so that it inherits no open jobs. The journal is marked for the old and
 * the new film first: after a crash in between its edits still belong to the film that is there.
 */
async function withNewIdentity(paths: ProjectPaths, found: Found, journal: Recovery, deps: Deps): Promise<Found> {
  const { settings } = found.file.document
  const document = { ...found.file.document, settings: { ...settings, projectId: newProjectId() } }
  const text = projectFileText(document)
  const sha256 = hashOf(text)
  const at = deps.now().toISOString()
  const marks = [found.file.sha256, sha256].map((hash) => ({ kind: 'saved' as const, at, sha256: hash }))
  await journal.replaceAll([...marks, ...found.edits])
  await writeDurably(paths.document, text, { files: deps.files, keepPrevious: true })
  const notice = 'This folder is a copy of a project that lies elsewhere. It is a project of its own now.'
  return { ...found, file: { ...found.file, document, sha256 }, notices: [...found.notices, notice] }
}

async function identified(paths: ProjectPaths, found: Found, journal: Recovery, deps: Deps): Promise<Found> {
  const { projectId } = found.file.document.settings
  const copied = await isCopiedProject(deps.appData, projectId, paths.folder)
  const own = copied ? await withNewIdentity(paths, found, journal, deps) : found
  await registerProject(deps.appData, own.file.document.settings.projectId, paths.folder)
  return own
}

async function openForWriting(
  paths: ProjectPaths,
  lock: ProjectLock,
  lockNotices: readonly string[],
  deps: Deps,
): Promise<Result<ProjectSession, OpenProblem>> {
  await makeProjectFolders(paths)
  await sweepTemporaryFiles(paths)
  const loaded = await loadProject(paths, deps.files, deps.now)
  if (!loaded.ok) return loaded
  const journal = await openJournal({ ...deps, path: paths.recovery, schema: recoveryRecordSchema })
  try {
    const found = await identified(paths, await findEdits(paths, loaded.value, journal, deps), journal, deps)
    const { document, sha256 } = found.file
    const notices = [...lockNotices, ...found.notices]
    const { files, now } = deps
    return succeed(
      new WritableSession({
        paths,
        document,
        savedHash: sha256,
        journal,
        edits: found.edits,
        notices,
        lock,
        files,
        now,
      }),
    )
  } catch (error) {
    await journal.close()
    throw error
  }
}

async function openLocked(
  paths: ProjectPaths,
  seen: LoadedProject,
  outcome: LockOutcome,
  deps: Deps,
): Promise<Result<ProjectSession, OpenProblem>> {
  if (outcome.kind === 'readOnly') {
    return succeed(readOnlySession(paths, seen.file.document, outcome.holder, seen.notices))
  }
  const notices = outcome.notice === null ? [] : [outcome.notice]
  let opened = false
  try {
    const session = await openForWriting(paths, outcome.lock, notices, deps)
    opened = session.ok
    return session
  } finally {
    if (!opened) await outcome.lock.release()
  }
}

async function openFolder(folder: string, deps: Deps): Promise<Result<ProjectSession, OpenProblem>> {
  const real = await realFolder(folder)
  if (real === null) return fail({ kind: 'notFound', message: `There is no folder at ${folder}.` })
  const paths = projectPaths(real)
  const outside = await folderLeadingOutside(paths)
  if (outside !== null) {
    const message = `The project was not opened: its folder "${outside}" is a link that leads out of the project.`
    return fail({ kind: 'leadsOutside', message })
  }
  // Looked at before anything is touched: a film of a newer version stays exactly as it is.
  const seen = await loadProject(paths, null, deps.now)
  if (!seen.ok) return seen
  return openLocked(paths, seen.value, await acquireProjectLock(paths.lock), deps)
}

/**
 * Opens a project folder: for writing when no other process has it, else read-only. A broken film is replaced by its
 * newest backup, a copied folder gets an identity of its own; the session's notices say so. Every expected problem is
 * in the result.
 */
export async function openProject(folder: string, deps: ProjectDeps): Promise<Result<ProjectSession, OpenProblem>> {
  const { files = diskFiles, now = () => new Date() } = deps
  try {
    return await openFolder(folder, { appData: deps.appData, files, now })
  } catch (error) {
    const problem = fileProblem(error, 'open the project')
    if (!(problem instanceof ExpectedError)) throw error
    return fail({ kind: 'noAccess', message: problem.message })
  }
}
