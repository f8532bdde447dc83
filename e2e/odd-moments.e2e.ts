import { expect, test, type Page } from '@playwright/test'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { launchApp, type LaunchedApp } from './launch'
import { dropFiles } from './support/drop-files'
import { samplePictures, writeLongFilm } from './support/film-folder'
import { menuLabel, noticesOf, openByDialog, readDocument, readFilm, shotsOf } from './support/film-reading'

// Apps are started, killed and kept busy here, which takes its time on a small machine.
test.describe.configure({ timeout: 300_000 })

let launched: LaunchedApp
let page: Page
let folder: string
test.beforeEach(async () => {
  launched = await launchApp()
  page = launched.page
  folder = join(launched.films, 'Long film.seamline')
  await writeLongFilm(folder, 3)
  await expect(shotsOf(page)).toHaveCount(6)
  await openByDialog(launched.app, page, folder)
  await expect(shotsOf(page)).toHaveCount(3)
})
test.afterEach(async () => launched.close())

async function rehearse(shot: number): Promise<void> {
  await shotsOf(page).nth(shot).click()
  await page.getByRole('banner').getByRole('button', { name: 'Generate 1 shot' }).click()
}

test('a prompt that is undone after its take arrived leaves the take and says edited', async () => {
  await shotsOf(page).first().click()
  const prompt = page.getByRole('textbox', { name: 'Prompt' })
  await prompt.fill('Pan left over the water.')
  await rehearse(0)
  await expect(shotsOf(page).first()).toHaveAccessibleName(/ready/, { timeout: 60_000 })
  await page.keyboard.press('Control+z')
  await expect(prompt).toHaveValue('Slow push in.')
  await expect(shotsOf(page).first()).toHaveAccessibleName(/edited/)
  expect((await readFilm(page)).takes).toHaveLength(1)
  await page.keyboard.press('Control+Shift+z')
  await expect(shotsOf(page).first()).toHaveAccessibleName(/ready/)
})

test('a shot that is deleted while it generates gets its take back by undo', async () => {
  await rehearse(1)
  await expect(shotsOf(page).nth(1)).toHaveAccessibleName(/waiting|generating|arriving/)
  await page.keyboard.press('Delete')
  await expect(shotsOf(page)).toHaveCount(2)
  await expect
    .poll(async () => (await readFilm(page)).queue.jobs.map((job) => job.state), { timeout: 60_000 })
    .toEqual(['committed'])
  expect((await readFilm(page)).takes).toEqual([])
  await page.keyboard.press('Control+z')
  await expect(shotsOf(page).nth(1)).toHaveAccessibleName(/ready/)
  expect((await readdir(join(folder, 'takes'))).filter((name) => name.endsWith('.mp4'))).toHaveLength(1)
})

test('text that is still being typed is in the film when it is saved, undone or left', async () => {
  await shotsOf(page).first().click()
  const prompt = page.getByRole('textbox', { name: 'Prompt' })
  await prompt.press('Control+a')
  await prompt.pressSequentially('Typed and saved at once.')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('saved', { exact: true })).toBeVisible()
  expect((await readDocument(page)).shots[0]?.prompt).toBe('Typed and saved at once.')
  await prompt.press('End')
  await prompt.pressSequentially(' More.')
  await page.keyboard.press('Control+n')
  await expect(shotsOf(page)).toHaveCount(0)
  await openByDialog(launched.app, page, folder)
  await expect(shotsOf(page)).toHaveCount(3)
  expect((await readDocument(page)).shots[0]?.prompt).toBe('Typed and saved at once. More.')
})

test('a folder that is no film is refused in words and the open film stays', async () => {
  const empty = join(launched.userData, 'No film')
  await mkdir(empty)
  const before = await readDocument(page)
  await openByDialog(launched.app, page, empty)
  await expect(noticesOf(page)).toContainText('This folder is not a Seamline project.')
  expect(await readDocument(page)).toEqual(before)
  expect(await readdir(empty)).toEqual([])
})

test('the window that is closed during an export asks, and stays when the user keeps working', async () => {
  const target = join(launched.userData, 'film.mp4')
  await launched.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    dialog.showMessageBox = () => {
      ;(globalThis as { asked?: number }).asked = ((globalThis as { asked?: number }).asked ?? 0) + 1
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }
  }, target)
  await page.getByRole('button', { name: 'Export…' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Export/ })
    .click()
  await expect(page.getByRole('group', { name: 'Export' })).toContainText('Exporting')
  await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(() => launched.app.evaluate(() => (globalThis as { asked?: number }).asked)).toBe(1)
  await expect(page.getByRole('group', { name: 'Export' })).toContainText('Exported film.mp4', { timeout: 60_000 })
})

test('pictures dropped one drop after another all arrive, and each drop is one undo', async () => {
  const timeline = page.getByRole('region', { name: 'Timeline' })
  await dropFiles(page, timeline, samplePictures.slice(0, 3))
  await dropFiles(page, timeline, samplePictures.slice(3, 5))
  // The timeline holds only what is in view; the engine knows them all.
  const count = async (): Promise<number> => (await readDocument(page)).track.clipIds.length
  await expect.poll(count).toBe(8)
  await expect(shotsOf(page).first()).toHaveAccessibleName(/ of 8, /)
  await page.keyboard.press('Control+z')
  await expect.poll(count).toBeLessThan(8)
  await page.keyboard.press('Control+z')
  await expect.poll(count).toBe(3)
  await expect.poll(() => menuLabel(launched.app, 'edit.undo')).toBe('Undo')
})
