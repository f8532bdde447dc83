import { expect, test, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testFfmpeg } from '../src/main/engine/ffmpeg/test-ffmpeg'
import { startSimulator, type Simulator } from '../src/simulator/start-simulator'
import { launchApp, type LaunchedApp } from './launch'
import { dropFiles } from './support/drop-files'
import { samplePictures, writeLongFilm } from './support/film-folder'
import { openByDialog, readDocument, readFilm, shotsOf } from './support/film-reading'
import { giveKey } from './support/give-key'

test.describe.configure({ timeout: 180_000 })

let root: string
let simulator: Simulator
let launched: LaunchedApp
let page: Page

test.beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'seamline-e2e-'))
  simulator = await startSimulator({ ffmpeg: await testFfmpeg(), pendingMs: 100, runMs: 300, temporary: root })
  const folder = join(root, 'References.seamline')
  const words = { provider: 'runway', model: 'seedance2', seconds: 4, prompt: '', start: null } as const
  const frame = { provider: 'runway', model: 'veo3.1_fast', seconds: 4, prompt: '' } as const
  await writeLongFilm(folder, 2, (index) => (index === 0 ? words : frame), samplePictures.slice(0, 1))
  launched = await launchApp({ userData: join(root, 'data'), films: join(root, 'films') })
  ;({ page } = launched)
  await expect(shotsOf(page)).toHaveCount(6)
  await openByDialog(launched.app, page, folder)
  await expect(shotsOf(page)).toHaveCount(2)
  await giveKey(launched, simulator)
})

test.afterAll(async () => {
  await launched.close()
  await simulator.close()
  await rm(root, { recursive: true, force: true })
})

const library = () => page.getByRole('region', { name: 'Library' })
const inspector = () => page.getByRole('region', { name: 'Inspector' })
const prompt = () => inspector().getByRole('textbox', { name: 'Prompt' })
const bill = () => page.getByRole('dialog', { name: /^Generate \d+ shots?\?$/ })

test('a dropped picture becomes a character with a name of its own', async () => {
  await library().getByRole('tab', { name: 'References' }).click()
  await dropFiles(page, library().getByText('Drop pictures here'), samplePictures.slice(3, 4))
  const name = library().getByRole('textbox', { name: /^Name of/ })
  await expect(name).toHaveValue('4-she-turns-to-the-sea')
  await name.fill('two words')
  await name.press('Enter')
  await expect(name).toHaveValue('two_words')
  await name.fill('no!')
  await name.press('Enter')
  await expect(library().getByRole('alert')).toContainText('A name has letters, digits')
  await name.fill('Mara')
  await name.press('Enter')
  await expect.poll(async () => (await readDocument(page)).references.map((one) => one.name)).toEqual(['Mara'])
  await expect(library().getByText('not used')).toBeVisible()
})

test('an @ in the prompt offers it, and the exact text and what the model makes of it are told', async () => {
  await shotsOf(page).first().click()
  await prompt().click()
  await prompt().pressSequentially('In the rain @ma')
  const offered = page.getByRole('listbox', { name: 'References' })
  await expect(offered.getByRole('option', { name: /Mara/ })).toHaveAttribute('aria-selected', 'true')
  await prompt().press('Enter')
  await expect(offered).toHaveCount(0)
  await prompt().pressSequentially(' waits.')
  await expect(prompt()).toHaveValue('In the rain @Mara waits.')
  await expect(inspector().getByText('In the rain Mara waits.\nReference images: 1 Mara.')).toBeVisible()
  await expect(inspector().getByRole('list', { name: 'References of this shot' })).toContainText('1 picture')

  await shotsOf(page).nth(1).click()
  await prompt().fill('@mara turns to the sea. @Marta follows.')
  await expect(inspector().getByText('There is no reference called Marta.')).toBeVisible()
  await expect(inspector().getByRole('button', { name: /^Generate/ })).toBeDisabled()
  await prompt().fill('@mara turns to the sea.')
  const words = 'Veo 3.1 Fast takes no reference pictures: @Mara is sent as plain words.'
  await expect(inspector().getByText(words)).toBeVisible()
  await expect(inspector().getByText('Mara turns to the sea.', { exact: true })).toBeVisible()
  await expect(library().getByText('in 2 shots')).toBeVisible()
})

test('a new name goes into the prompts, in one step that can be taken back', async () => {
  const name = library().getByRole('textbox', { name: /^Name of/ })
  await name.fill('Nora')
  await name.press('Enter')
  await expect(prompt()).toHaveValue('@Nora turns to the sea.')
  await page.keyboard.press('Escape')
  await shotsOf(page).nth(1).click()
  await page.keyboard.press('Control+z')
  await expect(prompt()).toHaveValue('@mara turns to the sea.')
  await expect(name).toHaveValue('Mara')
})

test('the bill tells what goes with each shot, and the request holds it', async () => {
  await shotsOf(page).first().click()
  await page.keyboard.press('Control+a')
  await page
    .getByRole('banner')
    .getByRole('button', { name: /Generate 2 shots/ })
    .click()
  await expect(bill()).toContainText('with Mara')
  await expect(bill()).toContainText('Veo 3.1 Fast takes no reference pictures: @Mara is sent as plain words.')
  await bill()
    .getByRole('button', { name: /^Generate/ })
    .click()
  await expect(bill()).toHaveCount(0)
  await expect.poll(async () => (await readFilm(page)).takes.length, { timeout: 120_000 }).toBe(2)
  const bodies = simulator.control.state().creates.map(({ body }) => JSON.parse(body ?? '') as Record<string, unknown>)
  const withReference = bodies.find(({ model }) => model === 'seedance2')
  expect(withReference).toMatchObject({
    promptText: 'In the rain Mara waits.\nReference images: 1 Mara.',
    references: [{ uri: expect.stringContaining('data:image/jpeg;base64,') as unknown }],
  })
  const plain = bodies.find(({ model }) => model === 'veo3.1_fast')
  expect(plain).toMatchObject({ promptText: 'Mara turns to the sea.' })
  expect(plain).not.toHaveProperty('references')
  const [take] = (await readFilm(page)).takes.filter(({ model }) => model === 'seedance2')
  expect(take?.written).toBe('In the rain @Mara waits.')
})
