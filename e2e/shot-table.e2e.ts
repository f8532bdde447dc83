import { expect, test, type Locator, type Page } from '@playwright/test'
import { join } from 'node:path'
import { launchApp, type LaunchedApp } from './launch'
import { writeLongFilm } from './support/film-folder'
import { menuLabel, openByDialog, readDocument, shotsOf } from './support/film-reading'

let launched: LaunchedApp
let page: Page

/** A film of that many shots, the second of which asks for what its model refuses. */
async function openTable(count: number): Promise<void> {
  launched = await launchApp()
  page = launched.page
  const folder = join(launched.films, 'Table.seamline')
  await writeLongFilm(folder, count, (index) =>
    index === 1 ? { provider: 'runway', model: 'veo3.1_fast', seconds: 7 } : { seconds: 4 },
  )
  await expect(shotsOf(page)).toHaveCount(6)
  await openByDialog(launched.app, page, folder)
  await expect(shotsOf(page).first()).toHaveAccessibleName(new RegExp(`of ${count}`))
  await page.keyboard.press('t')
  await grid().focus()
}
test.afterEach(async () => launched.close())

const grid = (): Locator => page.getByRole('grid', { name: 'Shots as a table' })
const row = (number: number): Locator => grid().locator(`[data-shot="s${number}"]`)
const cell = (number: number, column: string): Locator => row(number).locator(`[data-column="${column}"]`)
const sums = (words: RegExp): Promise<void> =>
  expect(page.getByRole('region', { name: 'Table' }).getByText(words)).toBeVisible()

async function shotNamed(id: string): Promise<{ name: string; prompt: string; model: string; seconds: number }> {
  const { shots } = await readDocument(page)
  const shot = shots.find((one) => one.id === id)
  if (!shot) throw new Error(`no shot ${id}`)
  return shot
}

test('cells are written by keyboard alone, each in one step that is taken back', async () => {
  await openTable(3)
  await expect(cell(1, 'name')).toHaveAttribute('data-active')
  await page.keyboard.type('Harbour')
  await page.keyboard.press('Tab')
  await page.keyboard.press('F2')
  await page.keyboard.type('Gulls rise')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('over the quay')
  await page.keyboard.press('Enter')
  await expect.poll(() => shotNamed('s1')).toMatchObject({ name: 'Harbour', prompt: 'Gulls rise\nover the quay' })
  await expect(cell(2, 'prompt')).toHaveAttribute('data-active')
  await expect(grid()).toBeFocused()
  await page.keyboard.type('not this')
  await page.keyboard.press('Escape')
  await expect(cell(2, 'prompt')).toHaveText('Slow push in.')
  await expect.poll(() => menuLabel(launched.app, 'edit.undo')).toBe('Undo Edit Prompt')
  await page.keyboard.press('Control+z')
  await expect.poll(() => menuLabel(launched.app, 'edit.undo')).toBe('Undo Rename Shot')
  await page.keyboard.press('Control+z')
  await expect.poll(() => shotNamed('s1')).toMatchObject({ name: 'Shot number 1', prompt: 'Slow push in.' })
})

test('what a model refuses shows, and is chosen anew from what it takes', async () => {
  await openTable(3)
  await expect(cell(2, 'seconds')).toContainText('The model does not offer this duration.')
  await cell(2, 'seconds').click()
  await page.keyboard.press('Enter')
  await page.getByRole('option', { name: '8 s' }).click()
  await expect.poll(() => shotNamed('s2')).toMatchObject({ seconds: 8 })
  await expect(cell(2, 'seconds')).toHaveText('8')
  await expect(grid()).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await page.getByRole('option', { name: /^Rehearsal/ }).click()
  await expect.poll(() => shotNamed('s2')).toMatchObject({ model: 'rehearsal', seconds: 8 })
})

test('rows are selected as clips are, and generated from here', async () => {
  await openTable(4)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(shotsOf(page).nth(1)).toHaveAttribute('aria-selected', 'true')
  await expect(shotsOf(page).nth(2)).toHaveAttribute('aria-selected', 'true')
  await expect(shotsOf(page).nth(0)).toHaveAttribute('aria-selected', 'false')
  await cell(4, 'state').click({ modifiers: ['Control'] })
  await expect(row(4)).toHaveAttribute('aria-selected', 'true')
  await expect(row(2)).toHaveAttribute('aria-selected', 'true')
  await shotsOf(page).nth(0).click()
  await expect(cell(1, 'state')).toHaveAttribute('data-active')
  await grid().focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.type('Made here')
  await page.keyboard.press('Control+Enter')
  await expect(cell(1, 'state')).toHaveText('Ready', { timeout: 60_000 })
  await expect(cell(1, 'takes')).toHaveText('1')
  expect((await shotNamed('s1')).name).toBe('Made here')
})

test('the table is filtered, and says what is shown adds up to', async () => {
  await openTable(4)
  await sums(/^4 shots · 19 s asked for · a take of each: 70 credits \(\$0\.70\)$/)
  await page.getByRole('searchbox', { name: 'Search shots' }).fill('number 2')
  await expect(grid().getByRole('row')).toHaveCount(2)
  await sums(/^1 of 4 shots · 7 s/)
  await page.getByRole('combobox', { name: 'Model to show' }).click()
  await page.getByRole('option', { name: 'Rehearsal' }).click()
  await expect(page.getByText('No shot is like that.')).toBeVisible()
  await page.getByRole('button', { name: 'Show all shots' }).last().click()
  await expect(grid().getByRole('row')).toHaveCount(5)
})

test('only the rows in view are in the page of a film of a thousand shots, and the keyboard reaches all', async () => {
  await openTable(1000)
  await expect.poll(() => grid().getByRole('row').count()).toBeLessThan(60)
  await page.keyboard.press('Control+End')
  await expect(cell(1000, 'state')).toHaveAttribute('data-active')
  await expect(cell(1000, 'state')).toBeInViewport()
  await page.keyboard.press('Control+Home')
  await expect(cell(1, 'number')).toBeInViewport()
})
