import { expect, test, type Page } from '@playwright/test'
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
  await writeNumberedFilm(folder, [{ frames: 48 }, { frames: 48 }, { frames: 48 }])
  await expect(shotsOf(page)).toHaveCount(6)
  await openByDialog(launched.app, page, folder)
  await expect(shotsOf(page)).toHaveCount(3)
})
test.afterEach(async () => launched.close())

async function names(): Promise<readonly string[]> {
  const { track, clips, shots } = await readDocument(page)
  return track.clipIds.map((id) => {
    const shotId = clips.find((clip) => clip.id === id)?.shotId
    return (shots.find((shot) => shot.id === shotId)?.name ?? '').replace('Numbered ', '')
  })
}

test('shots are copied, cut, pasted, swapped and joined again', async () => {
  await shotsOf(page).first().click()
  await page.keyboard.press('Control+c')
  await page.keyboard.press('End')
  await page.keyboard.press('Control+v')
  await expect.poll(names).toEqual(['1', '2', '3', '1'])
  // One more clip of the same shot, so its take is there and nothing is asked for again.
  expect((await readDocument(page)).shots).toHaveLength(3)
  await expect(shotsOf(page).nth(3)).toHaveAttribute('data-state', await stateOfFirst())

  await shotsOf(page).nth(1).click()
  await page.keyboard.press('Control+x')
  await expect.poll(names).toEqual(['1', '3', '1'])
  await page.keyboard.press('Home')
  await page.keyboard.press('Control+v')
  await expect.poll(names).toEqual(['2', '1', '3', '1'])

  await shotsOf(page)
    .nth(2)
    .click({ modifiers: ['ControlOrMeta'] })
  await page.keyboard.press('Alt+s')
  await expect.poll(names).toEqual(['3', '1', '2', '1'])

  await shotsOf(page).first().click()
  await page.keyboard.press('Home')
  for (let frame = 0; frame < 9; frame++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('s')
  await expect.poll(names).toEqual(['3', '3', '1', '2', '1'])
  await shotsOf(page).first().click()
  await page.keyboard.press('Control+j')
  await expect.poll(names).toEqual(['3', '1', '2', '1'])

  for (let step = 0; step < 6; step++) await page.keyboard.press('Control+z')
  await expect.poll(names).toEqual(['1', '2', '3'])
})

async function stateOfFirst(): Promise<string> {
  return (await shotsOf(page).first().getAttribute('data-state')) ?? ''
}

test('words are copied and pasted as words', async () => {
  await shotsOf(page).first().click()
  await page.keyboard.press('Control+c')
  const title = page.getByRole('textbox', { name: 'Title of the film' })
  await title.fill('Harbour')
  await title.press('Control+a')
  await title.press('Control+c')
  await title.press('End')
  await title.press('Control+v')
  await expect(title).toHaveValue('HarbourHarbour')
  expect(await names()).toEqual(['1', '2', '3'])
})
