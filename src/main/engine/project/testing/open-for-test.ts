import { join } from 'node:path'
import { diffDocuments } from '../../../../shared/project/diff'
import type { FilmDocument } from '../../../../shared/project/document'
import { createProject } from '../create-project'
import { openProject, type ProjectDeps } from '../open-project'
import type { ProjectSession } from '../project-session'
import { inTemporaryFolder } from './temporary-folder'

export interface Desk {
  /** A fresh folder; the app's data lies in it too. */
  readonly folder: string
  readonly deps: ProjectDeps
  create(name: string): Promise<ProjectSession>
  open(name: string, over?: Partial<ProjectDeps>): Promise<ProjectSession>
}

/** Runs with a temporary folder for projects and app data; whatever session is still open afterwards is closed. */
export async function atDesk<Value>(work: (desk: Desk) => Promise<Value>): Promise<Value> {
  return inTemporaryFolder(async (folder) => {
    const deps: ProjectDeps = { appData: join(folder, 'app data') }
    const opened: ProjectSession[] = []
    const keep = (result: Awaited<ReturnType<typeof openProject>>): ProjectSession => {
      if (!result.ok) throw new Error(result.problem.message)
      opened.push(result.value)
      return result.value
    }
    try {
      return await work({
        folder,
        deps,
        create: async (name) => keep(await createProject({ folder: join(folder, name), title: name }, deps)),
        open: async (name, over) => keep(await openProject(join(folder, name), { ...deps, ...over })),
      })
    } finally {
      for (const session of opened) await session.close({ save: false }).catch(() => undefined)
    }
  })
}

/** Makes an edit in a session; throws when it is refused. */
export function editIn(session: ProjectSession, label: string, edit: (document: FilmDocument) => FilmDocument): void {
  const diff = diffDocuments(session.document, edit(session.document))
  const result = session.apply({ baseRevision: session.revision, label, diff })
  if (!result.ok) throw new Error(`${label}: ${result.problem}`)
}

/** An edit that renames the film. */
export function titled(title: string): (document: FilmDocument) => FilmDocument {
  return (document) => ({ ...document, settings: { ...document.settings, title } })
}
