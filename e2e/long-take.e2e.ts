import { expect, test, type Locator, type Page } from '@playwright/test'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { testFfmpeg } from '../src/main/engine/ffmpeg/test-ffmpeg'
import { greyPictures } from '../src/test-support/numbered-frames'
import { answerDialogs, launchApp, type LaunchedApp } from './launch'
import { dropFiles } from './support/drop-files'
import { samplePictures } from './support/film-folder'
import { readDocument, shotsOf } from './support/film-reading'

let launched: LaunchedApp
let page: Page
let dialog: Locator

test.beforeEach(async () => {
  launched = await launchApp()
  ;({ page } = launched)
  dialog = page.getByRole('dialog')
  await expect(shotsOf(page)).toHaveCount(6)
  await dropFiles(page, page.getByRole('region', { name: 'Timeline' }), samplePictures.slice(0, 1))
  await expect(shotsOf(page)).toHaveCount(1)
})
test.afterEach(() => launched.close())

const length = (): Locator => dialog.getByRole('textbox', { name: 'Length' })
const prompts = (): Locator => dialog.getByRole('textbox', { name: 'Prompts' })
const parts = (): Locator => dialog.getByRole('region', { name: 'The parts' }).getByRole('row')
const add = (): Locator => dialog.getByRole('button', { name: /^Add \d+ shots?$/ })

async function openFromShot(): Promise<void> {
  await shotsOf(page).first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Long Take/ }).click()
  await expect(dialog.getByRole('heading', { name: 'Long take from one' })).toBeVisible()
}

/** How much two pictures differ, in levels of 255 for each pixel. */
function difference(a: Uint8Array | undefined, b: Uint8Array | undefined): number {
  if (!a || !b) throw new Error('a frame is missing')
  return a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length
}

test('thirty seconds from one picture: planned, rehearsed, exported, without a jump', async () => {
  await openFromShot()
  await prompts().fill('pan right along the pier')
  await expect(parts()).toHaveCount(4)
  await expect(dialog.getByText('1 prompt for 3 parts: the last prompt repeats in 2 more.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Add and generate · free' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(shotsOf(page)).toHaveCount(4)
  for (const index of [1, 2, 3]) {
    await expect(shotsOf(page).nth(index)).toHaveAccessibleName(/10 seconds, ready/, { timeout: 90_000 })
  }

  // The shot it was asked from is not part of it.
  await shotsOf(page).first().click()
  await page.keyboard.press('Delete')
  await expect(shotsOf(page)).toHaveCount(3)
  const target = join(launched.films, 'Long.mp4')
  await answerDialogs(launched.app, { save: target })
  await page.getByRole('button', { name: 'Export…' }).click()
  await dialog.getByRole('switch', { name: 'Mark rehearsed shots' }).click()
  await dialog.getByRole('button', { name: /^Export/ }).click()
  const written = async (): Promise<boolean> => (await stat(target).catch(() => null)) !== null
  await expect.poll(written, { timeout: 90_000 }).toBe(true)

  const pictures = await greyPictures(await testFfmpeg(), target, 320, 180)
  expect(pictures).toHaveLength(30 * 24)
  for (const seam of [240, 480]) {
    const step = (frame: number): number => difference(pictures[frame - 1]?.pixels, pictures[frame]?.pixels)
    const around = [-3, -2, -1, 1, 2, 3].map((by) => step(seam + by))
    const usual = around.reduce((sum, one) => sum + one, 0) / around.length
    // The move goes on: no jump and no stop.
    expect(step(seam)).toBeLessThan(usual + 1)
    expect(Math.min(...around)).toBeGreaterThan(usual / 4)
  }
  expect(difference(pictures[0]?.pixels, pictures[719]?.pixels)).toBeGreaterThan(5)
})

test('one undo takes all of it away, and the shots have their prompts and links', async () => {
  await openFromShot()
  await prompts().fill('hold\n\npan left\nthree\nfour')
  await length().fill('25')
  await expect(dialog.getByText(/left over is “four”/)).toBeVisible()
  await add().click()
  await expect(shotsOf(page)).toHaveCount(4)
  const { shots } = await readDocument(page)
  const added = shots.filter(({ prompt }) => ['hold', 'pan left', 'three'].includes(prompt))
  expect(added.map(({ seconds }) => seconds).toSorted((a, b) => b - a)).toEqual([10, 10, 5])
  expect(added.filter(({ start }) => start?.kind === 'shotFrame')).toHaveLength(2)
  await page.keyboard.press('Control+z')
  await expect(shotsOf(page)).toHaveCount(1)
})

test('from the library, from the same frame, with another model and its price', async () => {
  await page.getByText('1-harbour-at-dawn', { exact: true }).first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Long Take from This Picture…' }).click()
  await dialog.getByRole('combobox', { name: 'Model' }).click()
  await page.getByRole('option', { name: /^Veo 3\.1(?! Fast)/ }).click()
  await dialog.getByRole('button', { name: 'All from the same frame' }).click()
  await length().fill('29')
  await expect(dialog.getByText('29 s became 30 s: Veo 3.1 makes 4, 6 or 8 s.')).toBeVisible()
  await prompts().fill('the boat leaves')
  await expect(dialog.getByText('4 shots, 30 s, 600 credits ($6.00).')).toBeVisible()
  await dialog.getByRole('button', { name: 'Add and generate · 600 credits ($6.00)' }).click()
  // The usual bill comes before anything is sent.
  await expect(dialog.getByRole('heading', { name: /^Generate 4 shots\?|^Nothing can be generated/ })).toBeVisible()
  await page.keyboard.press('Escape')
  const { shots } = await readDocument(page)
  expect(shots).toHaveLength(5)
  expect(shots.filter(({ model, start }) => model === 'veo3.1' && start?.kind === 'picture')).toHaveLength(4)
})

test('lengths that can’t be are refused in words, and nothing is added', async () => {
  await openFromShot()
  for (const [typed, words] of [
    ['0', 'A length is more than 0 seconds.'],
    ['-5', 'A length is more than 0 seconds.'],
    ['99999999', 'A long take has at most 600 seconds; make several of them.'],
    ['half a minute', 'The length is a number of seconds, such as 30.'],
    ['', 'The length is a number of seconds, such as 30.'],
  ] as const) {
    await length().fill(typed)
    await expect(dialog.getByRole('alert')).toHaveText(words)
    await expect(dialog.getByRole('button', { name: /^Add and generate/ })).toBeDisabled()
    await expect(dialog.getByRole('button', { name: 'Add shots' })).toBeDisabled()
  }
  await length().fill('7,5 s')
  await expect(dialog.getByText('7.5 s became 8 s: Rehearsal makes 2, 3, 4, 5, 6, 8 or 10 s.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(shotsOf(page)).toHaveCount(1)
})
