import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchApp, type LaunchedApp } from './launch'
import { shotsOf } from './support/film-reading'

let userData: string
let launched: LaunchedApp
test.beforeEach(async () => {
  userData = await mkdtemp(join(tmpdir(), 'seamline-large-'))
  launched = await launchApp({ userData, size: { width: 1280, height: 720 } })
  await expect(shotsOf(launched.page)).toHaveCount(6)
})
test.afterEach(async () => {
  await launched.close()
  await rm(userData, { recursive: true, force: true })
})

async function enlarge(page: Page, to: number): Promise<void> {
  await expect
    .poll(async () => {
      if ((await page.evaluate(() => innerWidth)) > 1280 / to) await page.keyboard.press('ControlOrMeta+Equal')
      return page.evaluate(() => innerWidth)
    })
    .toBe(1280 / to)
}

const tab = (page: Page, name: string) =>
  page.getByRole('tablist', { name: 'In the middle' }).getByRole('tab', { name, exact: true })

test('at 200 % the regions at the sides are tabs, nothing is cut off at the right, and the main job can be done', async () => {
  const { page } = launched
  await enlarge(page, 2)
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await tab(page, 'Library').click()
  await expect(page.getByRole('region', { name: 'Library' })).toBeVisible()
  await shotsOf(page).nth(1).click()
  await tab(page, 'Inspector').click()
  const inspector = page.getByRole('region', { name: 'Inspector' })
  await inspector.getByRole('textbox', { name: 'Prompt' }).fill('A slow tilt up.')
  await inspector.getByRole('button', { name: /^Generate/ }).click()
  await expect(shotsOf(page).nth(1)).toHaveAccessibleName(/ready/, { timeout: 60_000 })
  await tab(page, 'Monitor').click()
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  for (const name of ['Library', 'Monitor', 'Inspector']) {
    await tab(page, name).click()
    // What is spoken and what is written differ where a key is shown; see the other accessibility tests.
    const axe = new AxeBuilder({ page }).setLegacyMode(true).disableRules(['label-content-name-mismatch'])
    expect((await axe.analyze()).violations.map(({ id }) => id)).toEqual([])
  }
})

test('the size stays for the next start and goes back with one key', async () => {
  await enlarge(launched.page, 1.25)
  await launched.close()
  launched = await launchApp({ userData, size: { width: 1280, height: 720 } })
  await expect.poll(() => launched.page.evaluate(() => innerWidth)).toBe(1024)
  await expect(shotsOf(launched.page)).toHaveCount(6)
  await launched.page.keyboard.press('ControlOrMeta+0')
  await expect.poll(() => launched.page.evaluate(() => innerWidth)).toBe(1280)
})
