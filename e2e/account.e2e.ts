import { expect, test, type Page } from '@playwright/test'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runwayModels } from '../src/shared/models/runway-models'
import { startSimulator, type Simulator } from '../src/simulator/start-simulator'
import { answerDialogs, launchApp, type LaunchedApp } from './launch'
import { writeLongFilm } from './support/film-folder'
import { enterKey, expectKeyWindowGone, keyField, leaveKeyWindow, openKeyWindow } from './support/key-window'

/** Has the form of a key and opens nothing. */
const otherKey = `key_${'0'.repeat(124)}beef`

let running: LaunchedApp
let simulator: Simulator
test.beforeAll(async () => {
  // Tasks wait for ever, so that what is held for them stays held.
  simulator = await startSimulator({ ffmpeg: null, pendingMs: 1e9 })
  await simulator.control.change({ balance: 1284 })
  running = await launchApp()
  await expect(running.page.getByRole('option').first()).toBeVisible()
})
test.afterAll(async () => {
  await running.close()
  await simulator.close()
})
test.afterEach(async () => {
  const { page } = running
  for (let press = 0; press < 2; press++) await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

const settings = (page: Page) => page.getByRole('dialog', { name: 'Settings' })
const enter = (page: Page) => settings(page).getByRole('button', { name: 'Enter key…' })
const server = (page: Page) => settings(page).getByLabel('Address of the server for Runway')
const chip = (page: Page) => page.getByRole('banner').getByRole('button', { name: /Rehearsal|Runway|Other server/ })

async function openSettings(section = 'Accounts'): Promise<Page> {
  const { page } = running
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('tab', { name: section }).click()
  return page
}

/** Everything of the film's window that could hold a key. */
async function textOfPage(page: Page): Promise<string> {
  return page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, textarea')].map((one) => (one as HTMLInputElement).value)
    return [
      document.documentElement.outerHTML,
      ...fields,
      JSON.stringify(localStorage),
      JSON.stringify(sessionStorage),
    ].join()
  })
}

async function askSimulator(): Promise<Page> {
  const page = await openSettings()
  await server(page).fill(`${simulator.baseUrl}/v1/`)
  await server(page).press('Enter')
  await expect(server(page)).toHaveValue(simulator.baseUrl)
  return page
}

/** The files of the app's data folder that hold a text. */
async function filesWith(folder: string, text: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const read = async (file: string): Promise<boolean> => (await readFile(file)).includes(text)
  const found = await Promise.all(files.map(async (file) => ((await read(file).catch(() => false)) ? [file] : [])))
  return found.flat()
}

/** Settings with the simulator as the server and its key entered, whatever the tests before have left. */
async function settingsWithKey(): Promise<Page> {
  const page = await askSimulator()
  const named = settings(page).getByText(`Ends in ${simulator.key.slice(-4)}`)
  await expect(named.or(enter(page))).toBeVisible()
  if (!(await named.isVisible())) await enterKey(running, simulator.key, () => enter(page).click())
  await expect(named).toBeVisible()
  return page
}

test('without a key and a paid shot the title bar says that all is free', async () => {
  const { page } = running
  await expect(chip(page)).toHaveText('Rehearsal · free')
  await expect(page.getByRole('button', { name: /^Budget/ })).toHaveCount(0)
  await chip(page).click()
  await expect(page.getByRole('dialog', { name: 'Rehearsal, free' })).toContainText('needs a key')
})

test('settings open by their key, from anywhere', async () => {
  const { page } = running
  await page.keyboard.press('Control+,')
  await expect(settings(page)).toBeVisible()
})

test('a text that is no key is refused in words, and the window stays', async () => {
  const page = await openSettings()
  const window = await openKeyWindow(running, () => enter(page).click())
  await expect(window).toHaveTitle('Key for Runway')
  await expect(window.getByText('sent to api.dev.runwayml.com and to nobody else')).toBeVisible()
  const save = window.getByRole('button', { name: 'Save key' })
  const agree = window.getByRole('checkbox', { name: 'Keep it until I quit' })

  await keyField(window).fill('key_0123')
  if (await agree.isVisible()) {
    await expect(window.getByText('No keychain answers')).toBeVisible()
    await expect(save).toBeDisabled()
    await agree.check()
  }
  await expect(keyField(window)).toHaveAttribute('type', 'password')
  await window.getByRole('button', { name: 'Show the key' }).click()
  await expect(keyField(window)).toHaveAttribute('type', 'text')
  await keyField(window).press('Enter')
  await expect(window.getByRole('alert')).toHaveText(/too short|128 characters/)
  await expect(keyField(window)).toHaveAttribute('aria-invalid', 'true')

  await keyField(window).fill(`key_${'g'.repeat(128)}`)
  await expect(window.getByRole('alert')).toHaveCount(0)
  await save.click()
  await expect(window.getByRole('alert')).toHaveText(/digits and the letters a to f/)
  // The window goes with the key that is pressed, before it is let go.
  await window.keyboard.down('Escape')
  await expectKeyWindowGone(running)
  await expect(settings(page).getByText('No key yet')).toBeVisible()
})

test('the key window runs in a process and a session of its own and reaches only its own channels', async () => {
  const page = await openSettings()
  const window = await openKeyWindow(running, () => enter(page).click())
  const found = await running.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => ({
      process: contents.getOSProcessId(),
      persistent: contents.session.isPersistent(),
      key: contents.getURL().endsWith('/key.html'),
    })),
  )
  const [key] = found.filter((one) => one.key)
  const [film] = found.filter((one) => !one.key)
  expect(key).toMatchObject({ persistent: false })
  expect(key?.process).not.toBe(film?.process)
  const bridge = await window.evaluate(() => [
    Object.keys(window).filter((name) => name.startsWith('seamline')),
    Object.keys((window as unknown as { seamlineKey: object }).seamlineKey).toSorted(),
  ])
  expect(bridge).toEqual([['seamlineKey'], ['close', 'prompt', 'submit']])
  await leaveKeyWindow(window)
  await expectKeyWindowGone(running)
})

test('an address that may not be used is refused in words', async () => {
  const page = await openSettings()
  for (const address of ['http://example.com', 'ftp://example.com', 'runway', 'https://a:b@example.com']) {
    await server(page).fill(address)
    await server(page).press('Enter')
    await expect(settings(page).getByRole('alert')).toHaveText(/begins with https:\/\//)
    await expect(server(page)).toHaveValue(address)
  }
  await server(page).press('Escape')
  await expect(server(page)).toHaveValue('')
  await expect(settings(page)).toContainText('https://api.dev.runwayml.com')
})

test('a key goes from its window to the server, and never into the film’s window', async () => {
  const page = await askSimulator()
  await expect(settings(page)).toContainText('Simulator or other server')
  const window = await openKeyWindow(running, () => enter(page).click())
  await expect(window.getByText(simulator.baseUrl)).toBeVisible()
  await keyField(window).evaluate((field: HTMLInputElement, key) => {
    const pasted = new DataTransfer()
    pasted.setData('text/plain', key)
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: pasted, bubbles: true }))
    document.execCommand('insertText', false, key)
  }, ` "${simulator.key}"\n`)
  const agree = window.getByRole('checkbox', { name: 'Keep it until I quit' })
  if (await agree.isVisible()) await agree.check()
  await window.getByRole('button', { name: 'Save key' }).click()
  await expectKeyWindowGone(running)

  await expect(settings(page).getByText(`Ends in ${simulator.key.slice(-4)}`)).toBeVisible()
  await expect(settings(page).getByText('Key works')).toBeVisible()
  await expect(settings(page).getByText('1,284 credits · $12.84')).toBeVisible()
  const limits = settings(page).getByRole('table', { name: 'Limits of Runway' })
  await expect(limits.getByRole('row', { name: 'Gen-4.5 3 1,000 0' })).toBeVisible()
  await expect(limits.getByRole('row')).toHaveCount(runwayModels.length + 1)
  await page.keyboard.press('Escape')
  await expect(chip(page)).toHaveText(/Other server\s*1,284 credits/)
  await chip(page).click()
  await expect(page.getByRole('dialog', { name: 'Runway' })).toContainText('0 of 1,000')
  const text = await textOfPage(page)
  for (const form of [
    simulator.key,
    encodeURIComponent(simulator.key),
    btoa(simulator.key),
    simulator.key.slice(4, 40),
  ]) {
    expect(text).not.toContain(form)
  }
  expect(await filesWith(running.userData, simulator.key.slice(4, 40))).toEqual([])
})

test('what is wrong with an account is told in words: a refused key, no connection', async () => {
  const page = await settingsWithKey()
  const again = settings(page).getByRole('button', { name: 'Test' })
  await simulator.control.change({ enabled: false })
  await again.click()
  await expect(settings(page).getByRole('alert')).toHaveText(/refused the key/)
  await expect(page.getByRole('button', { name: /Other server.*check account/, includeHidden: true })).toBeVisible()
  await simulator.control.change({ enabled: true })
  await simulator.goAway()
  await again.click()
  await expect(settings(page).getByRole('alert')).toHaveText(/no connection/)
  await simulator.comeBack()
  await again.click()
  await expect(settings(page).getByRole('alert')).toHaveCount(0)
  await expect(settings(page).getByText('Key works')).toBeVisible()
})

test('another server has a key of its own: this one is never sent there', async () => {
  const page = await settingsWithKey()
  const other = await startSimulator({ ffmpeg: null })
  try {
    await server(page).fill(other.baseUrl)
    await server(page).press('Enter')
    await expect(settings(page).getByText('No key yet')).toBeVisible()
    await settings(page).getByRole('button', { name: 'Use Runway’s own' }).click()
    await expect(server(page)).toHaveValue('')
    await expect(settings(page).getByText('No key yet')).toBeVisible()
    expect(other.control.requests()).toEqual([])
  } finally {
    await other.close()
  }
  await page.keyboard.press('Escape')
  await askSimulator()
  await expect(settings(page).getByText(`Ends in ${simulator.key.slice(-4)}`)).toBeVisible()
})

test('a key is replaced, and removed only after a second yes', async () => {
  const page = await settingsWithKey()
  await enterKey(running, otherKey, () => settings(page).getByRole('button', { name: 'Replace…' }).click())
  await expect(settings(page).getByText('Ends in beef')).toBeVisible()
  await expect(settings(page).getByRole('alert')).toHaveText(/refused the key/)
  await settings(page).getByRole('button', { name: 'Remove' }).click()
  await settings(page).getByRole('button', { name: 'Keep it' }).click()
  await expect(settings(page).getByText('Ends in beef')).toBeVisible()
  await settings(page).getByRole('button', { name: 'Remove' }).click()
  await settings(page).getByRole('button', { name: 'Remove key' }).click()
  await expect(settings(page).getByText('No key yet')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(chip(page)).toHaveText('Rehearsal · free')
})

test('prices: the list, an own price over it, words for what is no price, and the way back', async () => {
  const page = await openSettings('Prices')
  await expect(settings(page)).toContainText('Listed as of 2026-11-21: docs.dev.runwayml.com, Pricing')
  const price = page.getByLabel('credits per second of Gen-4.5')
  await expect(price).toHaveValue('12')
  for (const [text, words] of [
    ['0', /as free/],
    ['much', /no amount/],
    ['-3', /less than nothing/],
    ['$1', /credits per second/],
  ] as const) {
    await price.fill(text)
    await price.press('Enter')
    await expect(settings(page).getByRole('alert')).toHaveText(words)
  }
  await price.fill('13,5')
  await price.press('Tab')
  await expect(price).toHaveValue('13.5')
  const row = settings(page).getByRole('row', { name: /^Gen-4.5/ })
  await expect(row).toContainText('$0.1350')
  await row.getByRole('button', { name: 'Back to the listed price of Gen-4.5' }).click()
  await expect(price).toHaveValue('12')
})

test('new films begin with the budget that was chosen, and their folder is remembered', async () => {
  const page = await openSettings('New films')
  const budget = page.getByLabel('Budget of new films')
  await budget.fill('a lot')
  await budget.press('Enter')
  await expect(settings(page).getByRole('alert')).toHaveText(/no amount/)
  await budget.fill('7,50')
  await budget.press('Enter')
  await expect(budget).toHaveValue('$7.50')
  await answerDialogs(running.app, { open: [join(running.userData, 'elsewhere')] })
  await settings(page).getByRole('button', { name: 'Choose…' }).click()
  await expect.poll(() => readFile(join(running.userData, 'preferences.json'), 'utf8')).toContain('elsewhere')
  await page.keyboard.press('Escape')
  await page.evaluate(() => window.seamline.requests['project:new'](undefined))
  await expect(page.getByRole('button', { name: /^Budget/ })).toContainText('$0.00 of $7.50')
})

test('the theme is chosen in Settings too', async () => {
  const page = await openSettings('Appearance')
  await settings(page).getByRole('button', { name: 'Light' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await settings(page).getByRole('button', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('the budget of a film: what is held against it, set, passed, cleared and undone', async () => {
  const { app, page, films } = running
  const folder = join(films, 'paid.seamline')
  await writeLongFilm(folder, 2)
  const file = join(folder, 'project.json')
  const paid = (await readFile(file, 'utf8'))
    .replaceAll('"provider": "rehearsal"', '"provider": "runway"')
    .replaceAll('"model": "rehearsal"', '"model": "gen4_turbo"')
  await writeFile(file, paid)
  await answerDialogs(app, { open: [folder] })
  await page.evaluate(() => window.seamline.requests['project:openDialog'](undefined))
  await expect(chip(page)).toContainText(/no key|credits/)
  await settingsWithKey()
  await page.keyboard.press('Escape')

  const budget = page.getByRole('banner').getByRole('button', { name: /^(Spent|Budget)/ })
  await expect(budget).toContainText('Spent$0.00')
  await page.evaluate(async () => {
    const { requests } = window.seamline
    const shotIds = ['s1']
    const quote = (await requests['generation:quote']({ shotIds })) as { readonly value: { readonly hash: string } }
    await requests['generation:approve']({ shotIds, quoteHash: quote.value.hash })
  })
  // Two seconds at 5 credits.
  await expect(budget).toContainText('Spent$0.10')
  await budget.click()
  const amount = page.getByLabel('The most this film may cost')
  await amount.fill('1')
  await amount.press('Enter')
  await expect(budget).toContainText('$0.10 of $1.00')
  await expect(page.getByRole('meter', { name: 'Budget used' })).toHaveAttribute('aria-valuetext', '$0.10 of $1.00')
  await amount.fill('0.11')
  await amount.press('Enter')
  await expect(budget).toContainText('nearly used up')
  await amount.fill('0.05')
  await amount.press('Enter')
  await expect(budget).toContainText('over budget')
  await page.getByRole('button', { name: 'No budget' }).click()
  await expect(budget).toContainText('Spent$0.10')
  await page.keyboard.press('Escape')
  // A field that is still there would take the keys for its own text.
  await expect(amount).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(budget).toContainText('over budget')
})
