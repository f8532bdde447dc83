import { indexTakes, type TakeIndex } from '../../shared/continuity/pick'
import type { FilmPlan } from '../../shared/film/plan'
import { planFilm } from '../../shared/film/plan-film'
import type { ExportFilm } from './film/film-export'
import type { Generation } from './generation/generation'
import type { MediaLibrary } from './media/media-library'
import type { CloseOptions, ProjectSession } from './project/project-session'

/** One open film and everything that works on it. */
export interface OpenFilm {
  readonly session: ProjectSession
  readonly media: MediaLibrary
  readonly generation: Generation
  readonly exportFilm: ExportFilm
  /** Ends what listens to this film. */
  readonly stopListening: () => void
}

/** The takes of the film, indexed. */
export function takesOf(film: Pick<OpenFilm, 'generation'>): TakeIndex {
  return indexTakes(film.generation.takes)
}

/** The film's plan, computed from the engine's own document and takes. */
export function planOf(film: Pick<OpenFilm, 'session' | 'generation'>): FilmPlan {
  return planFilm(film.session.document, takesOf(film))
}

/**
 * Closes in the order that loses nothing: no new takes, then the document, then the workers, which end even when the
 * document can't be written. Rejects as the session does.
 */
export async function closeFilm(film: OpenFilm, options: CloseOptions = {}): Promise<void> {
  film.stopListening()
  await film.generation.close()
  try {
    await film.session.close(options)
  } finally {
    await film.media.close()
  }
}
