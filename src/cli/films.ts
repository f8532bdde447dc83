import { existsSync } from 'node:fs'
import path from 'node:path'
import { ExpectedError } from '../shared/ipc/app-error'
import { diffDocuments } from '../shared/project/diff'
import type { FilmDocument } from '../shared/project/document'
import type { OpenFilm } from '../main/engine/open-film'
import { closeFilm } from '../main/engine/open-film'
import type { FilmLook } from '../main/engine/look-at-film'
import type { FilmListener } from '../main/engine/compose-engine'
import type { QuietFilm } from '../main/engine/open-quietly'
import type { ProjectSession } from '../main/engine/project/project-session'
import type { Studio } from './compose'
import { CommandFailure } from './command-failure'
import type { Tools } from './command'

const ending = '.seamline'

/** The folder a FILM names: ".seamline" may be left out. */
export function filmFolder(cwd: string, word: string): string {
  const plain = path.resolve(cwd, word)
  return !plain.endsWith(ending) && !existsSync(path.join(plain, 'project.json')) ? `${plain}${ending}` : plain
}

/** The folder as it is typed in the commands that help tells. */
export function filmWord(cwd: string, folder: string): string {
  const relative = path.relative(cwd, folder)
  const shown = relative === '' || relative.startsWith('..') ? folder : relative
  return /^[\w./\\:-]+$/.test(shown) ? shown : `"${shown}"`
}

function recoveryFailure(word: string, edits: number, lastEditAt: string): CommandFailure {
  const when = `${lastEditAt.slice(0, 16).replace('T', ' ')} UTC`
  return new CommandFailure(
    'recovery',
    `Seamline ended badly with ${edits} unsaved ${edits === 1 ? 'edit' : 'edits'} of this film (the last at ${when}). Nothing was done.`,
    {
      advice: [
        `seamline recover ${word} --edits    use them`,
        `seamline recover ${word} --saved    leave them out (they are kept in the film's "backups")`,
        'or open the film in the Seamline window, which asks the same.',
      ],
      report: { unsaved: { edits, lastEditAt } },
    },
  )
}

function lockedFailure(holder: string): CommandFailure {
  return new CommandFailure('locked', holder, {
    advice: ['Close the film there, then try again.', '"seamline status" and "seamline plan" work meanwhile.'],
  })
}

/** Refuses a film that waits for an answer about its unsaved edits. */
export function refuseUnrecovered(look: FilmLook, word: string): void {
  if (look.unsaved && look.holder === null) throw recoveryFailure(word, look.unsaved.edits, look.unsaved.lastEditAt)
}

function refuse(session: ProjectSession, word: string): void {
  if (session.readOnly !== null) throw lockedFailure(session.readOnly)
  if (session.recovery) throw recoveryFailure(word, session.recovery.edits, session.recovery.lastEditAt)
}

/** Looks first, so that a film nobody may write to now is not even opened. */
async function mayWrite(studio: Studio, folder: string, word: string): Promise<void> {
  const look = await studio.look(folder)
  if (look.holder !== null) throw lockedFailure(look.holder)
  refuseUnrecovered(look, word)
}

/** Works on a film whose generations rest, and saves it. */
export async function withQuietFilm<Value>(
  { cwd, output, studio }: Tools,
  folder: string,
  work: (film: QuietFilm) => Promise<Value>,
): Promise<Value> {
  const word = filmWord(cwd, folder)
  await mayWrite(studio, folder, word)
  const film = await studio.openQuietly(folder)
  try {
    refuse(film.session, word)
    for (const notice of film.notices) output.note(notice)
    return await work(film)
  } finally {
    await film.close()
  }
}

/** Works on a film whose generations go on meanwhile. */
export async function withWorkingFilm<Value>(
  { cwd, output, studio }: Tools,
  folder: string,
  listener: FilmListener,
  work: (film: OpenFilm) => Promise<Value>,
): Promise<Value> {
  const word = filmWord(cwd, folder)
  await mayWrite(studio, folder, word)
  const film = await (await studio.engine(listener)).openFolder(folder)
  try {
    refuse(film.session, word)
    for (const notice of [...film.session.notices, ...film.generation.notices]) output.note(notice)
    return await work(film)
  } finally {
    await closeFilm(film)
  }
}

/** Makes an edit of the film and writes it down. Rejects with `ExpectedError` when it can't be. */
export async function edit(session: ProjectSession, label: string, next: FilmDocument): Promise<void> {
  const diff = diffDocuments(session.document, next)
  if (diff.length === 0) return
  const applied = session.apply({ baseRevision: session.revision, label, diff })
  if (!applied.ok) throw new ExpectedError('fileProblem', 'The film could not be changed.')
  const { problem } = await session.save()
  if (problem !== null) throw new ExpectedError('fileProblem', problem)
}
