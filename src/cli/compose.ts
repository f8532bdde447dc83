import { existsSync } from 'node:fs'
import { lstat, mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ExpectedError } from '../shared/ipc/app-error'
import { pricesWith, type Prices } from '../shared/models/prices'
import { composeEngine, type Engine, type FilmListener } from '../main/engine/compose-engine'
import type { Ffmpeg } from '../main/engine/ffmpeg/ffmpeg'
import { locateFfmpeg } from '../main/engine/ffmpeg/locate-ffmpeg'
import { lookAtFilm, type FilmLook } from '../main/engine/look-at-film'
import { createQuietly, openQuietly, type QuietDeps, type QuietFilm } from '../main/engine/open-quietly'
import type { NewProject } from '../main/engine/project/create-project'
import type { Accounts } from '../main/engine/providers/create-accounts'
import { createKeyVault } from '../main/engine/secrets/key-vault'
import type { Redactor } from '../main/engine/secrets/redactor'
import { systemKeychain } from '../main/engine/secrets/system-keychain'
import { CommandFailure } from './command-failure'
import { dataFolder } from './data-folder'
import { givenPrices } from './given-prices'
import { openAccounts } from './open-accounts'
import { readEnvFile, readEnvironment, type Settings, type Variables } from './read-environment'
import { readWindowSettings, type WindowSettings } from './window-settings'

const largestEnvFile = 64 * 1024

/** Everything a command may use of the engine, built once. Nothing runs until it is asked for. */
export interface Studio {
  /** Jobs, lost & found and preferences, shared with the window. */
  readonly appData: string
  readonly settings: Settings
  readonly window: WindowSettings
  readonly accounts: Accounts
  readonly prices: Prices
  /** Why the key that was found for a provider can't be used, in words; null when it may be, or there is none. */
  keyProblem(provider: string): string | null
  /** Where the key of a provider comes from, in words; null: there is none. Asks the keychain. */
  keyPlace(provider: string): Promise<string | null>
  /** Rejects with `ExpectedError` when there is none that works. */
  ffmpeg(): Promise<Ffmpeg>
  engine(listener: FilmListener): Promise<Engine>
  look(folder: string): Promise<FilmLook>
  openQuietly(folder: string): Promise<QuietFilm>
  createQuietly(project: NewProject): Promise<QuietFilm>
}

export interface StudioDeps {
  readonly environment: Variables
  readonly platform: NodeJS.Platform
  readonly home: string
  readonly cwd: string
  readonly redactor: Redactor
  readonly log: (message: string) => void
}

async function readDotEnv(cwd: string): Promise<Variables> {
  const file = path.join(cwd, '.env')
  try {
    const found = await lstat(file)
    return found.isFile() && found.size <= largestEnvFile ? readEnvFile(await readFile(file, 'utf8')) : {}
  } catch {
    // There is none, or it is not ours to read: the environment and the keychain are left.
    return {}
  }
}

/** Fonts and ffmpeg lie beside the repository's or the package's own files. */
function resourcesFolder(): { readonly folder: string; readonly packaged: boolean } {
  const here = path.dirname(fileURLToPath(import.meta.url))
  const own = path.resolve(here, '../../resources')
  // In a package the program lies unpacked beside the archive: resources/app.asar.unpacked/out/cli.
  return existsSync(own) ? { folder: own, packaged: false } : { folder: path.resolve(here, '../../..'), packaged: true }
}

async function findFfmpeg(environment: Variables): Promise<Ffmpeg> {
  const { folder, packaged } = resourcesFolder()
  const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg'
  const found = await locateFfmpeg({
    setting: null,
    packaged: packaged ? path.join(folder, 'ffmpeg', name) : null,
    environment,
  })
  if (found.ok) return found.value
  throw new ExpectedError('ffmpegProblem', found.problem.message)
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | null = null
  return () => (made ??= make())
}

interface Opening {
  readonly appData: string
  readonly accounts: Accounts
  readonly prices: Prices
  readonly window: WindowSettings
  readonly ffmpeg: () => Promise<Ffmpeg>
  readonly log: (message: string) => void
}

function withNextStep(error: unknown): never {
  if (!(error instanceof ExpectedError) || error.kind !== 'notFound') throw error
  throw new CommandFailure('failed', error.message, { advice: ['seamline new FILM    makes one'] })
}

/** The ways to open a film. */
function openings({ appData, accounts, prices, window, ffmpeg, log }: Opening) {
  const resources = resourcesFolder().folder
  const quiet = async (): Promise<QuietDeps> => {
    await mkdir(appData, { recursive: true })
    return { ffmpeg: await ffmpeg(), appData, resources }
  }
  return {
    engine: async (listener: FilmListener): Promise<Engine> =>
      composeEngine({
        ...(await quiet()),
        accounts,
        prices: () => prices,
        newFilmBudget: () => window.newFilmBudget,
        listener,
        log,
      }),
    look: (folder: string) => lookAtFilm(folder, appData).catch(withNextStep),
    openQuietly: async (folder: string) => openQuietly(folder, await quiet()),
    createQuietly: async (project: NewProject) => createQuietly(project, await quiet()),
  }
}

/** Builds the engine's parts from the surroundings. Rejects with `CommandFailure` when those make no sense. */
export async function openStudio(deps: StudioDeps): Promise<Studio> {
  const { environment, log, redactor } = deps
  const settings = readEnvironment(environment, await readDotEnv(deps.cwd))
  for (const secret of settings.secrets) redactor.learn(secret)
  const appData = dataFolder(deps.platform, deps.home, environment)
  const window = await readWindowSettings(appData)
  const vault = createKeyVault({
    keychain: systemKeychain({ service: environment['SEAMLINE_KEYCHAIN'] ?? 'Seamline' }),
    learn: redactor.learn,
  })
  const { accounts, keyPlace, keyProblem } = openAccounts({ settings, vault, window })
  const prices = pricesWith({ ...givenPrices(settings), ...window.prices })
  const ffmpeg = once(() => findFfmpeg(environment))
  return {
    appData,
    settings,
    window,
    accounts,
    prices,
    keyProblem,
    keyPlace,
    ffmpeg,
    ...openings({ appData, accounts, prices, window, ffmpeg, log }),
  }
}
