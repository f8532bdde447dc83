import { expect, test, type Locator, type Page } from '@playwright/test'
import { join } from 'node:path'
import { launchApp, type LaunchedApp } from './launch'
import { writeLongFilm } from './support/film-folder'
import { menuLabel, openByDialog, readDocument, shotsOf } from './support/film-reading'

let launched: LaunchedApp
let page: Page

test.beforeEach(async () => {
  launched = await launchApp()
  page = launched.page
  const folder = join(launched.films, 'Prompts.seamline')
  await writeLongFilm(folder, 2, () => ({ prompt: 'The harbour at dawn', seconds: 2 }))
  await expect(shotsOf(page)).toHaveCount(6)
  await openByDialog(launched.app, page, folder)
  await expect(shotsOf(page)).toHaveCount(2)
  await shotsOf(page).first().click()
})
test.afterEach(async () => launched.close())

const prompt = (): Locator => page.getByRole('textbox', { name: 'Prompt', exact: true })

async function chip(category: string, words: string): Promise<void> {
  await page.getByRole('group', { name: 'Words for the prompt' }).getByRole('button', { name: category }).click()
  await page.getByRole('menuitem', { name: words, exact: true }).click()
}

test('chips write their words at the caret, one after the other, each in one step', async () => {
  await chip('Light', 'golden hour')
  await expect(prompt()).toHaveValue('The harbour at dawn, golden hour')
  await prompt().focus()
  await prompt().evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(11, 11))
  await chip('Camera', 'pan left')
  await chip('Mood', 'calm')
  await expect(prompt()).toHaveValue('The harbour, pan left, calm, at dawn, golden hour')
  await expect
    .poll(async () => (await readDocument(page)).shots[0]?.prompt)
    .toBe('The harbour, pan left, calm, at dawn, golden hour')
  await expect.poll(() => menuLabel(launched.app, 'edit.undo')).toBe('Undo Add Words to Prompt')
  await page.keyboard.press('Control+z')
  await expect(prompt()).toHaveValue('The harbour, pan left, at dawn, golden hour')
})

test('earlier prompts of a shot come back in one step', async () => {
  await page.getByRole('button', { name: 'Generate · free' }).last().click()
  await expect(shotsOf(page).first()).toHaveAccessibleName(/, ready/, { timeout: 60_000 })
  await prompt().fill('Gulls over the quay')
  await prompt().blur()
  await prompt().fill('Fog')
  await prompt().blur()
  await page.getByRole('button', { name: 'Earlier prompts of this shot' }).click()
  await expect(page.getByRole('menuitem')).toHaveText([
    /^The harbour at dawnTake 1 was made with it$/,
    /^Gulls over the quayWritten in this session$/,
  ])
  await page.getByRole('menuitem', { name: /^The harbour at dawn/ }).click()
  await expect(prompt()).toHaveValue('The harbour at dawn')
  await expect(shotsOf(page).first()).toHaveAccessibleName(/, ready/)
  await page.keyboard.press('Control+z')
  await expect(prompt()).toHaveValue('Fog')
})
