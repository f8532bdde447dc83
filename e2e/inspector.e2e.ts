import { expect, test, type Locator, type Page } from '@playwright/test'
import { launchApp, type LaunchedApp } from './launch'
import { shotsOf } from './support/film-reading'

let launched: LaunchedApp
let page: Page
let inspector: Locator

test.beforeAll(async () => {
  launched = await launchApp()
  ;({ page } = launched)
  inspector = page.getByRole('region', { name: 'Inspector' })
  await expect(shotsOf(page)).toHaveCount(6)
  await shotsOf(page).nth(2).click()
})

test.afterAll(() => launched.close())

async function resize(width: number, height: number): Promise<void> {
  await launched.app.evaluate(
    ({ BrowserWindow }, [wide, high]) => BrowserWindow.getAllWindows()[0]?.setContentSize(wide, high),
    [width, height] as const,
  )
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([width, height])
}

async function choose(model: RegExp): Promise<void> {
  await inspector.getByLabel('Model', { exact: true }).click()
  await page.getByRole('option', { name: model }).first().click()
  await expect(inspector.getByLabel('Model', { exact: true })).toHaveText(model)
}

/** Whether all of it shows: nothing scrolled away, nothing under the button. */
async function expectShown(...parts: readonly Locator[]): Promise<void> {
  for (const part of parts) await expect(part).toBeInViewport({ ratio: 1 })
}

/** What a shot can't be generated without. */
function needed(): Locator[] {
  return [
    inspector.getByRole('textbox', { name: 'Prompt' }),
    inspector.getByLabel('Model', { exact: true }),
    inspector.getByText('Seconds', { exact: true }),
    inspector.getByRole('button', { name: /^(Generate|Another take)/ }),
  ]
}

function asked(): Locator[] {
  return [...needed(), inspector.getByText('Format', { exact: true }), inspector.getByRole('textbox', { name: 'Seed' })]
}

test('what a shot needs, and at 1440 by 900 all that is asked for and where its takes are, show without scrolling', async () => {
  await inspector.getByRole('button', { name: /^Generate/ }).click()
  const take = inspector.getByRole('button', { name: /^Take 1/ })
  await expect(take).toBeAttached({ timeout: 60_000 })
  for (const model of [/^Rehearsal/, /^Gen-4\.5/, /^Veo 3\.1(?! Fast)/]) {
    await choose(model)
    await resize(1280, 720)
    await expectShown(...needed())
    await resize(1440, 900)
    await expectShown(...asked())
    // Where the takes are is seen; how much of them goes by what the model asks for.
    await expect(take).toBeInViewport()
  }
})

test('a model that makes the film’s own size says so and leads to where that is set', async () => {
  await choose(/^Rehearsal/)
  await inspector.getByRole('button', { name: /^Format: 1280 × 720, as the film/ }).click()
  await expect(inspector.getByRole('combobox', { name: 'Size of the film' })).toBeFocused()
})

test('a shot that was split counts once, beside its clips', async () => {
  const tools = page.getByRole('group', { name: 'Timeline tools' })
  await expect(tools).toContainText('6 shots ·')
  await shotsOf(page).first().click()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('s')
  await expect(tools).toContainText('6 shots · 7 clips ·')
})
