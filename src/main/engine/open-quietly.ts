import { join } from 'node:path'
import { indexTakes, type TakeIndex } from '../../shared/continuity/pick'
import { ExpectedError } from '../../shared/ipc/app-error'
import type { Result } from '../../shared/result'
import type { Ffmpeg } from './ffmpeg/ffmpeg'
import { createFilmExport } from './film/create-film-export'
import type { ExportFilm } from './film/film-export'
import { TakeStore } from './generation/take-store'
import { createMediaLibrary } from './media/create-media-library'
import type { MediaLibrary } from './media/media-library'
import { createProject, type NewProject } from './project/create-project'
import { openProject, type OpenProblem } from './project/open-project'
import type { ProjectSession } from './project/project-session'

export interface QuietDeps {
  readonly ffmpeg: Ffmpeg
  /** The app's own data folder. */
  readonly appData: string
  /** Where the fonts are. */
  readonly resources: string
}

/** A film that is open to be edited or exported while its generations rest: nothing is sent or collected. */
export interface QuietFilm {
  readonly session: ProjectSession
  readonly media: MediaLibrary
  readonly takes: TakeIndex
  readonly exportFilm: ExportFilm
  readonly notices: readonly string[]
  /** Saves and ends everything. Rejects as the session does. */
  close(): Promise<void>
}

async function withParts(session: ProjectSession, { appData, ffmpeg, resources }: QuietDeps): Promise<QuietFilm> {
  const { paths } = session
  const store = await TakeStore.open({
    folder: paths.takes,
    lostAndFound: join(appData, 'lost-and-found', session.document.settings.projectId),
    mayWrite: false,
    now: () => new Date(),
  })
  const media = createMediaLibrary({ ffmpeg, paths, fonts: join(resources, 'fonts') })
  return {
    session,
    media,
    takes: indexTakes(store.takes),
    exportFilm: createFilmExport({ ffmpeg, media, workFolder: join(paths.cache, 'export') }),
    notices: [...session.notices, ...store.notices],
    close: async () => {
      try {
        await session.close()
      } finally {
        await media.close()
      }
    },
  }
}

async function orWords(opened: Result<ProjectSession, OpenProblem>, deps: QuietDeps): Promise<QuietFilm> {
  if (!opened.ok) throw new ExpectedError('fileProblem', opened.problem.message)
  try {
    return await withParts(opened.value, deps)
  } catch (error) {
    await opened.value.close()
    throw error
  }
}

/** Opens a film without going on with its generations. Rejects with ExpectedError. */
export async function openQuietly(folder: string, deps: QuietDeps): Promise<QuietFilm> {
  return orWords(await openProject(folder, deps), deps)
}

/** Makes a film and opens it the same way. Rejects with ExpectedError. */
export async function createQuietly(project: NewProject, deps: QuietDeps): Promise<QuietFilm> {
  return orWords(await createProject(project, deps), deps)
}
