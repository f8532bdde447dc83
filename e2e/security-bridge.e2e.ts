import { expect, test, type Page } from '@playwright/test'
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { requestChannels } from '../src/shared/ipc/channels'
import { appErrorSchema } from '../src/shared/ipc/app-error'
import { launchApp, type LaunchedApp } from './launch'
import { arbitraryCalls, type ArbitraryCall } from './support/arbitrary-input'

const rounds = Number(process.env['SEAMLINE_FUZZ_ROUNDS'] ?? 2500)
const seed = Number(process.env['SEAMLINE_FUZZ_SEED'] ?? Date.now() % 1_000_000)
const batch = 250

let running: LaunchedApp
test.beforeAll(async () => {
  running = await launchApp()
  await expect(running.page.getByRole('listbox', { name: 'Shots' }).getByRole('option')).toHaveCount(6)
})
test.afterAll(() => running.close())

interface Answer {
  readonly ok: boolean
  readonly problem?: { readonly kind: string; readonly message: string }
}

/** Sends calls through the real bridge. A value that can't be copied at all never leaves the page: null. */
function send(page: Page, calls: readonly ArbitraryCall[]): Promise<(Answer | string | null)[]> {
  return page.evaluate(
    (calls) =>
      Promise.all(
        calls.map(async ({ channel, input }) => {
          try {
            if (channel !== 'import:dropped') return (await window.seamline.requests[channel](input)) as Answer
            return (await window.seamline.importDropped(input as unknown[])) as Answer
          } catch (error) {
            const words = String(error)
            const stayed = channel === 'import:dropped' || /could not be cloned|contextBridge/.test(words)
            return stayed ? null : words
          }
        }),
      ),
    calls as { channel: (typeof calls)[number]['channel']; input: unknown }[],
  )
}

/** What lies in the film's folder, without what is made again at any time. */
async function filmOnDisk(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const kept = files.filter((file) => !file.startsWith(join(folder, 'cache')) && !file.includes('lock')).toSorted()
  const hash = createHash('sha256')
  for (const file of kept) hash.update(file).update(await readFile(file))
  return hash.digest('hex')
}

async function folderOf(page: Page): Promise<string> {
  const answer = (await page.evaluate(() => window.seamline.requests['project:read'](undefined))) as {
    value: { location: string; folderName: string }
  }
  return join(answer.value.location, answer.value.folderName)
}

test(`any value on any channel is answered or refused in words, ${rounds} calls`, async () => {
  test.setTimeout(120_000 + rounds * 20)
  const { app, page } = running
  await app.evaluate(() => {
    const faults: string[] = []
    process.on('unhandledRejection', (reason) => faults.push(String(reason)))
    process.on('uncaughtExceptionMonitor', (error) => faults.push(String(error)))
    Object.assign(globalThis, { faults })
  })
  await page.evaluate(() => window.seamline.requests['project:save'](undefined))
  const folder = await folderOf(page)
  const before = await filmOnDisk(folder)
  const calls = arbitraryCalls(rounds, seed)
  const bad: unknown[] = []
  let refused = 0
  for (let at = 0; at < calls.length; at += batch) {
    const part = calls.slice(at, at + batch)
    const answers = await send(page, part)
    answers.forEach((answer, index) => {
      if (answer === null || (typeof answer === 'object' && answer.ok)) return
      const typed = typeof answer === 'object' && appErrorSchema.safeParse(answer.problem).success
      if (typed && answer.problem?.kind !== 'unexpected') refused++
      else bad.push({ ...part[index], answer })
    })
  }
  expect(bad.slice(0, 5), `seed ${seed}`).toEqual([])
  expect(refused).toBeGreaterThan(rounds / 2)
  expect(await app.evaluate(() => (globalThis as unknown as { faults: string[] }).faults)).toEqual([])
  expect(await folderOf(page)).toBe(folder)
  expect(await filmOnDisk(folder), `seed ${seed}`).toBe(before)

  // The app still works: an edit is made and taken back.
  const shots = page.getByRole('listbox', { name: 'Shots' }).getByRole('option')
  await expect(shots).toHaveCount(6)
  await shots.first().click()
  await page.keyboard.press('Delete')
  await expect(shots).toHaveCount(5)
  await page.keyboard.press('Control+z')
  await expect(shots).toHaveCount(6)
})

test('more than a megabyte is refused, whatever it is made of', async () => {
  const answers = await running.page.evaluate(async () => {
    const ask = (extra: unknown): Promise<unknown> =>
      window.seamline.requests['log:rendererError']({ message: 'fine', extra })
    return Promise.all([
      ask('x'.repeat(1_100_000)),
      ask(new ArrayBuffer(1_100_000)),
      ask(new Map([['key', 'x'.repeat(1_100_000)]])),
      ask(Array.from({ length: 300_000 }, () => [])),
      ask('語'.repeat(600_000)),
    ])
  })
  const refusal = { ok: false, problem: { kind: 'badRequest', message: 'That request is too large.' } }
  expect(answers).toEqual([refusal, refusal, refusal, refusal, refusal])
})

test('a page the app did not make may not talk to it, even with the same preload', async () => {
  const { app } = running
  const preload = join(await app.evaluate(({ app }) => app.getAppPath()), 'out/preload/index.cjs')
  const answers: unknown = await app.evaluate(
    async ({ BrowserWindow }, { channels, preload }) => {
      const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
      await foreign.loadURL('app://seamline/index.html')
      const all: unknown = await foreign.webContents.executeJavaScript(
        `Promise.all(${JSON.stringify(channels)}.map((name) => window.seamline.requests[name](undefined))
          .concat(window.seamline.importDropped([])))`,
      )
      foreign.destroy()
      return all
    },
    { channels: requestChannels, preload },
  )
  const refusal = { ok: false, problem: { kind: 'badRequest', message: 'This page may not talk to the app.' } }
  expect(answers).toEqual(Array.from({ length: requestChannels.length + 1 }, () => refusal))
})

test('files that a script made name nothing on this machine', async () => {
  const answers = await running.page.evaluate(() => {
    const made = new File(['bytes'], 'passwd.png', { type: 'image/png' })
    Object.defineProperty(made, 'path', { value: '/etc/passwd' })
    return Promise.all([
      window.seamline.importDropped([made]),
      window.seamline.importDropped([new File(['bytes'], '/etc/passwd')]),
      window.seamline.importDropped([]),
    ])
  })
  const nothing = { ok: true, value: { assets: [], refused: [] } }
  expect(answers).toEqual([nothing, nothing, nothing])
})
