import { ExpectedError } from '../../../shared/ipc/app-error'
import { planOf } from '../../engine/open-film'
import { sheetPage, type Paper } from '../../shell/contact-sheet/sheet-page'
import type { FilmDesk } from '../../shell/film-desk'
import type { Handlers } from '../serve'

export interface StoryboardShell {
  /** Asks where to; null when the user changed their mind. */
  readonly askTarget: (suggestedName: string, folder: string) => Promise<string | null>
  readonly print: (html: string, paper: Paper) => Promise<Uint8Array>
  readonly write: (file: string, bytes: Uint8Array) => Promise<void>
  readonly reveal: (file: string) => void
}

/** The storyboard on paper, made of the engine's own film. */
export function storyboardHandlers(desk: FilmDesk, shell: StoryboardShell): Pick<Handlers, 'storyboard:export'> {
  return {
    'storyboard:export': async ({ paper }) => {
      const film = desk.require()
      const plan = planOf(film)
      if (plan.clips.length === 0) throw new ExpectedError('badRequest', 'There are no shots to print yet.')
      const target = await shell.askTarget('contact-sheet.pdf', film.session.paths.exports)
      if (target === null) return { written: false }
      await shell.write(target, await shell.print(sheetPage(film.session.document, plan, paper), paper))
      shell.reveal(target)
      return { written: true }
    },
  }
}
