import { expect, test, type Locator, type Page } from '@playwright/test'
import { join } from 'node:path'
import { launchApp, type LaunchedApp } from './launch'
import { writeNumberedFilm } from './support/film-folder'
import { openByDialog, readDocument, shotsOf } from './support/film-reading'

let launched: LaunchedApp
let page: Page

test.beforeEach(async () => {
  launched = await launchApp()
  page = launched.page
  const folder = join(launched.films, 'Numbered film.seamline')
  await writeNumberedFilm(folder, [{ frames: 96 }, { frames: 96 }])
  await expect(shotsOf(page)).toHaveCount(6)
  await openByDialog(launched.app, page, folder)
  await expect(shotsOf(page)).toHaveCount(2)
})
test.afterEach(async () => launched.close())

function flags(): Locator {
  return page.getByRole('group', { name: 'Markers' }).getByRole('button')
}

async function goTo(timecode: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Timecode' })
  await field.fill(timecode)
  await field.press('Enter')
  await field.blur()
  await expect(field).toHaveValue(timecode)
}

test('markers are set, named, moved, found and deleted', async () => {
  await goTo('00:00:01:00')
  await page.keyboard.press('m')
  await goTo('00:00:05:00')
  await page.keyboard.press('m')
  await expect(flags()).toHaveCount(2)
  await expect(flags().nth(1)).toHaveAccessibleName(/^Marker 2, at 5 seconds/)

  await page.keyboard.press('Control+Shift+m')
  await expect(page.getByRole('textbox', { name: 'Timecode' })).toHaveValue('00:00:01:00')
  await page.keyboard.press('Shift+m')
  await expect(page.getByRole('textbox', { name: 'Timecode' })).toHaveValue('00:00:05:00')

  await page.keyboard.press('m')
  const dialog = page.getByRole('dialog', { name: 'Marker' })
  await dialog.getByRole('textbox', { name: 'Name of the marker' }).fill('The turn')
  await dialog.getByRole('button', { name: 'Orange' }).click()
  await expect.poll(async () => (await readDocument(page)).markers).toHaveLength(2)
  await expect(flags().nth(1)).toHaveAccessibleName(/^The turn/)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)

  await page.getByRole('button', { name: 'Markers', exact: true }).click()
  await page
    .getByRole('dialog', { name: 'Markers' })
    .getByRole('button', { name: /Marker 1/ })
    .click()
  await expect(page.getByRole('textbox', { name: 'Timecode' })).toHaveValue('00:00:01:00')

  const box = await flags().first().boundingBox()
  if (!box) throw new Error('no flag')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 + 40, box.y + 10, { steps: 4 })
  await page.keyboard.press('Escape')
  await page.mouse.up()
  expect(await flags().first().boundingBox()).toEqual(box)
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 + 50, box.y + 10, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => (await flags().first().boundingBox())?.x).toBeGreaterThan(box.x + 40)

  await flags().nth(1).focus()
  await page.keyboard.press('Delete')
  await expect(flags()).toHaveCount(1)
  await page.keyboard.press('Control+z')
  await expect(flags()).toHaveCount(2)
})

test('a marker stays with its shot, or at its time where that is asked for', async () => {
  await goTo('00:00:05:00')
  await page.keyboard.press('m')
  await expect(flags()).toHaveCount(1)
  await shotsOf(page).first().click()
  await page.keyboard.press('Delete')
  await expect(flags().first()).toHaveAccessibleName(/at 1 second/)
  await page.keyboard.press('Control+z')
  await flags().first().click()
  await page.getByRole('switch', { name: /^Stays with its shot/ }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await shotsOf(page).first().click()
  await page.keyboard.press('Delete')
  await expect(shotsOf(page)).toHaveCount(1)
  await expect(flags().first()).toHaveAccessibleName(/at 5 seconds/)
})
