import { expect, test, type Locator, type Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { answerDialogs, launchApp, type LaunchedApp } from './launch'
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

const dialog = (): Locator => page.getByRole('dialog')

test('several shots are edited together after a look at what changes, in one step', async () => {
  await openTable(4)
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+Shift+e')
  await expect(dialog().getByRole('button', { name: 'Change nothing' })).toBeDisabled()
  await dialog().getByRole('combobox', { name: 'Model for all' }).click()
  await page.getByRole('option', { name: /^Veo 3\.1 Fast/ }).click()
  await dialog().getByRole('combobox', { name: 'Seconds for all' }).click()
  await page.getByRole('option', { name: '6 s' }).click()
  await dialog().getByLabel('After prompt').fill(', golden hour')
  await dialog().getByLabel('Name', { exact: true }).fill('Scene {nn}')
  await expect(dialog().getByRole('region', { name: 'What changes' })).toContainText(
    /4 shots · 19 s → 24 s · a take of each: 70 credits \(\$0\.70\) → 240 credits \(\$2\.40\)/,
  )
  await expect(dialog().getByRole('listitem').first()).toContainText('Rehearsal→Veo 3.1 Fast')
  await dialog().getByRole('button', { name: 'Change 4 shots' }).click()
  await expect
    .poll(() => shotNamed('s4'))
    .toMatchObject({ name: 'Scene 04', prompt: 'Slow push in., golden hour', model: 'veo3.1_fast', seconds: 6 })
  await page.keyboard.press('Control+z')
  await expect.poll(() => shotNamed('s4')).toMatchObject({ name: 'Shot number 4', model: 'rehearsal', seconds: 4 })
})

test('words are replaced in many prompts but those that are left out', async () => {
  await openTable(3)
  await page.keyboard.press('Control+f')
  await dialog().getByLabel('Find', { exact: true }).fill('slow')
  await dialog().getByLabel('Replace with').fill('Fast')
  await expect(dialog().getByRole('button', { name: 'Replace 3 places' })).toBeEnabled()
  await dialog().getByRole('checkbox', { name: 'Match case' }).check()
  await expect(dialog().getByText('That is nowhere in these shots.')).toBeVisible()
  await dialog().getByRole('checkbox', { name: 'Match case' }).uncheck()
  await dialog().getByRole('checkbox', { name: /^2 · / }).uncheck()
  await dialog().getByRole('button', { name: 'Replace 2 places' }).click()
  await expect
    .poll(async () => (await readDocument(page)).shots.map(({ prompt }) => prompt))
    .toEqual(['Fast push in.', 'Slow push in.', 'Fast push in.'])
  await page.keyboard.press('Control+z')
  await expect.poll(() => shotNamed('s1')).toMatchObject({ prompt: 'Slow push in.' })
})

async function paste(text: string): Promise<void> {
  await launched.app.evaluate(({ clipboard }, written) => clipboard.writeText(written), text)
  await grid().focus()
  await page.keyboard.press('Control+v')
  await expect(dialog()).toBeVisible()
}

test('a script becomes new shots behind the selected one, and a table goes onto selected rows', async () => {
  await openTable(2)
  await cell(1, 'name').click()
  await paste('The harbour wakes.\n\nGulls rise over the cliffs.\n')
  await expect(dialog()).toContainText('Read as a script: 2 lines, a prompt each.')
  await dialog().getByRole('button', { name: 'Add 2 shots' }).click()
  await expect(grid().getByRole('row')).toHaveCount(5)
  await expect(grid().getByRole('row').nth(2)).toContainText('The harbour wakes')
  await expect(grid().getByRole('row').nth(4)).toContainText('Shot number 2')
  await paste('name,lens,seconds,model\nFirst,35,6,veo 3.1 fast\n"Second, still",50,soon,\n')
  await expect(dialog()).toContainText('The column “lens” is not known, and is left out.')
  await expect(dialog()).toContainText('Row 2, seconds: “soon” is no number of seconds up to 600.')
  await expect(dialog().getByRole('button', { name: 'Onto the 2 selected shots' })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await dialog().getByRole('button', { name: 'Change 2 shots' }).click()
  await expect(grid().getByRole('row').nth(2)).toContainText('Veo 3.1 Fast')
  await expect(grid().getByRole('row').nth(3)).toContainText('Second, still')
  await expect.poll(() => menuLabel(launched.app, 'edit.undo')).toBe('Undo Paste onto Shots')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect(grid().getByRole('row')).toHaveCount(3)
})

test('the table that is exported changes nothing when it is pasted back', async () => {
  await openTable(3)
  const file = join(launched.films, 'shots.csv')
  await answerDialogs(launched.app, { save: file })
  await launched.app.evaluate(({ shell }) => {
    shell.showItemInFolder = () => undefined
  })
  await page.getByRole('button', { name: 'Export the Shots as a Table…' }).click()
  await expect(page.getByText('The shots were saved as a table.')).toBeVisible()
  const text = await readFile(file, 'utf8')
  expect(text).toContain('2,Shot number 2,Slow push in.,runway,veo3.1_fast,7,no,,')
  await grid().focus()
  await page.keyboard.press('Control+a')
  await paste(text)
  await expect(dialog().getByText('Nothing would change.')).toBeVisible()
  await expect(dialog().getByRole('list', { name: 'What was not understood' })).toHaveCount(0)
  await page.keyboard.press('Escape')
})
