import { createHash } from 'node:crypto'
import { mkdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { parseBoundedJson } from './bounded-json'
import { writeDurably } from './durable-write'
import { errorCode, fileProblem } from './file-problem'
import { projectPaths } from './project-paths'

const most = 20
const entrySchema = z.object({ folder: z.string().max(8000), title: z.string().max(200) })
const listSchema = z.array(entrySchema).max(1000)
type Entry = z.infer<typeof entrySchema>

export interface RecentProject {
  /** Opaque: the window never names a folder. */
  readonly id: string
  readonly title: string
  readonly location: string
  readonly missing: boolean
}

/** The list of projects that were opened last, newest first, in the app's data folder. */
export interface RecentProjects {
  list(): Promise<readonly RecentProject[]>
  /** The folder of an entry; null when the list does not have it. */
  folderOf(id: string): Promise<string | null>
  /** Puts a project first. Rejects with ExpectedError. */
  remember(folder: string, title: string): Promise<void>
  /** Rejects with ExpectedError. */
  forget(id: string): Promise<void>
}

function idOf(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, 32)
}

async function isMissing(folder: string): Promise<boolean> {
  try {
    await stat(projectPaths(folder).document)
    return false
  } catch {
    // Gone, unplugged or out of reach: all the same to the list.
    return true
  }
}

/** The recent projects kept in `<appData>/recent-projects.json`; a list that can't be read counts as empty. */
export function recentProjects(appData: string): RecentProjects {
  const path = join(appData, 'recent-projects.json')
  let changes: Promise<void> = Promise.resolve()

  async function read(): Promise<readonly Entry[]> {
    try {
      const data = parseBoundedJson(await readFile(path))
      const list = listSchema.safeParse(data.ok ? data.value : null)
      return list.success ? list.data : []
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return []
      throw fileProblem(error, 'read the recent projects')
    }
  }

  /** One change after the other, so that none is lost. */
  function change(edit: (entries: readonly Entry[]) => readonly Entry[]): Promise<void> {
    const done = changes.then(async () => {
      const next = edit(await read())
      try {
        await mkdir(dirname(path), { recursive: true })
      } catch (error) {
        throw fileProblem(error, 'write the recent projects')
      }
      await writeDurably(path, `${JSON.stringify(next, null, 2)}\n`)
    })
    changes = done.catch(() => undefined)
    return done
  }

  return {
    async list() {
      const entries = await read()
      return Promise.all(
        entries.map(async ({ folder, title }) => ({
          id: idOf(folder),
          title,
          location: folder,
          missing: await isMissing(folder),
        })),
      )
    },
    async folderOf(id) {
      return (await read()).find((entry) => idOf(entry.folder) === id)?.folder ?? null
    },
    remember: (folder, title) =>
      change((entries) => [{ folder, title }, ...entries.filter((entry) => entry.folder !== folder)].slice(0, most)),
    forget: (id) => change((entries) => entries.filter((entry) => idOf(entry.folder) !== id)),
  }
}
