import { expect, test, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testFfmpeg } from '../src/main/engine/ffmpeg/test-ffmpeg'
import { startSimulator, type Simulator } from '../src/simulator/start-simulator'
import { launchApp, type LaunchedApp } from './launch'
import { samplePictures, writeLongFilm } from './support/film-folder'
import { openByDialog, readFilm } from './support/film-reading'
import { enterKey } from './support/key-window'

let root: string
let simulator: Simulator
let running: LaunchedApp
test.beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'seamline-e2e-'))
  simulator = await startSimulator({ ffmpeg: await testFfmpeg(), pendingMs: 300, runMs: 1500, temporary: root })
  running = await launchApp({ userData: join(root, 'data'), films: join(root, 'films') })
  const folder = join(root, 'Resold.seamline')
  await writeLongFilm(folder, 2, () => ({ prompt: 'A harbour at dawn, slow push in.' }), samplePictures.slice(0, 2))
  await openByDialog(running.app, running.page, folder)
  await expect(running.page.getByRole('textbox', { name: 'Title of the film' })).toHaveValue('Long film')
})
test.afterAll(async () => {
  await running.close()
  await simulator.close()
  await rm(root, { recursive: true, force: true })
})

const settings = (page: Page) => page.getByRole('dialog', { name: 'Settings' })
const section = (page: Page) => settings(page).getByRole('region', { name: 'Other Runway-compatible server' })
const bill = (page: Page) => page.getByRole('dialog', { name: /^Generate \d+ shots?\?$/ })
const model = (page: Page) => page.getByRole('combobox', { name: 'Model', exact: true })

async function openSettings(tab: string): Promise<Page> {
  const { page } = running
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('tab', { name: tab }).click()
  return page
}

test('a new user sees Runway alone, and its models', async () => {
  const page = await openSettings('Accounts')
  await expect(settings(page).getByRole('heading', { level: 3 })).toHaveText(['Runway'])
  await page.getByRole('tab', { name: 'Prices' }).click()
  await expect(settings(page).getByRole('table')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await page.getByRole('option').first().click()
  await model(page).click()
  await expect(page.getByRole('option', { name: /Gen-4 Turbo/ })).toHaveCount(1)
  await page.keyboard.press('Escape')
})

test('another server is added by its address, which comes before its key', async () => {
  const page = await openSettings('Accounts')
  await settings(page).getByRole('button', { name: 'Add another provider…' }).click()
  await expect(page.getByRole('menuitem')).toHaveCount(10)
  await page.getByRole('menuitem', { name: /^Other Runway-compatible server/ }).click()
  await expect(section(page)).toBeVisible()
  await expect(section(page).getByText('No address')).toBeVisible()
  await expect(section(page).getByRole('button', { name: 'Enter key…' })).toBeDisabled()

  const server = section(page).getByLabel('Address of the server for Other Runway-compatible server')
  await server.fill('http://example.com/runwayml')
  await server.press('Enter')
  await expect(section(page).getByRole('alert')).toHaveText(/begins with https:\/\//)
  await server.fill(`${simulator.baseUrl}/gateway/runwayml/v1/`)
  await server.press('Enter')
  await expect(server).toHaveValue(`${simulator.baseUrl}/gateway/runwayml`)

  await enterKey(running, 'sk-none-of-yours', () => section(page).getByRole('button', { name: 'Enter key…' }).click())
  await expect(section(page).getByRole('alert')).toHaveText(/refused the key/)
  await expect(section(page)).not.toContainText('sk-none-of-yours')
  await enterKey(running, simulator.gatewayKey, () => section(page).getByRole('button', { name: 'Replace…' }).click())
  await expect(section(page).getByText('Key works')).toBeVisible()
  await expect(section(page).getByText(/^Answered/)).toBeVisible()
  await page.keyboard.press('Escape')
})

test('its price is asked for before anything is sent, and a shot comes home over it', async () => {
  const { page } = running
  await page.getByRole('option').first().click()
  await model(page).click()
  await page
    .getByRole('group', { name: /^Other Runway-compatible server/ })
    .getByRole('option', { name: /Gen-3 Alpha Turbo/ })
    .click()
  await expect(page.getByText('Its price is not known. Enter it in Settings, under Prices.')).toBeVisible()

  await openSettings('Prices')
  const price = settings(page).getByLabel('US dollars per second of Gen-3 Alpha Turbo (other server)')
  await price.fill('$0.0625')
  await price.press('Enter')
  await expect(price).toHaveValue('0.0625')
  await page.keyboard.press('Escape')
  await expect(settings(page)).toHaveCount(0)

  await page.getByRole('button', { name: /^Generate · \$0\.3125/ }).click()
  await expect(bill(page).getByRole('row', { name: /Other Runway-compatible server account/ })).toContainText(
    '− $0.3125',
  )
  await expect(bill(page)).toContainText('Your own price for Gen-3 Alpha Turbo (other server).')
  await bill(page)
    .getByRole('button', { name: /^Generate/ })
    .click()
  await expect(bill(page)).toHaveCount(0)
  await expect
    .poll(async () => (await readFilm(page)).queue.jobs.map(({ state }) => state), { timeout: 60_000 })
    .toEqual(['committed'])
  const { charged, creates, keysSentElsewhere, tasksCreated } = simulator.control.state()
  expect([tasksCreated, creates.length, keysSentElsewhere, charged]).toEqual([1, 1, 0, 25])
  expect(JSON.parse(creates[0]?.body ?? '{}')).toMatchObject({
    model: 'gen3a_turbo',
    ratio: '1280:768',
    duration: 5,
    watermark: false,
    promptImage: expect.stringMatching(/^data:image\/png;base64,/),
  })
  const { takes } = await readFilm(page)
  expect(takes).toMatchObject([{ provider: 'gateway', model: 'gen3a_turbo', size: { width: 1280, height: 768 } }])
})
