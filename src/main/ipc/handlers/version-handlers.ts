import { savedFromDocument } from '../../../shared/project/saved-document'
import { filmVersions } from '../../engine/project/backups'
import { readVersion } from '../../engine/project/read-version'
import type { FilmDesk } from '../../shell/film-desk'
import type { Handlers } from '../serve'

/** Earlier versions of the open film: looked at without touching it, restored beside it. */
export function versionHandlers(
  desk: FilmDesk,
  askFolderToSave: (suggestedName: string) => Promise<string | null>,
): Pick<Handlers, 'versions:list' | 'versions:read' | 'versions:restore'> {
  return {
    'versions:list': async () => {
      const versions = await filmVersions(desk.require().session.paths)
      return versions.map(({ name, at }) => ({ name, at: new Date(at).toISOString() }))
    },
    'versions:read': async ({ name }) => savedFromDocument(await readVersion(desk.require().session.paths, name)),
    'versions:restore': async ({ name }) => {
      const version = await readVersion(desk.require().session.paths, name)
      const folder = await askFolderToSave(`${version.settings.title}, earlier`)
      return folder === null ? null : desk.saveAs(folder, version)
    },
  }
}
