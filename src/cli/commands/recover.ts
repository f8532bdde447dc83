import type { QuietFilm } from '../../main/engine/open-quietly'
import { defineCommand } from '../command'
import { CommandFailure } from '../command-failure'
import { filmFolder, filmWord } from '../films'

/** Answers the question for the film and gives how many edits it was about. */
async function answer({ session }: QuietFilm, choice: 'recover' | 'keepSaved'): Promise<number> {
  if (session.readOnly !== null) throw new CommandFailure('locked', session.readOnly)
  const edits = session.recovery?.edits ?? 0
  if (edits === 0) return 0
  await session.recover(choice)
  const { problem } = await session.save()
  if (problem !== null) throw new CommandFailure('failed', problem)
  return edits
}

export const recoverCommand = defineCommand({
  name: 'recover',
  summary: 'use or leave out the unsaved edits of a Seamline that ended badly',
  about: [
    'When Seamline ends badly (a crash, a power cut), the edits it had not saved are kept beside the film. No command ' +
      'changes such a film before you choose. Edits that are left out are kept in the film’s folder "backups".',
  ],
  words: [{ name: 'FILM', help: 'the film’s folder; ".seamline" may be left out' }],
  options: {
    edits: { type: 'flag', help: 'use the unsaved edits' },
    saved: { type: 'flag', help: 'keep the film as it was saved' },
  },
  examples: [
    ['seamline recover harbour --edits', 'go on where it ended'],
    ['seamline recover harbour --saved', 'go back to the last save'],
  ],
  json: ['folder', 'recovered', 'edits'],
  run: async ([word = ''], { edits, saved }, { cwd, output, studio }) => {
    if (edits === saved) throw new CommandFailure('usage', 'Say one of --edits and --saved.')
    const film = await studio.openQuietly(filmFolder(cwd, word))
    try {
      for (const notice of film.notices) output.note(notice)
      const count = await answer(film, edits ? 'recover' : 'keepSaved')
      const { folder } = film.session.paths
      const words = `${count} ${count === 1 ? 'edit' : 'edits'}`
      const done = edits ? `Recovered ${words}.` : `Left ${words} out; they are kept in "backups".`
      return {
        lines: [count === 0 ? 'There are no unsaved edits.' : done, `Next: seamline status ${filmWord(cwd, folder)}`],
        report: { folder, recovered: edits && count > 0, edits: count },
      }
    } finally {
      await film.close()
    }
  },
})
