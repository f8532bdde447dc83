import { expect, test, type Locator, type Page } from '@playwright/test'
import { join } from 'node:path'
import { shotIdSchema } from '../src/shared/ids'
import type { FrameSource } from '../src/shared/project/document'
import { launchApp, type LaunchedApp } from './launch'
import { writeLongFilm } from './support/film-folder'
import { menuLabel, openByDialog, readDocument, shotsOf } from './support/film-reading'

const names = ['Harbour', 'Lighthouse', 'Gulls', 'Moonrise']

let launched: LaunchedApp
let page: Page

/** Shot 2 goes on from shot 1, 3 from 2; shot 4 stands alone. */
function chained(index: number): FrameSource | undefined {
  if (index !== 1 && index !== 2) return undefined
  return { kind: 'shotFrame', shotId: shotIdSchema.parse(`s${index}`), take: 'pick', frame: 'lastVisible' }
}

test.beforeEach(async () => {
  launched = await launchApp()
  page = launched.page
  const folder = join(launched.films, 'Chain.seamline')
  await writeLongFilm(folder, 4, (index) => {
    const start = chained(index)
    return { name: names[index] ?? '', seconds: 2, ...(start && { start }) }
  })
  await expect(shotsOf(page)).toHaveCount(6)
  await openByDialog(launched.app, page, folder)
  await expect(shotsOf(page)).toHaveCount(4)
})
test.afterEach(async () => launched.close())

function shot(number: number): Locator {
  return shotsOf(page).nth(number - 1)
}

async function expectShot(number: number, state: RegExp): Promise<void> {
  await expect(shot(number)).toHaveAccessibleName(state, { timeout: 60_000 })
}

const inspectorButton = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true })

/** Generates the chain, then another take of its first shot. */
async function makeSecondStale(): Promise<void> {
  await shot(1).click()
  await shot(3).click({ modifiers: ['Shift'] })
  await page
    .getByRole('banner')
    .getByRole('button', { name: /^Generate 3 shots/ })
    .click()
  for (const number of [1, 2, 3]) await expectShot(number, /, ready/)
  await shot(1).click()
  await inspectorButton(/^Another take/).click()
  await expectShot(2, /, stale, refresh free/)
}

test('another take makes what hangs on it stale, in words, and refreshing makes it ready again', async () => {
  await makeSecondStale()
  await expectShot(3, /, ready/)
  await shot(2).click()
  await expect(page.getByText('Stale. Shot 1, which it starts from, has another take now.')).toBeVisible()
  await expect(inspectorButton('Refresh 2 shots · free')).toHaveAccessibleDescription(/One other shot hangs on it/)
  await expect.poll(() => menuLabel(launched.app, 'shot.refreshStale')).toBe('Refresh Stale Shot and 1 After · free')
  await inspectorButton('Refresh 2 shots · free').click()
  for (const number of [2, 3]) await expectShot(number, /, ready/)
  await shot(2).click()
  await expect(page.getByRole('list', { name: /^Takes/ }).getByRole('listitem')).toHaveCount(2)
})

test('a stale take can be kept as it is, in one step that is taken back', async () => {
  await makeSecondStale()
  await shot(2).click()
  await inspectorButton('Keep as it is').click()
  await expectShot(2, /, ready/)
  await expect.poll(() => menuLabel(launched.app, 'edit.undo')).toBe('Undo Keep Stale Take')
  await page.keyboard.press('Control+z')
  await expectShot(2, /, stale/)
})

test('a shot starts from any frame of another, and a loop is refused with its name', async () => {
  await shot(1).click()
  await inspectorButton('Continue from another shot').click()
  const list = page.getByRole('list', { name: 'Shots to take a frame of' })
  const gulls = list.getByRole('button', { name: /Gulls/ })
  await expect(gulls).toBeDisabled()
  await expect(gulls).toContainText('Would go round: Harbour → Gulls → Lighthouse → Harbour')
  await list.getByRole('button', { name: /Moonrise/ }).click()
  await list.getByRole('button', { name: 'First frame' }).click()
  await expect(inspectorButton('Continues from shot 4, first frame')).toBeVisible()
  const { shots } = await readDocument(page)
  expect(shots.find(({ id }) => id === 's1')?.start).toEqual({
    kind: 'shotFrame',
    shotId: 's4',
    take: 'pick',
    frame: 'firstVisible',
  })
  await page.keyboard.press('Control+z')
  await expect(inspectorButton('Continue from another shot')).toBeVisible()
})

test('the links show as a picture that the keyboard walks', async () => {
  await page.keyboard.press('g')
  const view = page.getByRole('region', { name: 'Links', exact: true })
  const card = (name: string): Locator => view.getByRole('button', { name: new RegExp(`, ${name}, `) })
  await expect(view.getByText('2 links')).toBeVisible()
  await expect(card('Lighthouse')).toHaveAccessibleName(
    /^Shot 2, Lighthouse, draft, free, takes the last frame of shot 1; shot 3 takes a frame of it$/,
  )
  await card('Harbour').focus()
  await page.keyboard.press('ArrowRight')
  await expect(card('Lighthouse')).toBeFocused()
  await expect(card('Lighthouse')).toHaveAttribute('aria-current', 'true')
  await expect(shot(2)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowRight')
  await expect(card('Gulls')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(card('Moonrise')).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Monitor' })).toBeVisible()
  await expect(view).toHaveCount(0)
  await expect(page.getByRole('tab', { name: 'Monitor' })).toBeFocused()
})

test('a film without links is told what they are', async () => {
  for (const number of [2, 3]) {
    await shot(number).click()
    await inspectorButton(/^Continues from shot/).click()
    await inspectorButton('Let go').click()
  }
  await page.getByRole('tab', { name: 'Links' }).click()
  await expect(page.getByRole('heading', { name: 'No shot takes a frame of another yet' })).toBeVisible()
  await inspectorButton('Continue the selected shot from the one before').click()
  await expect(page.getByText('1 link', { exact: true })).toBeVisible()
})
