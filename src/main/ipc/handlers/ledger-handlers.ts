import { ledgerCsv } from '../../../shared/jobs/ledger'
import { byteOrderMark } from '../../../shared/table/csv'
import type { FilmDesk } from '../../shell/film-desk'
import type { Handlers } from '../serve'

export interface TableShell {
  /** Asks where to, under a title; null when the user changed their mind. */
  readonly askTarget: (title: string, suggestedName: string, folder: string) => Promise<string | null>
  readonly write: (file: string, text: string) => Promise<void>
  readonly reveal: (file: string) => void
}

/** What the film's generations cost, on screen and as a table. */
export function ledgerHandlers(desk: FilmDesk, shell: TableShell): Pick<Handlers, 'ledger:read' | 'ledger:export'> {
  return {
    'ledger:read': () => ({ entries: [...desk.require().generation.ledger] }),
    'ledger:export': async () => {
      const { generation, session } = desk.require()
      const target = await shell.askTarget('Save the ledger', 'ledger.csv', session.paths.exports)
      if (target === null) return { written: false }
      await shell.write(target, byteOrderMark + ledgerCsv(generation.ledger))
      shell.reveal(target)
      return { written: true }
    },
  }
}
