import { expect, test } from '@playwright/test'
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { launchApp, startAgain, type LaunchedApp } from './launch'
import { writeLongFilm } from './support/film-folder'
import { noticesOf, shotsOf } from './support/film-reading'

const run = promisify(execFile)

let home: string
let launched: LaunchedApp | null = null
test.beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'seamline-desktop-'))
})
test.afterEach(async () => {
  await launched?.close()
  launched = null
  await rm(home, { recursive: true, force: true })
})

async function film(name: string, shots: number): Promise<string> {
  const folder = join(home, `${name}.seamline`)
  await writeLongFilm(folder, shots)
  return folder
}

test('a film that the app is started with opens, and a second start hands its own to the open window', async () => {
  const [first, second] = [await film('First', 2), await film('Second one', 4)]
  launched = await launchApp({ args: [first] })
  await expect(shotsOf(launched.page)).toHaveCount(2)
  const { command, args } = startAgain(launched.userData)
  await run(command, [...args, join(second, 'project.json')])
  await expect(shotsOf(launched.page)).toHaveCount(4)
})

test('a film that can’t be read says so and leaves the open one alone', async () => {
  const [good, bad] = [await film('Good', 3), join(home, 'Bad.seamline')]
  await mkdir(bad)
  await writeFile(join(bad, 'project.json'), 'no film at all')
  launched = await launchApp({ args: [good] })
  await expect(shotsOf(launched.page)).toHaveCount(3)
  const { command, args } = startAgain(launched.userData)
  await run(command, [...args, bad])
  await expect(noticesOf(launched.page)).toContainText(/project\.json can't be read/)
  await expect(shotsOf(launched.page)).toHaveCount(3)
})

test('a film that can’t be read at the start says so beside what opens instead', async () => {
  const bad = join(home, 'Bad.seamline')
  await mkdir(bad)
  await writeFile(join(bad, 'project.json'), 'no film at all')
  launched = await launchApp({ args: [bad] })
  await expect(shotsOf(launched.page)).toHaveCount(6)
  await expect(noticesOf(launched.page)).toContainText(/project\.json can't be read/)
})

test('the task bar follows what is generated, and is let go at the end', async () => {
  launched = await launchApp({ args: [await film('Progress', 2)] })
  const { app, page } = launched
  await expect(shotsOf(page)).toHaveCount(2)
  await app.evaluate(({ BrowserWindow }) => {
    const shares: number[] = []
    Object.assign(globalThis, { shares })
    const window = BrowserWindow.getAllWindows()[0]
    if (window) window.setProgressBar = (share) => void shares.push(share)
  })
  await page.keyboard.press('ControlOrMeta+Enter')
  const shares = (): Promise<number[]> =>
    launched?.app.evaluate(() => (globalThis as unknown as { shares: number[] }).shares) ?? Promise.resolve([])
  await expect.poll(async () => (await shares()).at(-1), { timeout: 60_000 }).toBe(-1)
  const seen = (await shares()).slice(0, -1)
  expect(seen.length).toBeGreaterThan(1)
  expect(seen.every((share) => share >= 0 && share <= 1)).toBe(true)
})
