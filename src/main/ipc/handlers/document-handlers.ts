import { ExpectedError, type AppError } from '../../../shared/ipc/app-error'
import type { EditRefusal } from '../../engine/project/project-session'
import type { FilmDesk } from '../../shell/film-desk'
import type { Handlers } from '../serve'

const refusals: Readonly<Record<EditRefusal, AppError>> = {
  conflict: { kind: 'conflict', message: 'That edit was made on an older state of the film. It was not applied.' },
  readOnly: { kind: 'readOnly', message: 'This film is open read-only.' },
  notDurable: { kind: 'diskFull', message: 'The edit could not be written to disk.' },
}

/** Edits of the document. The window holds an optimistic mirror; this is where an edit becomes true. */
export function documentHandlers(desk: FilmDesk): Pick<Handlers, 'document:apply'> {
  return {
    'document:apply': (edit) => {
      const applied = desk.require().session.apply(edit)
      if (applied.ok) return applied.value
      const { kind, message } = refusals[applied.problem]
      throw new ExpectedError(kind, message)
    },
  }
}
