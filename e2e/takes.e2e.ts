import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { launchApp, type LaunchedApp } from './launch'
import { dropFiles } from './support/drop-files'
import { writeNumberedFilm } from './support/film-folder'
import { noticesOf, openByDialog, readDocument, shotsOf } from './support/film-reading'

let launched: LaunchedApp
let page: Page

/** Three more takes of the first shot, made with other words. */
async function addTakes(folder: string): Promise<void> {
  const takes = join(folder, 'takes')
  const first = z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(join(takes, 't1.json'), 'utf8')))
  for (const number of [2, 3, 4]) {
    const id = `t1-${number}`
    // The clips differ in what they show: the first frames of the other shots.
    const clip = await readFile(join(takes, `t${number}.mp4`))
    const facts = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(await readFile(join(takes, `t${number}.json`), 'utf8')))
    const own = { provider: 'rehearsal', model: 'rehearsal', prompt: `slow push in ${number}`, seed: number }
    const { bytes, sha256, frames } = facts
    const take = { ...first, ...own, bytes, sha256, frames, id, createdAt: `2026-01-0${number}T00:00:00.000Z` }
    await copyFile(join(takes, `t${number}.mp4`), join(takes, `${id}.mp4`))
    expect(clip.byteLength).toBe(bytes)
    await writeFile(join(takes, `${id}.json`), JSON.stringify(take))
  }
}

test.beforeEach(async () => {
  launched = await launchApp()
  page = launched.page
  const folder = join(launched.films, 'Numbered film.seamline')
  await writeNumberedFilm(folder, [{ frames: 48 }, { frames: 48 }, { frames: 36 }, { frames: 48 }])
  await addTakes(folder)
  await expect(shotsOf(page)).toHaveCount(6)
  await openByDialog(launched.app, page, folder)
  await expect(shotsOf(page)).toHaveCount(4)
  await shotsOf(page).first().click()
})
test.afterEach(async () => launched.close())

function button(name: string | RegExp): Locator {
  return page.getByRole('button', { name, exact: true })
}

async function pick(): Promise<string | null | undefined> {
  return (await readDocument(page)).shots.find(({ id }) => id === 's1')?.pick
}

test('takes are stepped through, starred and rejected by key, one undo step each', async () => {
  await expect(button(/^Take 4, in the film/)).toBeVisible()
  await page.keyboard.press('Control+[')
  await expect.poll(pick).toBe('t1-3')
  await page.keyboard.press('f')
  await page.keyboard.press('Control+[')
  await expect.poll(pick).toBe('t1-2')
  await page.keyboard.press('x')
  await expect(button(/^Take 4, in the film/), 'a rejected take leaves the film').toBeVisible()
  await expect(button(/^Take 2, rejected/)).toBeVisible()
  await page.keyboard.press('Control+[')
  await expect.poll(pick).toBe('t1-3')
  await page.keyboard.press('Control+[')
  await expect.poll(pick, 'a rejected take is passed over').toBe('t1')
  await page.keyboard.press('Control+]')
  await expect(button(/^Take 3, in the film, pinned, starred/)).toBeVisible()
  for (let steps = 0; steps < 7; steps++) await page.keyboard.press('Control+z')
  await expect.poll(async () => (await readDocument(page)).marks).toEqual([])
  await expect.poll(pick).toBeNull()
})

test('a take is looked through, noted, and its settings come back', async () => {
  const second = button(/^Take 2/)
  await second.focus()
  await page.keyboard.press('Home')
  await expect(second).toContainText('0.1 s')
  await page.keyboard.press('ArrowRight')
  await expect(second).toContainText('0.3 s')
  await page.getByRole('textbox', { name: 'Note on take 2' }).fill('her hand is wrong')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await readDocument(page)).marks).toMatchObject([{ note: 'her hand is wrong' }])
  await page.getByText('Take 2, beside take 4 in the film').click()
  await expect(page.getByRole('group', { name: 'About take 2' }).locator('mark').first()).toHaveText('2')
  await button('Use the settings of this take').click()
  const shot = async () => (await readDocument(page)).shots.find(({ id }) => id === 's1')
  await expect.poll(shot).toMatchObject({ prompt: 'slow push in 2', seed: 2 })
  await expect(noticesOf(page)).toContainText('it did not note its frames, so the shot keeps its own')
  await page.keyboard.press('Control+z')
  await expect.poll(shot).toMatchObject({ prompt: '', seed: null })
})

function pane(letter: string): Locator {
  return page.locator(`[data-pane="${letter}"]`)
}

/** Waits until every take that is compared shows this frame of the comparison, or its last one, large enough to be seen. */
async function expectShown(frame: number, letters: readonly string[]): Promise<void> {
  for (const letter of letters) {
    const size = await pane(letter).locator('[data-stage]').boundingBox()
    expect(size?.width, `width of ${letter}`).toBeGreaterThan(100)
    expect(size?.height, `height of ${letter}`).toBeGreaterThan(56)
    await expect(pane(letter)).toHaveAttribute('data-shown-frame', String(frame))
  }
}

test('takes play side by side where they would stand, and one is picked by key', async () => {
  await page.keyboard.press('c')
  await expect(page.getByRole('region', { name: 'Compare takes' })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Takes side by side' }).getByRole('listitem')).toHaveCount(4)
  // The comparison has the focus as it opens, so its letters choose.
  await page.keyboard.press('a')
  await expect(button('A: take 1')).toHaveAttribute('aria-pressed', 'true')
  await button('Compare take 4').click()
  await expect(pane('D')).toHaveCount(0)
  await page.getByRole('region', { name: 'Compare takes' }).focus()
  await expectShown(0, ['A', 'B', 'C'])
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expectShown(2, ['A', 'B', 'C'])
  await page.keyboard.press('End')
  // Take 3 is 12 frames shorter: with the first second of the next clip it is over 12 frames before the others.
  await expectShown(71, ['A', 'B'])
  await expect(pane('C')).toHaveAttribute('data-holds', 'true')
  await expectShown(59, ['C'])
  await expect(pane('C')).toContainText('0.5 s shorter')
  await page.keyboard.press('b')
  await expect(button('B: take 2')).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('f')
  await page.keyboard.press('p')
  await expect.poll(pick).toBe('t1-2')
  await expect(pane('B')).toContainText('In the film')
  await button('Alone').click()
  await expectShown(0, ['A', 'B', 'C'])
  await page.getByRole('region', { name: 'Compare takes' }).focus()
  await page.keyboard.press('Space')
  await expect.poll(async () => Number(await pane('A').getAttribute('data-frame'))).toBeGreaterThan(3)
  await page.keyboard.press('Space')
  await button('What they were made with').click()
  const table = page.getByRole('region', { name: 'What the takes were made with' })
  await expect(table.locator('mark').first()).toBeVisible()
  await button('Use the settings of take 3').click()
  await expect
    .poll(async () => (await readDocument(page)).shots.find(({ id }) => id === 's1'))
    .toMatchObject({ prompt: 'slow push in 3', seed: 3 })
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect.poll(pick).toBeNull()
})

test('a video of the user’s own becomes a take of the shot, and what is no video is refused', async () => {
  const video = join(launched.userData, 'holiday.mp4')
  await copyFile(join(launched.films, 'Numbered film.seamline', 'takes', 't4.mp4'), video)
  const text = join(launched.userData, 'notes.mov')
  await writeFile(text, 'these are words and no pictures at all')
  await dropFiles(page, page.getByRole('list', { name: /^Takes/ }), [text, video], { x: 0.5, y: 0.5 })
  const refused = page.getByRole('dialog')
  await expect(refused).toContainText('notes.mov')
  await expect(refused).toContainText('Footage can be MP4, MOV or WebM')
  await page.keyboard.press('Escape')
  await expect(button(/^Take 5, in the film, footage/)).toBeVisible()
  const shot = page.getByRole('option', { name: /Numbered 1, / })
  await expect(shot).toHaveAccessibleName(/ready/)
  await expect(page.getByRole('region', { name: 'Monitor' })).toContainText('footage, ready')
  await page.getByText('Take 5', { exact: true }).click()
  await expect(page.getByRole('group', { name: 'About take 5' })).toContainText('holiday.mp4')
  await expect(page.getByRole('group', { name: 'About take 5' })).toContainText('free')
  await page.keyboard.press('Control+[')
  await expect(button(/^Take 4, in the film/)).toBeVisible()
  for (let steps = 0; steps < 2; steps++) await page.keyboard.press('Control+z')
  await expect.poll(pick).toBeNull()
  await expect(button(/^Take 5, in the film, footage/), 'the take stays').toBeVisible()
})

/** What axe finds, without the rule that wants a letter's own button to say no more than the letter. */
async function violations(): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).disableRules(['label-content-name-mismatch'])
  const { violations: found } = await axe.analyze()
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`),
  )
}

test('axe finds nothing in the comparison and in what a take says of itself, in both themes', async () => {
  await button(/^Take 2/).focus()
  await page.getByText('Take 2, beside take 4 in the film').click()
  await button('Compare').click()
  await expectShown(0, ['A', 'B', 'C', 'D'])
  await button('What they were made with').click()
  for (const theme of ['dark', 'light'] as const) {
    await page.evaluate((wanted) => window.seamline.requests['app:setTheme']({ theme: wanted }), theme)
    await expect
      .poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: light)').matches))
      .toBe(theme === 'light')
    expect(await violations()).toEqual([])
  }
})
