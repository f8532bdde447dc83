import type { MenuItem, RequestOutput } from '../../../shared/ipc/contract'
import type { Theme } from '../../shell/preferences'
import type { Handlers } from '../serve'

export interface AppShell {
  readonly info: () => Promise<RequestOutput<'app:info'>>
  readonly setTheme: (theme: Theme) => void
  readonly setScale: (scale: number) => void
  readonly setMenu: (items: readonly MenuItem[]) => void
  readonly log: (message: string) => void
}

type AppChannel = 'app:info' | 'app:setTheme' | 'app:setScale' | 'menu:describe' | 'log:rendererError'

/** The app around the film: version, theme, menu, log. */
export function appHandlers(shell: AppShell): Pick<Handlers, AppChannel> {
  return {
    'app:info': () => shell.info(),
    'app:setTheme': ({ theme }) => {
      shell.setTheme(theme)
      return undefined
    },
    'app:setScale': ({ scale }) => {
      shell.setScale(scale)
      return undefined
    },
    'menu:describe': ({ items }) => {
      shell.setMenu(items)
      return undefined
    },
    'log:rendererError': ({ message }) => {
      shell.log(`window: ${message}`)
      return undefined
    },
  }
}
