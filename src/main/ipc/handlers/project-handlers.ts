import { ExpectedError } from '../../../shared/ipc/app-error'
import type { FilmDesk } from '../../shell/film-desk'
import type { Publish } from '../publish'
import type { Handlers } from '../serve'

/** Folders as the user names them: dialogs, the recent list, and where new films go. */
export interface ProjectPlaces {
  readonly askFolderToOpen: () => Promise<string | null>
  readonly askFolderToSave: (suggestedName: string) => Promise<string | null>
  /** A folder for a new film that does not exist yet, and the film's title. */
  readonly freshFolder: () => Promise<{ readonly folder: string; readonly title: string }>
  readonly recentFolder: (id: string) => Promise<string | null>
  /** Settles once the film the app starts with is open, or rejects with why it is not. */
  readonly firstOpening: Promise<unknown>
}

type ProjectChannel =
  | 'project:new'
  | 'project:openDialog'
  | 'project:openRecent'
  | 'project:openSample'
  | 'project:saveAs'
  | 'project:save'
  | 'project:close'
  | 'project:read'
  | 'project:recover'

/** New, open, save and close. */
export function projectHandlers(
  desk: FilmDesk,
  places: ProjectPlaces,
  publish: Publish,
): Pick<Handlers, ProjectChannel> {
  return {
    'project:new': async () => {
      const { folder, title } = await places.freshFolder()
      return desk.create(folder, title)
    },
    'project:openDialog': async () => {
      const folder = await places.askFolderToOpen()
      return folder === null ? null : desk.open(folder)
    },
    'project:openRecent': async ({ id }) => {
      const folder = await places.recentFolder(id)
      if (folder === null) throw new ExpectedError('notFound', 'That film is no longer in the list.')
      return desk.open(folder)
    },
    'project:openSample': () => desk.openSample(),
    'project:saveAs': async () => {
      const folder = await places.askFolderToSave(desk.require().session.document.settings.title)
      return folder === null ? null : desk.saveAs(folder)
    },
    'project:save': async () => {
      publish('project:saved', await desk.require().session.save())
      return undefined
    },
    'project:close': async () => {
      await desk.close()
      return undefined
    },
    'project:read': async () => {
      if (desk.current() === null) await places.firstOpening
      return desk.snapshot()
    },
    'project:recover': ({ choice }) => desk.recover(choice),
  }
}
