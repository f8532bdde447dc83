import type { AppSettings } from '../../../shared/ipc/account-view'
import type { Handlers } from '../serve'

/** Only what is named changes. */
export type SettingsChange = Partial<Omit<AppSettings, 'filmsFolder'>>

export interface SettingsShell {
  readonly read: () => AppSettings
  readonly change: (change: SettingsChange) => void
  /** Asks for the folder of new films and keeps it; nothing changes when the user closes the dialog. */
  readonly chooseFilmsFolder: () => Promise<void>
}

/** What holds for every film on this computer. */
export function settingsHandlers(
  shell: SettingsShell,
): Pick<Handlers, 'settings:read' | 'settings:change' | 'settings:chooseFilmsFolder'> {
  return {
    'settings:read': () => shell.read(),
    'settings:change': ({ newFilmBudget, prices }) => {
      shell.change({ ...(newFilmBudget === undefined ? {} : { newFilmBudget }), ...(prices ? { prices } : {}) })
      return shell.read()
    },
    'settings:chooseFilmsFolder': async () => {
      await shell.chooseFilmsFolder()
      return shell.read()
    },
  }
}
