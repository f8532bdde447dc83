import { expect, test, type Locator, type Page } from '@playwright/test'
import { launchApp, type LaunchedApp } from './launch'
import { shotsOf } from './support/film-reading'

let launched: LaunchedApp
let page: Page
let palette: Locator
let find: Locator

test.beforeAll(async () => {
  launched = await launchApp()
  ;({ page } = launched)
  palette = page.getByRole('dialog', { name: 'Commands' })
  find = palette.getByRole('combobox', { name: 'Search commands' })
  await expect(shotsOf(page)).toHaveCount(6)
})

test.afterAll(() => launched.close())

async function search(words: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  await expect(find).toBeFocused()
  await page.keyboard.type(words)
}

async function leave(): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(palette).toBeHidden()
}

test('an action is found by its name and done, all from the keyboard', async () => {
  await shotsOf(page).nth(1).click()
  await search('dupl')
  await expect(palette.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(palette).toBeHidden()
  await expect(shotsOf(page)).toHaveCount(7)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(shotsOf(page)).toHaveCount(6)
})

test('a shot is gone to by its place', async () => {
  await search('shot 4')
  await expect(palette.getByRole('option').first()).toHaveText(/^Go to Shot 4 ·/)
  await page.keyboard.press('Enter')
  await expect(shotsOf(page).nth(3)).toHaveAttribute('aria-selected', 'true')
})

test('what can’t be done now stands last and does nothing', async () => {
  await shotsOf(page).nth(1).click()
  await page.keyboard.press('ControlOrMeta+d')
  await expect(shotsOf(page)).toHaveCount(7)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(shotsOf(page)).toHaveCount(6)
  await search('redo')
  const redo = palette.getByRole('option', { name: /^Redo/ })
  await expect(redo).not.toHaveAttribute('aria-disabled', 'true')
  await leave()
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await search('redo')
  await expect(redo).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Enter')
  await expect(palette).toBeVisible()
  await leave()
})

test('nothing is found for what is nowhere, and another dialog is answered first', async () => {
  await search('zebra')
  await expect(palette).toContainText('Nothing is called that.')
  await leave()
  await page.keyboard.press('ControlOrMeta+e')
  await expect(page.getByRole('dialog', { name: /Export/ })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await expect(palette).toBeHidden()
  await page.keyboard.press('Escape')
})
