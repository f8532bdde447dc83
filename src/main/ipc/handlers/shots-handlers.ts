import { jobsByShot } from '../../../shared/jobs/shot-face'
import type { Prices } from '../../../shared/models/prices'
import { byteOrderMark } from '../../../shared/table/csv'
import { shotsCsv } from '../../../shared/table/shot-sheet'
import { takesOf } from '../../engine/open-film'
import type { FilmDesk } from '../../shell/film-desk'
import type { Handlers } from '../serve'
import type { TableShell } from './ledger-handlers'

/** The film's shots as a table that can be read back. */
export function shotsHandlers(desk: FilmDesk, shell: TableShell, prices: () => Prices): Pick<Handlers, 'shots:export'> {
  return {
    'shots:export': async () => {
      const film = desk.require()
      const target = await shell.askTarget('Save the shots as a table', 'shots.csv', film.session.paths.exports)
      if (target === null) return { written: false }
      const facts = { takes: takesOf(film), jobByShot: jobsByShot(film.generation.jobs), prices: prices() }
      await shell.write(target, byteOrderMark + shotsCsv(film.session.document, facts))
      shell.reveal(target)
      return { written: true }
    },
  }
}
