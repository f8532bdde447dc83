import { expect, test, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testFfmpeg } from '../src/main/engine/ffmpeg/test-ffmpeg'
import { startSimulator, type Simulator } from '../src/simulator/start-simulator'
import { launchApp, type LaunchedApp } from './launch'
import { samplePictures, writeLongFilm } from './support/film-folder'
import { openByDialog, readFilm, shotsOf } from './support/film-reading'
import { enterKey } from './support/key-window'

test.describe.configure({ timeout: 120_000 })

let root: string
let simulator: Simulator
let running: LaunchedApp
test.beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'seamline-e2e-'))
  simulator = await startSimulator({ ffmpeg: await testFfmpeg(), pendingMs: 500, runMs: 1500, temporary: root })
  const folder = join(root, 'Useapi film.seamline')
  const shot = { provider: 'useapi', model: 'gen3turbo', seconds: 5, ratio: '5:3', prompt: 'Slow push in.' }
  await writeLongFilm(folder, 1, () => shot, samplePictures)
  running = await launchApp({ userData: join(root, 'data'), films: join(root, 'films') })
  await expect(shotsOf(running.page)).toHaveCount(6)
  await openByDialog(running.app, running.page, folder)
  await expect(shotsOf(running.page)).toHaveCount(1)
})
test.afterEach(async () => {
  await running.close()
  await simulator.close()
  await rm(root, { recursive: true, force: true })
})

const settings = (page: Page) => page.getByRole('dialog', { name: 'Settings' })
const account = (page: Page) => settings(page).getByRole('region', { name: 'useapi.net' })

async function openAccounts(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('tab', { name: 'Accounts' }).click()
}

async function giveAccount(page: Page): Promise<void> {
  await openAccounts(page)
  const server = account(page).getByLabel('Address of the server for useapi.net')
  await server.fill(`${simulator.baseUrl}/v1/runwayml`)
  await server.press('Enter')
  await enterKey(running, simulator.key, () => account(page).getByRole('button', { name: 'Enter key…' }).click())
  await expect(account(page).getByText(`Ends in ${simulator.key.slice(-4)}`)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(settings(page)).toHaveCount(0)
}

test('a lost answer resolves itself: the task is found in the list and its clip comes home, paid for once', async () => {
  const { page } = running
  await giveAccount(page)
  // The server makes the task, the answer is lost, and the list shows the task only later.
  await simulator.control.change({ taskLag: 12_000 })
  simulator.control.fault({ call: 'create', action: { kind: 'drop', when: 'afterEffect' } })
  await shotsOf(page).first().click()
  await page
    .getByRole('banner')
    .getByRole('button', { name: /Generate/ })
    .click()
  const bill = page.getByRole('dialog', { name: 'Generate 1 shot' })
  await expect(bill).toContainText('25 plan credits')
  await bill.getByRole('button', { name: /^Generate/ }).click()
  await expect(bill).toHaveCount(0)

  await page.getByRole('contentinfo').getByRole('button').first().click()
  const queue = page.getByRole('dialog', { name: 'Queue' })
  await expect(queue).toContainText('The answer was lost', { timeout: 20_000 })
  expect((await readFilm(page)).queue.jobs).toMatchObject([{ state: 'sending', charged: 'unknown' }])

  await expect(shotsOf(page).first()).toHaveAccessibleName(/ready/, { timeout: 60_000 })
  const { tasksCreated, creates, charged, keysSentElsewhere } = simulator.control.state()
  expect({ tasksCreated, creates: creates.length, charged, keysSentElsewhere }).toEqual({
    tasksCreated: 1,
    creates: 1,
    charged: 25,
    keysSentElsewhere: 0,
  })
  const { queue: view, takes } = await readFilm(page)
  expect(view.jobs).toMatchObject([{ state: 'committed', provider: 'useapi', charged: 'unknown' }])
  expect(takes).toHaveLength(1)
})
