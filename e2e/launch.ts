import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { developmentSwitches, electronRuntime } from '../scripts/runtime.mjs'

const projectRoot = join(import.meta.dirname, '..')
/** Never the entries of somebody's own app. */
const testKeychain = 'Seamline tests'

export interface Launch {
  /** The app's data folder; a fresh one when left out. */
  readonly userData?: string
  /** Where new films go; inside the data folder when left out. */
  readonly films?: string
  readonly size?: { readonly width: number; readonly height: number }
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Lets a fresh data folder greet as at the very first start, with the sample playing. */
  readonly greeting?: boolean
}

/** The built app in a real window. */
export interface LaunchedApp {
  readonly app: ElectronApplication
  readonly page: Page
  readonly userData: string
  readonly films: string
  /** Ends the app as a user would and removes folders that were made for it. */
  close(): Promise<void>
  /** SIGKILL to the app and all its children, as a crash or a power cut would. Folders stay. */
  kill(): Promise<void>
}

async function childrenOf(pid: number): Promise<number[]> {
  try {
    const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
    const own = text.split(' ').filter(Boolean).map(Number)
    return [...own, ...(await Promise.all(own.map(childrenOf))).flat()]
  } catch {
    // The process has ended meanwhile: it has no children.
    return []
  }
}

function signalOne(pid: number, signal: 'SIGKILL' | 'SIGSTOP'): void {
  try {
    process.kill(pid, signal)
  } catch {
    // Gone already, which is what was wanted.
  }
}

/** Whether a process still holds its files; one that nobody has waited for (Z) has let go of them. */
async function isAlive(pid: number): Promise<boolean> {
  try {
    return !/^State:\s+Z/m.test(await readFile(`/proc/${pid}/status`, 'utf8'))
  } catch {
    // No such process any more.
    return false
  }
}

/** Kills processes and waits until each has let go of its files: a disk that one of them uses can't be unmounted. */
async function killAll(pids: readonly number[]): Promise<void> {
  for (const pid of pids) signalOne(pid, 'SIGKILL')
  for (const pid of pids) await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false)
}

function switchesFor(userData: string): string[] {
  return [
    ...developmentSwitches({ virtualDisplay: true }),
    '--force-device-scale-factor=1',
    projectRoot,
    `--user-data-dir=${userData}`,
  ]
}

/** How to start the app once more beside one that runs on the same data folder. */
export function startAgain(userData: string): { readonly command: string; readonly args: string[] } {
  return { command: electronRuntime().executable, args: switchesFor(userData) }
}

const mostTries = 3

/**
 * Asks the main process again when the inspector lost its answer: V8 may collect the promise that carries it, which says
 * nothing about the app. What tests evaluate there may run twice.
 */
function keepAnswers(app: ElectronApplication): void {
  const once = app.evaluate.bind(app) as (...args: readonly unknown[]) => Promise<unknown>
  const evaluate = async (...args: readonly unknown[]): Promise<unknown> => {
    for (let tries = 1; ; tries++) {
      try {
        return await once(...args)
      } catch (error) {
        if (tries === mostTries || !String(error).includes('garbage collected')) throw error
      }
    }
  }
  Object.assign(app, { evaluate })
}

/** Says "Quit" when the app asks because generations are open; what a test answers to other questions stays. */
async function agreeToQuit(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ dialog }) => {
    const before = dialog.showMessageBox.bind(dialog) as (...args: readonly unknown[]) => Promise<unknown>
    const answer = (...args: readonly unknown[]): Promise<unknown> => {
      const { buttons = [] } = args.at(-1) as Electron.MessageBoxOptions
      const quit = buttons.indexOf('Quit')
      return quit === -1 ? before(...args) : Promise.resolve({ response: quit, checkboxChecked: false })
    }
    Object.assign(dialog, { showMessageBox: answer })
  })
}

/** Makes a data folder one of an app that was opened before: its window stands still until something is done. */
async function passGreeting(userData: string): Promise<void> {
  await mkdir(userData, { recursive: true })
  await writeFile(join(userData, 'preferences.json'), '{"greeted":true}', { flag: 'wx' }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  })
}

/** Starts the built app and waits for its page. */
export async function launchApp(launch: Launch = {}): Promise<LaunchedApp> {
  const own = launch.userData === undefined ? await mkdtemp(join(tmpdir(), 'seamline-e2e-')) : null
  const userData = launch.userData ?? join(own ?? '', 'data')
  const films = launch.films ?? join(userData, 'films')
  if (launch.greeting !== true) await passGreeting(userData)
  const { width, height } = launch.size ?? { width: 1440, height: 900 }
  const app = await _electron.launch({
    // The app's own theme, not one that the driver imitates.
    colorScheme: null,
    executablePath: electronRuntime().executable,
    args: [...switchesFor(userData), ...(launch.args ?? [])],
    env: {
      ...(process.env as Record<string, string>),
      SEAMLINE_FILMS: films,
      SEAMLINE_KEYCHAIN: testKeychain,
      ...launch.env,
    },
  })
  keepAnswers(app)
  const page = await app.firstWindow()
  await app.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  )
  await page.waitForLoadState('domcontentloaded')
  const pid = app.process().pid ?? 0
  const ended = new Promise((resolve) => app.process().once('exit', resolve))
  return {
    app,
    page,
    userData,
    films,
    close: async () => {
      // An app that has gone already asks nothing.
      await agreeToQuit(app).catch(() => undefined)
      await app.close()
      if (own !== null) await rm(own, { recursive: true, force: true })
    },
    kill: async () => {
      // Held first, or it starts another child while they are counted.
      signalOne(pid, 'SIGSTOP')
      await killAll([pid, ...(await childrenOf(pid))])
      await ended
    },
  }
}

/** Answers the system's file dialogs, which no test can click. */
export async function answerDialogs(
  app: ElectronApplication,
  answers: { readonly open?: readonly string[]; readonly save?: string },
): Promise<void> {
  await app.evaluate(
    ({ dialog }, { open, save }) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: open.length === 0, filePaths: open })
      dialog.showSaveDialog = () => Promise.resolve({ canceled: save === '', filePath: save })
    },
    { open: [...(answers.open ?? [])], save: answers.save ?? '' },
  )
}
