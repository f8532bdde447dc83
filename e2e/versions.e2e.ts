import { expect, test, type Page } from '@playwright/test'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answerDialogs, launchApp, type LaunchedApp } from './launch'
import { writeLongFilm } from './support/film-folder'
import { noticesOf, shotsOf } from './support/film-reading'

let home: string
let folder: string
let launched: LaunchedApp
let page: Page
test.beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'seamline-versions-'))
  folder = join(home, 'Film.seamline')
  await writeLongFilm(folder, 3)
  launched = await launchApp({ args: [folder] })
  page = launched.page
  await expect(shotsOf(page)).toHaveCount(3)
})
test.afterEach(async () => {
  await launched.close()
  await rm(home, { recursive: true, force: true })
})

/** A file that is still being written has another name. */
async function versionFiles(): Promise<readonly string[]> {
  const names = await readdir(join(folder, 'backups'))
  return names.filter((name) => /^project-.*Z\.json$/.test(name)).toSorted()
}

async function save(): Promise<void> {
  const before = (await versionFiles()).length
  await page.keyboard.press('ControlOrMeta+s')
  await expect.poll(async () => (await versionFiles()).length).toBe(before + 1)
}

async function openVersions(): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('earlier versions')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Earlier versions' })).toBeVisible()
}

test('an earlier version is looked at and opened as a film of its own', async () => {
  await shotsOf(page).first().click()
  await page.getByRole('textbox', { name: 'Prompt' }).fill('A storm comes up.')
  await save()
  await page.keyboard.press('Escape')
  await shotsOf(page).nth(1).click()
  await page.keyboard.press('Delete')
  await save()
  const original = await readFile(join(folder, 'project.json'), 'utf8')

  await openVersions()
  const dialog = page.getByRole('dialog', { name: 'Earlier versions' })
  await expect(dialog.getByRole('radio')).toHaveCount(2)
  const preview = dialog.getByRole('region', { name: 'The chosen version' })
  await expect(preview).toContainText('The same as now.')
  await dialog.getByRole('radio').nth(1).check()
  await expect(preview).toContainText('Since then: 1 shot deleted, the cut changed.')
  await expect(preview.getByRole('listitem')).toHaveCount(3)
  await expect(preview).toContainText('A storm comes up.')

  const copy = join(home, 'As it was.seamline')
  await answerDialogs(launched.app, { save: copy })
  await dialog.getByRole('button', { name: 'Open as a copy…' }).click()
  await expect(shotsOf(page)).toHaveCount(3)
  await expect(page.getByRole('textbox', { name: 'Title of the film' })).toHaveValue('As it was')
  await shotsOf(page).first().click()
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue('A storm comes up.')
  expect(await readFile(join(folder, 'project.json'), 'utf8')).toBe(original)
})

test('a version that can’t be read says so and changes nothing', async () => {
  await page.getByRole('textbox', { name: 'Title of the film' }).fill('Another title')
  await save()
  const [name] = await versionFiles()
  await writeFile(join(folder, 'backups', name ?? ''), '{"version":1')
  await openVersions()
  const dialog = page.getByRole('dialog', { name: 'Earlier versions' })
  await expect(dialog).toContainText('That version can’t be read: it is not JSON.')
  await answerDialogs(launched.app, { save: join(home, 'Never.seamline') })
  await dialog.getByRole('button', { name: 'Open as a copy…' }).click()
  await expect(noticesOf(page)).toContainText('That version can’t be read')
  await expect(shotsOf(page)).toHaveCount(3)
  expect(await readdir(home)).toEqual(['Film.seamline'])
})
