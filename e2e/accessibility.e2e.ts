import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { launchApp, type LaunchedApp } from './launch'
import { filmIn, openFilm, writeQueueFilm } from './support/queue-film'
import { expectKeyWindowGone, keyField, leaveKeyWindow, openKeyWindow } from './support/key-window'

const sizes = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
]
const themes = ['dark', 'light'] as const

let running: LaunchedApp
test.beforeAll(async () => {
  running = await launchApp()
})
test.afterAll(() => running.close())

/**
 * Wants the words on the screen letter by letter inside the spoken name. A clip shows "5.0 s" and says "5 seconds", and a
 * tool shows its key, which is a hint and no part of its name.
 */
const ruleOfLetters = 'label-content-name-mismatch'

/** What axe finds, in lines short enough to read in a failure. */
async function violations(page: Page): Promise<string[]> {
  // The legacy mode reads the page alone: the other one opens a second page, which this app refuses.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).disableRules([ruleOfLetters])
  const { violations: found } = await axe.analyze()
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`),
  )
}

const shots = (page: Page) => page.getByRole('listbox', { name: 'Shots' }).getByRole('option')

interface View {
  readonly name: string
  readonly open: (page: Page) => Promise<unknown>
  /** What Escape does not do. */
  readonly close?: (page: Page) => Promise<unknown>
}

const dialogOf = (page: Page) => page.getByRole('dialog')

async function openSettings(page: Page, section: string): Promise<void> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await dialogOf(page).getByRole('tab', { name: section }).click()
}

const views: readonly View[] = [
  { name: 'the sample', open: (page) => expect(shots(page)).toHaveCount(6) },
  { name: 'a shot', open: (page) => shots(page).nth(1).click() },
  {
    name: 'several shots',
    open: async (page) => {
      await shots(page).nth(0).click()
      await shots(page)
        .nth(2)
        .click({ modifiers: ['Shift'] })
    },
  },
  {
    name: 'a sound',
    open: (page) =>
      page
        .getByRole('listbox', { name: /Music|Sounds/ })
        .getByRole('option')
        .first()
        .click(),
  },
  {
    name: 'the links of a film that has some',
    open: async (page) => {
      await shots(page).nth(3).click()
      await page.keyboard.press('g')
      await expect(page.getByRole('region', { name: 'Links', exact: true })).toContainText('Without links')
      const link = page.getByRole('button', { name: 'Continue the selected shot from the one before' })
      if (await link.isVisible()) await link.click()
      await expect(page.getByRole('list', { name: 'Linked shots' }).getByRole('button').first()).toBeVisible()
    },
    close: (page) => page.getByRole('tab', { name: 'Monitor' }).click(),
  },
  {
    name: 'the table of shots, with a cell that is written in',
    open: async (page) => {
      await shots(page).nth(1).click()
      await page.keyboard.press('t')
      await page.getByRole('grid').focus()
      await page.keyboard.press('F2')
      await expect(page.getByRole('grid').getByRole('textbox', { name: 'Name of the shot' })).toBeFocused()
    },
    close: (page) => page.getByRole('tab', { name: 'Monitor' }).click(),
  },
  {
    name: 'many shots edited together',
    open: async (page) => {
      await shots(page).nth(0).click()
      await shots(page)
        .nth(2)
        .click({ modifiers: ['Shift'] })
      await page.keyboard.press('ControlOrMeta+Shift+e')
      await dialogOf(page).getByLabel('Name', { exact: true }).fill('Scene {n}')
      await expect(dialogOf(page).getByRole('listitem')).toHaveCount(3)
    },
  },
  {
    name: 'words found and replaced',
    open: async (page) => {
      await page.keyboard.press('ControlOrMeta+f')
      await dialogOf(page).getByLabel('Find', { exact: true }).fill('a')
      await expect(dialogOf(page).getByRole('listitem').first()).toBeVisible()
    },
  },
  {
    name: 'a table that is pasted with something wrong in it',
    open: async (page) => {
      await page.keyboard.press('t')
      await page.getByRole('button', { name: 'Paste…' }).click()
      await dialogOf(page).getByLabel('Script or table').fill('name,lens,seconds\nHarbour,35,soon')
      await expect(dialogOf(page).getByText(/“soon” is no number/)).toBeVisible()
    },
    close: (page) => page.getByRole('tab', { name: 'Monitor' }).click(),
  },
  {
    name: 'the storyboard of shots',
    open: async (page) => {
      await shots(page).nth(1).click()
      await page.keyboard.press('Shift+b')
      await expect(page.getByRole('list', { name: 'Storyboard' }).getByRole('listitem')).toHaveCount(6)
    },
    close: (page) => page.getByRole('tab', { name: 'Monitor' }).click(),
  },
  {
    name: 'the shots to continue from',
    open: async (page) => {
      await shots(page).nth(2).click()
      await page.getByRole('button', { name: /^Continues? from/ }).click()
      await page.getByRole('list', { name: 'Shots to take a frame of' }).getByRole('button').nth(0).click()
    },
  },
  {
    name: 'the export dialog',
    open: async (page) => {
      await page.getByRole('button', { name: 'Export…' }).click()
      await expect(dialogOf(page)).toBeVisible()
    },
  },
  {
    name: 'the framing dialog',
    open: async (page) => {
      await shots(page).nth(1).click()
      await page.getByRole('button', { name: 'Change start frame' }).click()
      await page.getByRole('button', { name: 'Move and size the crop…' }).click()
      await expect(dialogOf(page)).toBeVisible()
    },
  },
  {
    name: 'a long take as it is planned',
    open: async (page) => {
      await page.getByRole('listbox', { name: 'Shots' }).getByRole('option').first().click({ button: 'right' })
      await page.getByRole('menuitem', { name: /^Long Take/ }).click()
      await expect(dialogOf(page).getByRole('region', { name: 'The parts' })).toBeVisible()
    },
  },
  {
    name: 'the palette of all commands',
    open: async (page) => {
      await page.keyboard.press('ControlOrMeta+k')
      await expect(page.getByRole('combobox', { name: 'Search commands' })).toBeFocused()
    },
  },
  {
    name: 'earlier versions',
    open: async (page) => {
      await page.getByRole('textbox', { name: 'Title of the film' }).fill(`Title of ${Date.now()}`)
      await page.keyboard.press('ControlOrMeta+s')
      await expect(page.getByRole('banner')).toContainText('sample')
      await page.keyboard.press('ControlOrMeta+k')
      await page.keyboard.type('earlier versions')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('list', { name: 'Shots of this version' })).toBeVisible()
    },
  },
  {
    name: 'the sheet of shortcuts',
    open: async (page) => {
      await page.keyboard.press('?')
      await expect(dialogOf(page)).toBeVisible()
    },
  },
  {
    name: 'the account',
    open: async (page) => {
      await page.getByRole('banner').getByRole('button', { name: 'Rehearsal' }).click()
      await expect(dialogOf(page)).toBeVisible()
    },
  },
  ...['Accounts', 'Prices', 'New films', 'Appearance'].map((section) => ({
    name: `settings, ${section.toLowerCase()}`,
    open: (page: Page) => openSettings(page, section),
  })),
  {
    name: 'a price that is refused',
    open: async (page) => {
      await openSettings(page, 'Prices')
      await page.getByLabel('credits per second of Gen-4.5').fill('0')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('alert')).toBeVisible()
    },
  },
  {
    name: 'the queue',
    open: (page) => page.getByRole('button', { name: /^Queue|running|waiting/ }).click(),
  },
  // These two leave a paid shot in the film, which the account's own views are not made for.
  {
    name: 'a shot that is paid for',
    open: async (page) => {
      await shots(page).nth(1).click()
      await page.getByRole('combobox', { name: 'Model' }).click()
      await page.getByRole('option', { name: /^Veo 3.1 First/ }).click()
      await expect(page.getByRole('switch', { name: /Silent/ })).toBeVisible()
    },
  },
  {
    name: 'the bill',
    open: async (page) => {
      await shots(page).nth(1).click()
      await page
        .getByRole('banner')
        .getByRole('button', { name: /^Generate 1 shot · .* credits/ })
        .click()
      await expect(dialogOf(page).getByRole('list', { name: 'In the way' })).toBeVisible()
    },
  },
]

async function look(page: Page, theme: (typeof themes)[number], size: (typeof sizes)[number]): Promise<void> {
  await running.app.evaluate(
    ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setContentSize(to.width, to.height),
    size,
  )
  await page.evaluate((to) => window.seamline.requests['app:setTheme']({ theme: to }), theme)
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
}

async function expectNothingFound(page: Page): Promise<void> {
  for (const theme of themes) {
    for (const size of sizes) {
      await look(page, theme, size)
      expect(await violations(page), `${theme}, ${size.width} x ${size.height}`).toEqual([])
    }
  }
}

for (const view of views) {
  test(`axe finds nothing: ${view.name}, in both themes and sizes`, async () => {
    const { page } = running
    await view.open(page)
    await expectNothingFound(page)
    for (let press = 0; press < 3; press++) await page.keyboard.press('Escape')
    await view.close?.(page)
    await expect(dialogOf(page)).toHaveCount(0)
  })
}

test('axe finds nothing: the key window, empty and with a refusal, in both themes', async () => {
  const { page } = running
  await openSettings(page, 'Accounts')
  const asked = await openKeyWindow(running, () => page.getByRole('button', { name: 'Enter key…' }).click())
  const expectNothing = async (what: string): Promise<void> => {
    for (const theme of themes) {
      await page.evaluate((to) => window.seamline.requests['app:setTheme']({ theme: to }), theme)
      await expect(asked.locator('html')).toHaveAttribute('data-theme', theme)
      expect(await violations(asked), `${what}, ${theme}`).toEqual([])
    }
  }
  await expectNothing('empty')
  await keyField(asked).fill('key_0')
  const agree = asked.getByRole('checkbox', { name: 'Keep it until I quit' })
  if (await agree.isVisible()) await agree.check()
  await asked.getByRole('button', { name: 'Save key' }).click()
  await expect(asked.getByRole('alert')).toBeVisible()
  await expectNothing('refused')
  await leaveKeyWindow(asked)
  await expectKeyWindowGone(running)
  await page.keyboard.press('Escape')
  await expect(dialogOf(page)).toHaveCount(0)
})

test('axe finds nothing: a film with nothing in it, in both themes and sizes', async () => {
  const { page } = running
  await page.evaluate(() => window.seamline.requests['project:new'](undefined))
  await expect(shots(page)).toHaveCount(0)
  await expectNothingFound(page)
})

test('axe finds nothing: a queue with every state and the ledger of it, in both themes and sizes', async () => {
  const { page, userData } = running
  const folder = filmIn(userData)
  await writeQueueFilm(folder, userData, Date.now())
  await openFilm(running, folder)
  await page.getByRole('button', { name: /may have been charged/ }).click()
  const queue = page.getByRole('list', { name: 'Generations' })
  await expect(queue.getByText('Needs your decision')).toBeVisible()
  await queue.getByRole('button', { name: 'Enter task id…' }).click()
  await queue.getByRole('button', { name: 'Collect clip' }).click()
  await expect(queue.getByRole('alert')).toBeVisible()
  await expectNothingFound(page)
  await page.getByRole('button', { name: 'Ledger…' }).click()
  await expect(page.getByRole('table', { name: 'Generations and their cost' })).toBeVisible()
  await expectNothingFound(page)
})
