import { app, BrowserWindow } from 'electron'
import path from 'node:path'
import { pricesWith } from '../shared/models/prices'
import type { Ffmpeg } from './engine/ffmpeg/ffmpeg'
import type { OpenFilm } from './engine/open-film'
import { writeDurably } from './engine/project/durable-write'
import { recentProjects, type RecentProjects } from './engine/project/recent-projects'
import { composeEngine, type FilmListener } from './engine/compose-engine'
import { createRedactor } from './engine/secrets/redactor'
import type { Accounts } from './engine/providers/create-accounts'
import { findFfmpeg } from './find-ffmpeg'
import { createPublish, type Publish } from './ipc/publish'
import { toAppError } from './ipc/to-app-error'
import { openAccounts, watchSpending } from './open-accounts'
import { desktopAround } from './shell/desktop'
import { createDialogs, type Dialogs } from './shell/dialogs'
import { createFilmDesk, type FilmDesk } from './shell/film-desk'
import { createLog, type Log } from './shell/log'
import { loadPreferences, type Preferences } from './shell/preferences'
import { createDesktopTeller, type DesktopTeller } from './shell/tell-desktop'

/** What the app works with, built once. */
export interface Parts {
  readonly log: Log
  readonly ffmpeg: Ffmpeg
  readonly preferences: Preferences
  readonly accounts: Accounts
  readonly recents: RecentProjects
  readonly publish: Publish
  readonly dialogs: Dialogs
  readonly desk: FilmDesk
  readonly teller: DesktopTeller
  readonly window: () => BrowserWindow | null
  readonly needWindow: () => BrowserWindow
  /** Closes the film because the app ends. False: the user chose to keep working. */
  readonly closeFilm: () => Promise<boolean>
}

function window(): BrowserWindow | null {
  return BrowserWindow.getAllWindows().find((one) => one.getParentWindow() === null) ?? null
}

function needWindow(): BrowserWindow {
  const open = window()
  if (!open) throw new Error('no window is open')
  return open
}

/** The sample, fonts and icon. */
export function resourcesFolder(): string {
  return app.isPackaged ? process.resourcesPath : path.join(import.meta.dirname, '../../resources')
}

/** Where new films go: where the environment says, else the user, else among their videos. */
export function filmsFolder({ filmsFolder: chosen }: Preferences): string {
  return process.env['SEAMLINE_FILMS'] ?? chosen ?? path.join(app.getPath('videos'), 'Seamline')
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

/** Builds everything the app works with; nothing is open yet. */
export async function createParts(): Promise<Parts> {
  const appData = app.getPath('userData')
  const redactor = createRedactor()
  const log = createLog(appData, redactor.redact)
  const preferences = await loadPreferences(appData, writeDurably, log.write)
  const publish = createPublish(() => window()?.webContents ?? null)
  const ffmpeg = await findFfmpeg(app.isPackaged ? process.resourcesPath : null)
  const recents = recentProjects(appData)
  const onAccess = (): void => desk.current()?.generation.poke()
  const accounts = openAccounts({ preferences, publish, learn: redactor.learn, onAccess })
  const teller = createDesktopTeller(desktopAround(window))
  const watchMoney = watchSpending(accounts)
  const listener = publishFilm(publish, (queue) => {
    watchMoney(queue)
    teller.queue(queue)
  })
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
  const shown = { window, needWindow, dialogs, teller }
  return { log, ffmpeg, preferences, accounts, recents, publish, desk, closeFilm, ...shown }
}
