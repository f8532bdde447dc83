import { ExpectedError } from '../../shared/ipc/app-error'
import type { ProjectSnapshot } from '../../shared/ipc/snapshot'
import { savedFromDocument } from '../../shared/project/saved-document'
import type { FilmDocument } from '../../shared/project/document'
import { realpath } from 'node:fs/promises'
import path from 'node:path'
import type { Engine } from '../engine/compose-engine'
import { closeFilm, type OpenFilm } from '../engine/open-film'
import type { CloseOptions } from '../engine/project/project-session'
import type { Publish } from '../ipc/publish'

/** Holds the one film that is open and changes it for another. Calls are done one after the other. */
export interface FilmDesk {
  readonly current: () => OpenFilm | null
  /** The open film, or an `ExpectedError` when there is none. */
  readonly require: () => OpenFilm
  readonly open: (folder: string) => Promise<ProjectSnapshot>
  readonly create: (folder: string, title: string) => Promise<ProjectSnapshot>
  readonly openSample: () => Promise<ProjectSnapshot>
  /** Copies the film into a new folder and opens the copy, as it is now or as an earlier `version` of it has it. */
  readonly saveAs: (folder: string, version?: FilmDocument) => Promise<ProjectSnapshot>
  readonly recover: (choice: 'recover' | 'keepSaved') => Promise<ProjectSnapshot>
  /** Rejects with `ExpectedError` (`cancelled`) when the film can't be saved and the user stays. */
  readonly close: () => Promise<void>
  readonly snapshot: () => ProjectSnapshot | null
}

/** Asks whether to leave a film that can't be saved; `problem` says in words why it can't. */
export type AskToLeave = (problem: string) => Promise<boolean>

function snapshotOf({ session, generation }: OpenFilm, sample: boolean): ProjectSnapshot {
  return {
    document: savedFromDocument(session.document),
    revision: session.revision,
    takes: [...generation.takes],
    queue: generation.view,
    folderName: path.basename(session.paths.folder),
    location: path.dirname(session.paths.folder),
    saved: session.saved,
    readOnly: session.readOnly,
    recovery: session.recovery,
    notices: [...session.notices, ...generation.notices],
    sample,
  }
}

/** The folder itself when the path is a link to it; a path that leads nowhere stays as it is. */
function realPathOf(folder: string): Promise<string> {
  return realpath(folder).catch(() => folder)
}

/** How to close a film: saved, or as it is on disk when it can't be saved and the user leaves all the same. */
async function howToClose({ session }: OpenFilm, mayLeave: AskToLeave): Promise<CloseOptions> {
  if (session.saved) return {}
  const { problem } = await session.save()
  if (problem === null) return {}
  if (await mayLeave(problem)) return { save: false }
  throw new ExpectedError('cancelled', 'The film stays open.')
}

export interface DeskParts {
  readonly engine: Engine
  readonly onOpened: (film: OpenFilm) => Promise<void>
  readonly publish: Publish
  readonly mayLeave: AskToLeave
}

class OneFilmDesk implements FilmDesk {
  readonly #parts: DeskParts
  #film: OpenFilm | null = null
  #queue: Promise<unknown> = Promise.resolve()

  constructor(parts: DeskParts) {
    this.#parts = parts
  }

  current = (): OpenFilm | null => this.#film

  require = (): OpenFilm => {
    if (!this.#film) throw new ExpectedError('noProject', 'No film is open.')
    return this.#film
  }

  snapshot = (): ProjectSnapshot | null => {
    const film = this.#film
    return film && snapshotOf(film, this.#parts.engine.isSample(film.session.paths.folder))
  }

  open = (folder: string): Promise<ProjectSnapshot> => this.#inTurn(() => this.#openFolder(folder))

  create = (folder: string, title: string): Promise<ProjectSnapshot> =>
    this.#inTurn(async () => this.#put(await this.#parts.engine.createIn(folder, title)))

  openSample = (): Promise<ProjectSnapshot> =>
    this.#inTurn(async () => this.#openFolder(await this.#parts.engine.sampleFolder()))

  saveAs = (folder: string, version?: FilmDocument): Promise<ProjectSnapshot> =>
    this.#inTurn(async () => {
      const { engine } = this.#parts
      await engine.copyTo(this.require(), folder, version)
      const copy = await engine.openFolder(folder)
      // What is in the copy is safe there, and the original stays as it was saved last; with a version it is left as any film is.
      return version === undefined ? this.#exchange(copy, { save: false }) : this.#put(copy)
    })

  recover = (choice: 'recover' | 'keepSaved'): Promise<ProjectSnapshot> =>
    this.#inTurn(async () => {
      await this.require().session.recover(choice)
      return this.#announce()
    })

  close = (): Promise<void> =>
    this.#inTurn(async () => {
      const before = this.#film
      if (before) {
        const closing = await howToClose(before, this.#parts.mayLeave)
        this.#film = null
        await closeFilm(before, closing)
      }
      this.#parts.publish('project:changed', null)
    })

  #inTurn<Value>(step: () => Promise<Value>): Promise<Value> {
    const turn = this.#queue.then(step, step)
    this.#queue = turn.catch(() => undefined)
    return turn
  }

  #announce(): ProjectSnapshot {
    const film = this.require()
    const snapshot = snapshotOf(film, this.#parts.engine.isSample(film.session.paths.folder))
    this.#parts.publish('project:changed', snapshot)
    return snapshot
  }

  async #exchange(next: OpenFilm, closing: CloseOptions): Promise<ProjectSnapshot> {
    const before = this.#film
    this.#film = next
    if (before) await closeFilm(before, closing)
    await this.#parts.onOpened(next)
    return this.#announce()
  }

  async #put(next: OpenFilm): Promise<ProjectSnapshot> {
    try {
      return await this.#exchange(next, this.#film ? await howToClose(this.#film, this.#parts.mayLeave) : {})
    } catch (error) {
      if (this.#film !== next) await closeFilm(next)
      throw error
    }
  }

  async #openFolder(folder: string): Promise<ProjectSnapshot> {
    const open = this.#film?.session
    // A film that is open for reading only may be free by now; any other is not opened beside itself.
    if (open?.readOnly === null && open.paths.folder === (await realPathOf(folder))) return this.#announce()
    return this.#put(await this.#parts.engine.openFolder(folder))
  }
}

/** One film at a time; opening another closes the one before only once the new one is open. */
export function createFilmDesk(parts: DeskParts): FilmDesk {
  return new OneFilmDesk(parts)
}
