import { ExpectedError } from '../../../shared/ipc/app-error'
import { newDocument } from '../../../shared/project/new-document'
import { fail, type Result } from '../../../shared/result'
import { keepBackup } from './backups'
import { writeDurably } from './durable-write'
import { diskFiles } from './file-operations'
import { makeNewFolder } from './new-folder'
import { newProjectId, openProject, type OpenProblem, type ProjectDeps } from './open-project'
import { projectFileText } from './project-file'
import { makeProjectFolders } from './project-folder'
import { projectPaths } from './project-paths'
import type { ProjectSession } from './project-session'

export interface NewProject {
  /** Where it shall lie; nothing or an empty folder may be there. */
  readonly folder: string
  readonly title: string
  /** What generating may cost in all, in micro-dollars; left out or null: no limit. */
  readonly budget?: number | null
}

/** Makes a project folder with an empty film and opens it. Every expected problem is in the result. */
export async function createProject(
  project: NewProject,
  deps: ProjectDeps,
): Promise<Result<ProjectSession, OpenProblem>> {
  const { files = diskFiles, now = () => new Date() } = deps
  const { title, budget = null } = project
  const empty = newDocument(newProjectId(), title)
  const text = projectFileText({ ...empty, settings: { ...empty.settings, budget } })
  try {
    const folder = await makeNewFolder(project.folder, async (temporary) => {
      const paths = projectPaths(temporary)
      await makeProjectFolders(paths)
      await writeDurably(paths.document, text, { files })
      await keepBackup(files, paths, text, now())
    })
    return await openProject(folder, deps)
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    return fail({ kind: 'noAccess', message: error.message })
  }
}
