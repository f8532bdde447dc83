import { app, BrowserWindow, nativeTheme, powerMonitor, protocol, shell } from 'electron'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { missingEncoders } from './engine/ffmpeg/encoders'
import type { AppSettings } from '../shared/ipc/account-view'
import { pricesWith } from '../shared/models/prices'
import type { Ffmpeg } from './engine/ffmpeg/ffmpeg'
import type { OpenFilm } from './engine/open-film'
import { writeDurably } from './engine/project/durable-write'
import { freeBytes } from './engine/project/free-space'
import { recentProjects, type RecentProjects } from './engine/project/recent-projects'
import { composeEngine, type FilmListener } from './engine/compose-engine'
import { importOne, importPaths } from './engine/import-media'
import { createRedactor } from './engine/secrets/redactor'
import type { Accounts } from './engine/providers/create-accounts'
import { findFfmpeg } from './find-ffmpeg'
import { accountHandlers } from './ipc/handlers/account-handlers'
import { appHandlers } from './ipc/handlers/app-handlers'
import { documentHandlers } from './ipc/handlers/document-handlers'
import { exportHandlers } from './ipc/handlers/export-handlers'
import { generationHandlers } from './ipc/handlers/generation-handlers'
import { importHandlers } from './ipc/handlers/import-handlers'
import { ledgerHandlers } from './ipc/handlers/ledger-handlers'
import { projectHandlers } from './ipc/handlers/project-handlers'
import { settingsHandlers, type SettingsShell } from './ipc/handlers/settings-handlers'
import { lookAtAccounts, openAccounts, watchSpending } from './open-accounts'
import { createPublish, type Publish } from './ipc/publish'
import { serve } from './ipc/serve'
import { toAppError } from './ipc/to-app-error'
import { createAppHandler } from './shell/app-protocol'
import { runDemo } from './shell/demo'
import { createDialogs, type Dialogs } from './shell/dialogs'
import { createFilmDesk, type FilmDesk } from './shell/film-desk'
import { freshFilmFolder } from './shell/films-folder'
import { createKeyWindow } from './shell/key-window'
import { createLog, type Log } from './shell/log'
import { createMediaHandler } from './shell/media-protocol'
import { setMenu } from './shell/menu'
import { loadPreferences, type Preferences } from './shell/preferences'
import { quitWords } from './shell/quit-words'
import { createByteReceiver } from './shell/receive-bytes'
import { openWindow } from './shell/window'

/** The app once it runs. */
export interface RunningApp {
  readonly focus: () => void
  /** Closes everything in order and never rejects. False: the user chose to keep working. */
  readonly close: () => Promise<boolean>
}

interface Parts {
  readonly log: Log
  readonly ffmpeg: Ffmpeg
  readonly preferences: Preferences
  readonly accounts: Accounts
  readonly recents: RecentProjects
  readonly publish: Publish
  readonly dialogs: Dialogs
  readonly desk: FilmDesk
  readonly window: () => BrowserWindow | null
  readonly needWindow: () => BrowserWindow
  /** Closes the film because the app ends. False: the user chose to keep working. */
  readonly closeFilm: () => Promise<boolean>
}

/** Imports have no cancel button: one file is a matter of a second, and closing the film ends its workers. */
const forever = new AbortController().signal
const rendererRoot = path.join(import.meta.dirname, '../renderer')
const preload = path.join(import.meta.dirname, '../preload/index.cjs')
const keyPreload = path.join(import.meta.dirname, '../preload/key.cjs')

function resourcesFolder(): string {
  return app.isPackaged ? process.resourcesPath : path.join(import.meta.dirname, '../../resources')
}

/** Where new films go: where the environment says, else the user, else among their videos. */
function filmsFolder({ filmsFolder: chosen }: Preferences): string {
  return process.env['SEAMLINE_FILMS'] ?? chosen ?? path.join(app.getPath('videos'), 'Seamline')
}

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

function publishFilm(publish: Publish, onQueue: FilmListener['onQueue']): FilmListener {
  return {
    onTakes: (takes) => publish('takes:changed', [...takes]),
    onQueue: (queue) => {
      publish('jobs:changed', queue)
      onQueue(queue)
    },
    onProblem: (message) => publish('notice', { tone: 'problem', message }),
    onSession: (event) => {
      if (event.kind === 'saved') publish('project:saved', { revision: event.revision, problem: null })
      else if (event.kind === 'notice') publish('notice', { tone: 'warning', message: event.message })
      else if (event.kind === 'durability' && event.problem !== null) {
        publish('notice', { tone: 'problem', message: event.problem })
      }
    },
  }
}

async function createParts(): Promise<Parts> {
  const appData = app.getPath('userData')
  const redactor = createRedactor()
  const log = createLog(appData, redactor.redact)
  const preferences = await loadPreferences(appData, writeDurably, log.write)
  const window = (): BrowserWindow | null =>
    BrowserWindow.getAllWindows().find((one) => one.getParentWindow() === null) ?? null
  const needWindow = (): BrowserWindow => {
    const open = window()
    if (!open) throw new Error('no window is open')
    return open
  }
  const publish = createPublish(() => window()?.webContents ?? null)
  const ffmpeg = await findFfmpeg(app.isPackaged ? process.resourcesPath : null)
  const recents = recentProjects(appData)
  const onAccess = (): void => desk.current()?.generation.poke()
  const accounts = openAccounts({ preferences, publish, learn: redactor.learn, onAccess })
  const listener = publishFilm(publish, watchSpending(accounts))
  const engine = composeEngine({
    ffmpeg,
    appData,
    resources: resourcesFolder(),
    accounts,
    prices: () => pricesWith(preferences.prices),
    newFilmBudget: () => preferences.newFilmBudget,
    listener,
    log: log.write,
  })
  const onOpened = ({ session }: OpenFilm): Promise<void> =>
    recents
      .remember(session.paths.folder, session.document.settings.title)
      // The film is open all the same; only the list of recent ones does not know.
      .catch((error: unknown) => log.write(`recent films: ${String(error)}`))
  const lastFolder = (): string => preferences.lastFolder ?? filmsFolder(preferences)
  const dialogs = createDialogs({
    window: needWindow,
    lastFolder,
    remember: (folder) => preferences.set({ lastFolder: folder }),
  })
  let leaving: 'Quit anyway' | 'Leave anyway' = 'Leave anyway'
  const desk = createFilmDesk({
    engine,
    onOpened,
    publish,
    mayLeave: (problem) => dialogs.confirmLeave(problem, leaving),
  })
  const closeFilm = async (): Promise<boolean> => {
    leaving = 'Quit anyway'
    try {
      await desk.close()
      return true
    } catch (error) {
      return toAppError(error, log.write).kind !== 'cancelled'
    } finally {
      leaving = 'Leave anyway'
    }
  }
  return { log, ffmpeg, preferences, accounts, recents, publish, window, needWindow, desk, dialogs, closeFilm }
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
  recents: Awaited<ReturnType<RecentProjects['list']>>,
  free: number | null,
): {
  version: string
  platform: string
  theme: Preferences['theme']
  recents: { id: string; title: string; location: string; missing: boolean }[]
  freeBytes: number | null
  greets: boolean
} {
  return {
    version: app.getVersion(),
    platform: process.platform,
    theme: preferences.theme,
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
  const { accounts, desk, publish, dialogs, log, preferences, recents, window } = parts
  const reveal = (file: string): void => shell.showItemInFolder(file)
  const exports = exportHandlers(desk, publish, {
    askTarget: dialogs.askTarget,
    reveal,
    setTaskProgress: (share) => window()?.setProgressBar(share ?? -1),
    newId: randomUUID,
    log: log.write,
  })
  serve({
    log: log.write,
    importDropped: (paths) => importPaths(desk.require().media, paths, forever),
    handlers: {
      ...appHandlers({
        info: () => appInfo(parts),
        setTheme: (theme) => {
          preferences.set({ theme })
          applyTheme(parts)
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
      ...documentHandlers(desk),
      ...importHandlers(desk, dialogs.askFiles),
      ...generationHandlers(desk, reveal),
      ...ledgerHandlers(desk, { askTarget: dialogs.askTable, write: writeDurably, reveal }),
      ...accountHandlers(accounts, askForKey(parts)),
      ...settingsHandlers(settingsShell(parts)),
      ...exports.handlers,
    },
  })
  return exports
}

/** The film that was open last, or the sample when there is none or it is gone. */
async function openFirstFilm({ desk, recents, log }: Parts): Promise<void> {
  const [last] = await recents.list()
  const folder = last && !last.missing ? await recents.folderOf(last.id) : null
  if (folder !== null) {
    try {
      await desk.open(folder)
      return
    } catch (error) {
      log.write(`the last film could not be opened: ${toAppError(error, log.write).message}`)
    }
  }
  await desk.openSample()
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

/** Builds the app from its parts and opens its window. */
export async function startApp(argv: readonly string[]): Promise<RunningApp> {
  const parts = await createParts()
  const { desk, preferences, log, dialogs, closeFilm } = parts
  applyTheme(parts)
  serveProtocols(parts)
  const demo = argv.includes('--demo')
  const opened = demo ? desk.openSample() : openFirstFilm(parts)
  // Whoever reads the film first is told; until then nobody listens.
  opened.catch((error: unknown) => log.write(`the first film: ${String(error)}`))
  const exports = serveWindow(parts, opened)
  const show = (): BrowserWindow => {
    const window = openWindow({
      preload,
      icon: path.join(resourcesFolder(), 'icon.png'),
      bounds: preferences.bounds,
      onBounds: (bounds) => preferences.set({ bounds }),
    })
    // The window stays until all is closed: whoever chooses to keep working needs it.
    window.on('close', (event) => {
      event.preventDefault()
      app.quit()
    })
    return window
  }
  show().webContents.once('did-finish-load', () => {
    void checkEncoders(parts)
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
    close: () => {
      closing ??= close().finally(() => {
        closing = null
      })
      return closing
    },
  }
}
