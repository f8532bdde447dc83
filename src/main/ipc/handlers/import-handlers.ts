import { ExpectedError } from '../../../shared/ipc/app-error'
import { addFootage } from '../../engine/add-footage'
import { importAddress, importPaths } from '../../engine/import-media'
import type { FilmDesk } from '../../shell/film-desk'
import type { Handlers } from '../serve'

export type AskFiles = (kind: 'pictures' | 'sound' | 'footage') => Promise<readonly string[]>

/** A picture on the network that takes longer than this is given up. */
const fetchLimit = 60_000

/** Imports by dialog and by address. */
export function importHandlers(
  desk: FilmDesk,
  askFiles: AskFiles,
): Pick<Handlers, 'import:dialog' | 'import:url' | 'takes:addFootage'> {
  return {
    'import:dialog': async ({ kind }) => {
      const { media } = desk.require()
      return importPaths(media, await askFiles(kind), new AbortController().signal)
    },
    'takes:addFootage': async ({ shotId }) => {
      const film = desk.require()
      return addFootage(film, shotId, await askFiles('footage'), new AbortController().signal)
    },
    'import:url': ({ url }) => {
      if (!url.startsWith('https://')) throw new ExpectedError('badRequest', 'Only https addresses are fetched.')
      return importAddress(desk.require().media, url, AbortSignal.timeout(fetchLimit))
    },
  }
}
