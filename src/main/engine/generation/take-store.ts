import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ShotId, TakeId } from '../../../shared/ids'
import { ExpectedError } from '../../../shared/ipc/app-error'
import type { TakePlace } from '../../../shared/jobs/job-record'
import { takeSchema, type Take } from '../../../shared/jobs/take'
import { keepCopy, writeDurably } from '../project/durable-write'
import { diskFiles } from '../project/file-operations'
import { errorCode, fileProblem } from '../project/file-problem'
import { corruptName } from '../project/set-aside'
import { syncFile } from '../project/sync-file'

interface TakeFiles {
  readonly facts: string
  readonly clip: string
}

function filesIn(folder: string, id: TakeId): TakeFiles {
  return { facts: join(folder, `${id}.json`), clip: join(folder, `${id}.mp4`) }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null
    throw error
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}

function parseTake(text: string, name: string): Take | null {
  try {
    const parsed = takeSchema.safeParse(JSON.parse(text))
    return parsed.success && `${parsed.data.id}.json` === name ? parsed.data : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** Puts a whole clip and then its facts in a folder: a take is there exactly when its facts are. */
async function placeTake(take: Take, from: string, folder: string): Promise<void> {
  const files = filesIn(folder, take.id)
  await keepCopy(diskFiles, from, files.clip)
  const bytes = await syncFile(files.clip)
  if (bytes !== take.bytes) throw Object.assign(new Error('The take has another size'), { code: 'EIO' })
  await writeDurably(files.facts, `${JSON.stringify(take, null, 2)}\n`)
}

interface Scan {
  readonly takes: readonly Take[]
  readonly notices: readonly string[]
}

async function readOne(folder: string, name: string, mayWrite: boolean, now: Date): Promise<Take | string> {
  const path = join(folder, name)
  const take = parseTake(await readFile(path, 'utf8'), name)
  if (take === null) {
    const problem = `The facts of a take (${name}) can't be read.`
    if (!mayWrite) return problem
    await rename(path, await corruptName(path, now))
    return `${problem} The file was set aside.`
  }
  const bytes = await sizeOf(filesIn(folder, take.id).clip)
  if (bytes === take.bytes) return take
  const made = `made ${take.createdAt.slice(0, 10)}: “${take.prompt.slice(0, 60)}”`
  return bytes === null ? `The clip of a take is missing (${made}).` : `The clip of a take is damaged (${made}).`
}

async function scan(folder: string, mayWrite: boolean, now: Date): Promise<Scan> {
  const takes: Take[] = []
  const notices: string[] = []
  try {
    for (const name of await namesIn(folder)) {
      if (!name.endsWith('.json')) continue
      const found = await readOne(folder, name, mayWrite, now)
      if (typeof found === 'string') notices.push(found)
      else takes.push(found)
    }
  } catch (error) {
    throw fileProblem(error, 'read the takes')
  }
  return { takes, notices }
}

function byArrival(a: Take, b: Take): number {
  return a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id)
}

export interface TakeStoreOptions {
  /** The project's `takes/`. */
  readonly folder: string
  /** The app's own folder for takes of this project that have no shot or no project to go to. */
  readonly lostAndFound: string
  readonly mayWrite: boolean
  readonly now: () => Date
}

/** The takes of a project: facts on disk, one clip and one JSON each. */
export class TakeStore {
  readonly notices: readonly string[]
  readonly #folder: string
  readonly #lostAndFound: string
  #takes: readonly Take[]
  #lost: ReadonlyMap<TakeId, Take>

  private constructor(options: TakeStoreOptions, project: Scan, lost: Scan) {
    this.#folder = options.folder
    this.#lostAndFound = options.lostAndFound
    this.#takes = [...project.takes].sort(byArrival)
    this.#lost = new Map(lost.takes.map((take) => [take.id, take]))
    this.notices = [...project.notices, ...lost.notices]
  }

  /**
   * Reads every take. Facts that can't be read are set aside as `*.corrupt-<time>`; takes without their whole clip are
   * left out; both are said in `notices`. Rejects with ExpectedError when a folder can't be read.
   */
  static async open(options: TakeStoreOptions): Promise<TakeStore> {
    const { folder, lostAndFound, mayWrite, now } = options
    const project = await scan(folder, mayWrite, now())
    return new TakeStore(options, project, await scan(lostAndFound, mayWrite, now()))
  }

  /** The project's own, newest last. */
  get takes(): readonly Take[] {
    return this.#takes
  }

  placeOf(id: TakeId): TakePlace | null {
    if (this.#takes.some((take) => take.id === id)) return 'project'
    return this.#lost.has(id) ? 'lostAndFound' : null
  }

  /**
   * Takes a verified clip in, durably: in the project, or in lost & found when its shot is gone or the project's folder
   * can't be written. The file `from` stays. Doing it again after a crash is fine. Rejects with ExpectedError.
   */
  async commit(take: Take, from: string, wanted: TakePlace): Promise<TakePlace> {
    if (wanted === 'project' && (await this.#placeInProject(take, from))) {
      this.#takes = [...this.#takes, take].sort(byArrival)
      return 'project'
    }
    try {
      await mkdir(this.#lostAndFound, { recursive: true })
      await placeTake(take, from, this.#lostAndFound)
    } catch (error) {
      throw fileProblem(error, 'keep the take')
    }
    this.#lost = new Map([...this.#lost, [take.id, take]])
    return 'lostAndFound'
  }

  /** Brings takes back from lost & found whose shots exist (again). True when there were any. */
  async reclaim(hasShot: (id: ShotId) => boolean): Promise<boolean> {
    const wanted = [...this.#lost.values()].filter((take) => hasShot(take.shotId))
    for (const take of wanted) {
      const files = filesIn(this.#lostAndFound, take.id)
      if (this.placeOf(take.id) !== 'project') {
        if (!(await this.#placeInProject(take, files.clip))) return false
        this.#takes = [...this.#takes, take].sort(byArrival)
      }
      this.#lost = new Map([...this.#lost].filter(([id]) => id !== take.id))
      await rm(files.facts, { force: true })
      await rm(files.clip, { force: true })
    }
    return wanted.length > 0
  }

  /** False when the project's folder is gone or can't be written; it is never made anew. */
  async #placeInProject(take: Take, from: string): Promise<boolean> {
    try {
      await mkdir(this.#folder).catch((error: unknown) => {
        if (errorCode(error) !== 'EEXIST') throw error
      })
      await placeTake(take, from, this.#folder)
      return true
    } catch (error) {
      const problem = fileProblem(error, 'keep the take')
      if (problem instanceof ExpectedError && problem.kind === 'fileProblem') return false
      throw problem
    }
  }
}
