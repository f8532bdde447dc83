import type { FilmDocument } from '../../shared/project/document'
import { savedFromDocument } from '../../shared/project/saved-document'
import { adoptSnapshot, documentStore } from '../state/document-store'
import { emptyQueue } from '../state/facts-store'

/** The film the window shows now. */
export function currentFilm(): FilmDocument {
  const { document } = documentStore.getState()
  if (!document) throw new Error('no project is open')
  return document
}

/** Opens a film in the stores, as if the engine had sent it. */
export function openFilm(film: FilmDocument): FilmDocument {
  adoptSnapshot({
    document: savedFromDocument(film),
    revision: 0,
    takes: [],
    queue: emptyQueue,
    folderName: 'Film',
    location: '',
    saved: true,
    readOnly: null,
    recovery: null,
    notices: [],
    sample: false,
  })
  return currentFilm()
}
