import { expect, test, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchApp, type LaunchedApp } from './launch'
import { dropFiles } from './support/drop-files'
import { samplePictures } from './support/film-folder'
import { shotsOf } from './support/film-reading'

let userData: string
let launched: LaunchedApp | null = null
test.beforeEach(async () => {
  userData = await mkdtemp(join(tmpdir(), 'seamline-hints-'))
})
test.afterEach(async () => {
  await launched?.close()
  await rm(userData, { recursive: true, force: true })
})

const hint = (page: Page) => page.getByRole('status').filter({ has: page.getByRole('button', { name: 'Got it' }) })

test('a newcomer is told three things, each at its moment, and never again', async () => {
  launched = await launchApp({ userData, greeting: true })
  const { page } = launched
  await expect(shotsOf(page)).toHaveCount(6)
  await expect(hint(page)).toHaveCount(0)
  await dropFiles(page, page.getByRole('main'), samplePictures.slice(0, 1))
  await expect(shotsOf(page)).toHaveCount(1)
  await expect(hint(page)).toContainText('write in its prompt')
  await shotsOf(page).first().click()
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Slow push in.')
  await expect(hint(page)).toContainText('free rehearsal')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(shotsOf(page).first()).toHaveAccessibleName(/ready/, { timeout: 60_000 })
  await expect(hint(page)).toContainText('Export makes one file')
  await page.getByRole('button', { name: 'Got it' }).click()
  await expect(hint(page)).toHaveCount(0)
  await launched.close()

  launched = await launchApp({ userData, greeting: true })
  await expect(shotsOf(launched.page)).toHaveCount(1)
  await launched.page.keyboard.press('ControlOrMeta+n')
  await expect(shotsOf(launched.page)).toHaveCount(0)
  await dropFiles(launched.page, launched.page.getByRole('main'), samplePictures.slice(0, 1))
  await expect(shotsOf(launched.page)).toHaveCount(1)
  await expect(hint(launched.page)).toHaveCount(0)
})
