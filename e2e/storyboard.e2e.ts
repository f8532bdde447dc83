import { expect, test, type Locator, type Page } from '@playwright/test'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { answerDialogs, launchApp, type LaunchedApp } from './launch'
import { writeLongFilm } from './support/film-folder'
import { menuLabel, openByDialog, readDocument, shotsOf } from './support/film-reading'
import { readPdf } from './support/pdf-text'

let launched: LaunchedApp
let page: Page

async function openBoard(count: number): Promise<void> {
  launched = await launchApp()
  page = launched.page
  const folder = join(launched.films, 'Board.seamline')
  await writeLongFilm(folder, count)
  await expect(shotsOf(page)).toHaveCount(6)
  await openByDialog(launched.app, page, folder)
  await expect(shotsOf(page).first()).toHaveAccessibleName(new RegExp(`of ${count}`))
  await page.keyboard.press('Shift+B')
}
test.afterEach(async () => launched.close())

const cards = (): Locator => page.getByRole('list', { name: 'Storyboard' }).getByRole('listitem')
const face = (name: string): Locator =>
  page.getByRole('list', { name: 'Storyboard' }).getByRole('button', { name: new RegExp(`, ${name}, `) })
const order = async (): Promise<readonly string[]> => (await readDocument(page)).track.clipIds

test('cards are dragged into another order, in one step', async () => {
  await openBoard(4)
  await expect(cards()).toHaveCount(4)
  await face('Shot number 1').dragTo(face('Shot number 3'), { targetPosition: { x: 160, y: 40 } })
  await expect.poll(order).toEqual(['c2', 'c3', 'c1', 'c4'])
  await expect.poll(() => menuLabel(launched.app, 'edit.undo')).toBe('Undo Move Shot')
  await page.keyboard.press('Control+z')
  await expect.poll(order).toEqual(['c1', 'c2', 'c3', 'c4'])
})

test('the keyboard walks the cards and carries them, and stays with the one it carries', async () => {
  await openBoard(4)
  await face('Shot number 1').focus()
  await page.keyboard.press('ArrowRight')
  await expect(face('Shot number 2')).toBeFocused()
  await expect(face('Shot number 2')).toHaveAttribute('aria-pressed', 'true')
  await expect(shotsOf(page).nth(1)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Alt+ArrowRight')
  await expect.poll(order).toEqual(['c1', 'c3', 'c2', 'c4'])
  await expect(face('Shot number 2')).toBeFocused()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect.poll(order).toEqual(['c1', 'c2', 'c3', 'c4'])
  await expect(face('Shot number 2')).toBeFocused()
})

test('notes are written on the card, in one step', async () => {
  await openBoard(2)
  await page.getByRole('textbox', { name: 'Notes on shot 1' }).fill('Ask for fog')
  await page.getByRole('textbox', { name: 'Notes on shot 1' }).blur()
  await expect
    .poll(async () => (await readDocument(page)).shots.find(({ id }) => id === 's1')?.notes)
    .toBe('Ask for fog')
  await expect.poll(() => menuLabel(launched.app, 'edit.undo')).toBe('Undo Edit Notes')
})

test('two hundred shots are all on the board, and an empty film says what goes there', async () => {
  await openBoard(200)
  await expect(cards()).toHaveCount(200)
  await face('Shot number 200').scrollIntoViewIfNeeded()
  await expect(face('Shot number 200')).toBeInViewport()
  await page.evaluate(() => window.seamline.requests['project:new'](undefined))
  await expect(page.getByRole('heading', { name: 'Every shot becomes a card here' })).toBeVisible()
})

test('the contact sheet is a PDF on A4 or Letter, with every shot in words and its page numbers', async () => {
  await openBoard(8)
  await page.getByRole('textbox', { name: 'Notes on shot 2' }).fill('Ask for fog & rain')
  await launched.app.evaluate(({ shell }) => {
    shell.showItemInFolder = () => undefined
  })
  const papers = { A4: [595, 842], Letter: [612, 792] } as const
  for (const [paper, [width, height]] of Object.entries(papers)) {
    const file = join(launched.films, `${paper}.pdf`)
    await answerDialogs(launched.app, { save: file })
    await page.getByRole('button', { name: 'Contact sheet…' }).click()
    await page.getByRole('menuitem', { name: `PDF on ${paper}` }).click()
    await expect.poll(() => stat(file).catch(() => null), { timeout: 30_000 }).not.toBeNull()
    const pdf = readPdf(await readFile(file))
    expect(pdf.pages).toBe(2)
    expect(Math.abs(pdf.size[0] - width) + Math.abs(pdf.size[1] - height)).toBeLessThan(3)
    const words = pdf.text.normalize('NFKC').replaceAll(/\s+/g, '')
    for (const wanted of [
      'Shotnumber1',
      'Shotnumber8',
      'Slowpushin.',
      'Askforfog&rain',
      'Page1of2',
      'Page2of2',
      'Longfilm',
    ]) {
      expect(words).toContain(wanted)
    }
  }
})
