import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Take } from '../../shared/jobs/take'
import { ExpectedError } from '../../shared/ipc/app-error'
import type { QueueView } from '../../shared/ipc/generation-view'
import type { Prices } from '../../shared/models/prices'
import type { FilmDocument } from '../../shared/project/document'
import type { Ffmpeg } from './ffmpeg/ffmpeg'
import { createFilmExport } from './film/create-film-export'
import { sweepPartials } from './film/sweep-partials'
import { systemClock } from './generation/clock'
import { createGeneration } from './generation/create-generation'
import { createDownloadClip } from './generation/download-clip'
import { createMediaLibrary } from './media/create-media-library'
import type { MediaLibrary } from './media/media-library'
import type { OpenFilm } from './open-film'
import { createProject } from './project/create-project'
import { freeBytes } from './project/free-space'
import { openProject } from './project/open-project'
import type { ProjectSession, SessionEvent } from './project/project-session'
import { saveProjectAs } from './project/save-as'
import type { Accounts } from './providers/create-accounts'
import { createRehearsal } from './providers/rehearsal/create-rehearsal'
import { fillWithSample, readStoryboard } from './sample-film'

/** What an open film tells while it works. */
export interface FilmListener {
  readonly onTakes: (takes: readonly Take[]) => void
  readonly onQueue: (queue: QueueView) => void
  /** Generating is held up, in plain words. */
  readonly onProblem: (message: string) => void
  readonly onSession: (event: SessionEvent) => void
}

export interface EngineDeps {
  readonly ffmpeg: Ffmpeg
  /** The app's own data folder. */
  readonly appData: string
  /** Fonts and the sample. */
  readonly resources: string
  readonly accounts: Accounts
  /** The prices that hold now. */
  readonly prices: () => Prices
  /** What a new film may cost, in micro-dollars; null: no limit. */
  readonly newFilmBudget: () => number | null
  readonly listener: FilmListener
  readonly log: (message: string) => void
}

/** The ways to open a film. All of them reject with `ExpectedError` in plain words. */
export interface Engine {
  openFolder(folder: string): Promise<OpenFilm>
  createIn(folder: string, title: string): Promise<OpenFilm>
  /** As the film is now, or as an earlier `version` of it has it. */
  copyTo(film: OpenFilm, folder: string, version?: FilmDocument): Promise<void>
  /** The sample storyboard's folder, made when it is not there yet. */
  sampleFolder(): Promise<string>
  /** Whether a film's folder is the sample's. */
  isSample(folder: string): boolean
}

class ComposedEngine implements Engine {
  readonly #deps: EngineDeps

  constructor(deps: EngineDeps) {
    this.#deps = deps
  }

  async openFolder(folder: string): Promise<OpenFilm> {
    const session = await openProject(folder, this.#deps)
    if (!session.ok) throw new ExpectedError('fileProblem', session.problem.message)
    return this.#openParts(session.value)
  }

  async createIn(folder: string, title: string): Promise<OpenFilm> {
    const session = await createProject({ folder, title, budget: this.#deps.newFilmBudget() }, this.#deps)
    if (!session.ok) throw new ExpectedError('fileProblem', session.problem.message)
    return this.#openParts(session.value)
  }

  async copyTo({ session }: OpenFilm, folder: string, version?: FilmDocument): Promise<void> {
    const title = path.basename(folder).replace(/\.seamline$/i, '')
    const signal = new AbortController().signal
    const document = version ?? session.document
    await saveProjectAs({ document, from: session.paths, to: folder, title, signal })
  }

  isSample(folder: string): boolean {
    const sample = path.join(path.basename(this.#deps.appData), 'sample')
    return path.dirname(folder).endsWith(sample)
  }

  async sampleFolder(): Promise<string> {
    const { appData, resources } = this.#deps
    const { title } = await readStoryboard(resources)
    const folder = path.join(appData, 'sample', `${title}.seamline`)
    const existing = await openProject(folder, this.#deps)
    if (existing.ok) {
      await existing.value.close()
      return existing.value.paths.folder
    }
    await mkdir(path.dirname(folder), { recursive: true })
    const made = await createProject({ folder, title }, this.#deps)
    if (!made.ok) throw new ExpectedError('fileProblem', made.problem.message)
    const media = this.#openMedia(made.value)
    try {
      await fillWithSample(made.value, media, resources, new AbortController().signal)
    } finally {
      await media.close()
      await made.value.close()
    }
    return made.value.paths.folder
  }

  #openMedia({ paths }: ProjectSession): MediaLibrary {
    const { ffmpeg, resources } = this.#deps
    return createMediaLibrary({ ffmpeg, paths, fonts: path.join(resources, 'fonts') })
  }

  async #openParts(session: ProjectSession): Promise<OpenFilm> {
    const { accounts, ffmpeg, appData, listener, log, prices } = this.#deps
    const media = this.#openMedia(session)
    const inputs = path.join(session.paths.cache, 'inputs')
    const rehearsal = createRehearsal({ folder: path.join(appData, 'rehearsal'), inputs, ffmpeg, media, log })
    const tools = { inputs, download: createDownloadClip(), elapsed: () => systemClock.elapsed() }
    const generation = await createGeneration({
      session,
      media,
      providers: [rehearsal, ...accounts.all.map((account) => account.openProvider(tools))],
      accounts: accounts.all,
      prices,
      freeBytes,
      appData,
      clock: systemClock,
      newId: randomUUID,
      onTakes: listener.onTakes,
      onQueue: listener.onQueue,
      onProblem: listener.onProblem,
      log,
    })
    const stopListening = session.onChange((event) => {
      if (event.kind === 'applied' || event.kind === 'replaced') generation.documentChanged()
      listener.onSession(event)
    })
    const workFolder = path.join(session.paths.cache, 'export')
    // What a crash left of an export takes room and is of no use; exports elsewhere are swept by the next one there.
    for (const folder of [workFolder, session.paths.exports]) await sweepPartials(folder)
    const exportFilm = createFilmExport({ ffmpeg, media, workFolder })
    return { session, media, generation, stopListening, exportFilm }
  }
}

/** Builds the engine from its parts; it knows nothing of windows. */
export function composeEngine(deps: EngineDeps): Engine {
  return new ComposedEngine(deps)
}
