import { BrowserWindow, nativeTheme, session } from 'electron'
import { findProvider } from '../../shared/models/money'
import type { Accounts } from '../engine/providers/create-accounts'
import { serveKeyWindow } from '../ipc/serve-key-window'
import { appOrigin } from '../ipc/trusted-sender'
import { hardenSession } from './harden'

export interface KeyWindowParts {
  readonly accounts: Accounts
  readonly preload: string
  readonly parent: () => BrowserWindow
  /** Serves `app://seamline/`. */
  readonly handleApp: (request: Request) => Promise<Response>
  readonly log: (message: string) => void
}

/** In memory, and of its own: a page in another session never shares a process with the film's window. */
const partition = 'key-entry'

function prepareSession(handleApp: KeyWindowParts['handleApp']): void {
  const own = session.fromPartition(partition)
  if (own.protocol.isProtocolHandled('app')) return
  hardenSession(own)
  own.protocol.handle('app', handleApp)
}

function open(parent: BrowserWindow, preload: string, label: string): BrowserWindow {
  const window = new BrowserWindow({
    parent,
    modal: true,
    width: 520,
    height: 400,
    useContentSize: true,
    resizable: false,
    minimizable: false,
    maximizable: false,
    show: false,
    title: `Key for ${label}`,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#17171b' : '#eeece8',
    webPreferences: {
      partition,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
    },
  })
  // The film's menu acts on the film, and would be seen here on Linux and Windows.
  window.removeMenu()
  return window
}

/**
 * Makes the asking for a key: a small window in a process of its own, which ends with it, so that the film's window
 * never holds a key. Resolves when that window is closed, with or without one.
 */
export function createKeyWindow(parts: KeyWindowParts): (provider: string) => Promise<void> {
  let asking: { readonly window: BrowserWindow; readonly done: Promise<void> } | null = null
  return async (provider) => {
    if (asking) {
      asking.window.focus()
      return asking.done
    }
    const { accounts, handleApp, log, parent, preload } = parts
    prepareSession(handleApp)
    const window = open(parent(), preload, findProvider(provider)?.label ?? provider)
    const stop = serveKeyWindow({ window, provider, accounts, log })
    const done = new Promise<void>((resolve) => {
      window.once('closed', () => {
        stop()
        asking = null
        resolve()
      })
    })
    asking = { window, done }
    window.once('ready-to-show', () => window.show())
    await window.loadURL(`${appOrigin}/key.html`)
    return done
  }
}
