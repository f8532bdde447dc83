import { app, nativeTheme, powerMonitor, protocol, shell, type BrowserWindow } from 'electron'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { missingEncoders } from './engine/ffmpeg/encoders'
import type { AppSettings } from '../shared/ipc/account-view'
import { pricesWith } from '../shared/models/prices'
import { writeDurably } from './engine/project/durable-write'
import { freeBytes } from './engine/project/free-space'
import { addFootage } from './engine/add-footage'
import { importOne, importPaths } from './engine/import-media'
import { accountHandlers } from './ipc/handlers/account-handlers'
import { appHandlers } from './ipc/handlers/app-handlers'
import { documentHandlers } from './ipc/handlers/document-handlers'
import { exportHandlers } from './ipc/handlers/export-handlers'
import { generationHandlers } from './ipc/handlers/generation-handlers'
import { importHandlers } from './ipc/handlers/import-handlers'
import { ledgerHandlers } from './ipc/handlers/ledger-handlers'
import { projectHandlers } from './ipc/handlers/project-handlers'
import { shotsHandlers } from './ipc/handlers/shots-handlers'
import { storyboardHandlers } from './ipc/handlers/storyboard-handlers'
import { settingsHandlers, type SettingsShell } from './ipc/handlers/settings-handlers'
import { createParts, filmsFolder, resourcesFolder, type Parts } from './app-parts'
import { versionHandlers } from './ipc/handlers/version-handlers'
import { lookAtAccounts } from './open-accounts'
import { openFirstFilm, openGiven } from './open-first-film'
import { serve } from './ipc/serve'
import { toAppError } from './ipc/to-app-error'
import { createSheetPrinter } from './shell/contact-sheet/print-sheet'
import { createAppHandler } from './shell/app-protocol'
import { runDemo } from './shell/demo'
import { filmOfArguments } from './shell/film-of-arguments'
import { freshFilmFolder } from './shell/films-folder'
import { createKeyWindow } from './shell/key-window'
import { createMediaHandler } from './shell/media-protocol'
import { setMenu } from './shell/menu'
import type { Preferences } from './shell/preferences'
import { quitWords } from './shell/quit-words'
import { createByteReceiver } from './shell/receive-bytes'
import { openWindow } from './shell/window'

/** The app once it runs. */
export interface RunningApp {
  readonly focus: () => void
  /** Opens the film that is among these arguments, when there is one. */
  readonly openFrom: (argv: readonly string[], cwd: string) => void
  /** Closes everything in order and never rejects. False: the user chose to keep working. */
  readonly close: () => Promise<boolean>
}

/** Imports have no cancel button: one file is a matter of a second, and closing the film ends its workers. */
const forever = new AbortController().signal
const rendererRoot = path.join(import.meta.dirname, '../renderer')
const preload = path.join(import.meta.dirname, '../preload/index.cjs')
const keyPreload = path.join(import.meta.dirname, '../preload/key.cjs')

function askForKey(parts: Parts): (provider: string) => Promise<void> {
  return createKeyWindow({
    accounts: parts.accounts,
    preload: keyPreload,
    parent: parts.needWindow,
    handleApp: createAppHandler(rendererRoot, () => Promise.resolve(new Response(null, { status: 404 }))),
    log: parts.log.write,
  })
}

function settingsOf(preferences: Preferences): AppSettings {
  const { newFilmBudget, prices } = preferences
  return { newFilmBudget, prices, filmsFolder: filmsFolder(preferences) }
}

function sheetPrinter({ desk, log, needWindow }: Parts): ReturnType<typeof createSheetPrinter> {
  const handleMedia = createMediaHandler({ film: desk.current, toAppError: (error) => toAppError(error, log.write) })
  return createSheetPrinter({ handleMedia, parent: needWindow })
}

function serveProtocols({ desk, log }: Parts): void {
  const asError = (error: unknown): ReturnType<typeof toAppError> => toAppError(error, log.write)
  const receive = createByteReceiver({
    importBytes: (name, bytes) => importOne(desk.require().media, name, bytes, forever),
    toAppError: asError,
  })
  protocol.handle('app', createAppHandler(rendererRoot, receive))
  protocol.handle('media', createMediaHandler({ film: desk.current, toAppError: asError }))
}

function applyTheme({ preferences }: Pick<Parts, 'preferences'>): void {
  nativeTheme.themeSource = preferences.theme
}

async function appInfo({ preferences, recents, desk }: Parts): Promise<ReturnType<typeof infoShape>> {
  const folder = desk.current()?.session.paths.folder ?? app.getPath('userData')
  const info = infoShape(preferences, [...(await recents.list())], await freeBytes(folder))
  // The demo shows itself; whoever opens the app after it is still a newcomer.
  if (process.argv.includes('--demo')) return { ...info, greets: false }
  preferences.set({ greeted: true })
  return info
}

function infoShape(
  preferences: Preferences,
  recents: Awaited<ReturnType<Parts['recents']['list']>>,
  free: number | null,
): {
  version: string
  platform: string
  theme: Preferences['theme']
  scale: number
  recents: { id: string; title: string; location: string; missing: boolean }[]
  freeBytes: number | null
  greets: boolean
} {
  return {
    version: app.getVersion(),
    platform: process.platform,
    theme: preferences.theme,
    scale: preferences.scale,
    recents: [...recents],
    freeBytes: free,
    greets: !preferences.greeted,
  }
}

function settingsShell({ dialogs, preferences, publish }: Parts): SettingsShell {
  const set = (change: Parameters<Preferences['set']>[0]): void => {
    preferences.set(change)
    publish('settings:changed', settingsOf(preferences))
  }
  return {
    read: () => settingsOf(preferences),
    change: set,
    chooseFilmsFolder: async () => {
      const folder = await dialogs.askFilmsFolder()
      if (folder !== null) set({ filmsFolder: folder })
    },
  }
}

/** Opens every channel. The returned function stops running exports. */
function serveWindow(
  parts: Parts,
  firstOpening: Promise<unknown>,
): { readonly cancelExports: () => void; readonly exporting: () => boolean } {
  const { accounts, desk, publish, dialogs, log, preferences, recents, teller } = parts
  const reveal = (file: string): void => shell.showItemInFolder(file)
  const tables = { askTarget: dialogs.askTable, write: writeDurably, reveal }
  const exports = exportHandlers(desk, publish, {
    askTarget: dialogs.askTarget,
    reveal,
    onProgress: teller.exporting,
    onEnd: teller.exportEnded,
    newId: randomUUID,
    log: log.write,
  })
  serve({
    log: log.write,
    importDropped: (paths, shotId) => {
      const film = desk.require()
      return shotId === null ? importPaths(film.media, paths, forever) : addFootage(film, shotId, paths, forever)
    },
    handlers: {
      ...appHandlers({
        info: () => appInfo(parts),
        setTheme: (theme) => {
          preferences.set({ theme })
          applyTheme(parts)
        },
        setScale: (scale) => {
          preferences.set({ scale })
          parts.window()?.webContents.setZoomFactor(scale)
        },
        setMenu: (items) => setMenu(items, (id) => publish('menu:command', { id })),
        log: log.write,
      }),
      ...projectHandlers(
        desk,
        {
          askFolderToOpen: dialogs.askFolderToOpen,
          askFolderToSave: dialogs.askFolderToSave,
          freshFolder: () => freshFilmFolder(filmsFolder(preferences)),
          recentFolder: (id) => recents.folderOf(id),
          firstOpening,
        },
        publish,
      ),
      ...versionHandlers(desk, dialogs.askFolderToSave),
      ...documentHandlers(desk),
      ...importHandlers(desk, dialogs.askFiles),
      ...generationHandlers(desk, reveal),
      ...ledgerHandlers(desk, tables),
      ...storyboardHandlers(desk, { ...tables, askTarget: dialogs.askSheet, print: sheetPrinter(parts) }),
      ...shotsHandlers(desk, tables, () => pricesWith(preferences.prices)),
      ...accountHandlers(accounts, askForKey(parts)),
      ...settingsHandlers(settingsShell(parts)),
      ...exports.handlers,
    },
  })
  return exports
}

/** Says early, and in words, that an ffmpeg lacks what films need; the question costs a tenth of a second beside the window. */
async function checkEncoders({ ffmpeg, publish, log }: Parts): Promise<void> {
  try {
    const missing = await missingEncoders(ffmpeg.path)
    if (missing.length === 0) return
    const message = `This computer's ffmpeg can't make ${missing.join(' or ')}: nothing can be rehearsed or exported with it.`
    publish('notice', { tone: 'problem', message })
  } catch (error) {
    log.write(`the encoders of ffmpeg could not be listed: ${String(error)}`)
  }
}

/** The window, which stays until all is closed: whoever chooses to keep working needs it. */
function openMainWindow(preferences: Preferences): BrowserWindow {
  const window = openWindow({
    preload,
    icon: path.join(resourcesFolder(), 'icon.png'),
    bounds: preferences.bounds,
    onBounds: (bounds) => preferences.set({ bounds }),
  })
  window.webContents.on('did-finish-load', () => window.webContents.setZoomFactor(preferences.scale))
  window.on('close', (event) => {
    event.preventDefault()
    app.quit()
  })
  return window
}

/** Builds the app from its parts and opens its window. */
export async function startApp(argv: readonly string[]): Promise<RunningApp> {
  const parts = await createParts()
  const { desk, preferences, log, dialogs, closeFilm } = parts
  applyTheme(parts)
  serveProtocols(parts)
  const demo = argv.includes('--demo')
  const opened = demo ? desk.openSample().then(() => null) : openFirstFilm(parts, argv)
  const tell = (problem: string | null): void => {
    if (problem !== null) parts.publish('notice', { tone: 'problem', message: problem })
  }
  // Whoever reads the film first is told; until then nobody listens.
  opened.catch((error: unknown) => log.write(`the first film: ${String(error)}`))
  const exports = serveWindow(parts, opened)
  const show = (): BrowserWindow => openMainWindow(preferences)
  show().webContents.once('did-finish-load', () => {
    void checkEncoders(parts)
    // Whoever reads the film is told of its own failure to open.
    void opened.then(tell, () => undefined)
    void lookAtAccounts(parts.accounts, (error) => log.write(`accounts: ${toAppError(error, log.write).message}`))
  })
  // Timers stood still; what waits for the network is tried at once.
  powerMonitor.on('resume', () => parts.desk.current()?.generation.poke())
  const close = async (): Promise<boolean> => {
    const { jobs = [], paused = false } = desk.current()?.generation.view ?? {}
    const warning = quitWords({ jobs, paused, exporting: exports.exporting() })
    if (warning !== null && !(await dialogs.confirmQuit(warning))) return false
    exports.cancelExports()
    if (!(await closeFilm())) return false
    await preferences.flush()
    return true
  }
  let closing: Promise<boolean> | null = null
  if (demo) void runDemo(desk, (line) => process.stdout.write(`${line}\n`)).then((code) => app.exit(code))
  return {
    focus: () => {
      const window = parts.window() ?? show()
      if (window.isMinimized()) window.restore()
      window.focus()
    },
    openFrom: (given, cwd) => {
      void filmOfArguments(given, cwd).then(async (folder) => folder !== null && tell(await openGiven(parts, folder)))
    },
    close: () => {
      closing ??= close().finally(() => {
        closing = null
      })
      return closing
    },
  }
}
