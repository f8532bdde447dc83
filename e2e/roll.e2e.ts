import { expect, test, type Page } from '@playwright/test'
import { join } from 'node:path'
import { launchApp, type LaunchedApp } from './launch'
import { writeNumberedFilm } from './support/film-folder'
import { menuLabel, openByDialog, readDocument, shotsOf } from './support/film-reading'

let launched: LaunchedApp
let page: Page

test.beforeEach(async () => {
  launched = await launchApp()
  page = launched.page
  const folder = join(launched.films, 'Numbered film.seamline')
  await writeNumberedFilm(folder, [{ frames: 96 }, { frames: 96 }, { frames: 96 }])
  await expect(shotsOf(page)).toHaveCount(6)
  await openByDialog(launched.app, page, folder)
  await expect(shotsOf(page)).toHaveCount(3)
})
test.afterEach(async () => launched.close())

async function places(): Promise<readonly number[]> {
  const boxes = await Promise.all([0, 1, 2].map((index) => shotsOf(page).nth(index).boundingBox()))
  return boxes.flatMap((box) => (box ? [Math.round(box.x), Math.round(box.x + box.width)] : []))
}

async function dragEdge(index: number, edge: 'in' | 'out', by: number, alt: boolean): Promise<void> {
  const box = await shotsOf(page).nth(index).locator(`[data-edge=${edge}]`).boundingBox()
  if (!box) throw new Error('no edge')
  const [x, y] = [box.x + box.width / 2, box.y + box.height - 6]
  await page.mouse.move(x, y)
  if (alt) await page.keyboard.down('Alt')
  await page.mouse.down()
  await page.mouse.move(x + by / 2, y, { steps: 4 })
  await page.mouse.move(x + by, y, { steps: 4 })
  if (alt) await page.keyboard.up('Alt')
}

test('a cut is rolled by pointer and keys, and the film stays as long as it is', async () => {
  await dragEdge(0, 'out', -80, false)
  await page.mouse.up()
  await expect.poll(async () => (await readDocument(page)).clips[0]?.out).not.toBeNull()
  const before = await places()

  await dragEdge(0, 'out', -60, true)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  expect(await places()).toEqual(before)

  await dragEdge(0, 'out', 40, true)
  await page.mouse.up()
  await expect.poll(() => menuLabel(launched.app, 'edit.undo')).toBe('Undo Roll Cut')
  const rolled = await places()
  expect(rolled[1]).toBeGreaterThan(before[1] ?? 0)
  expect(rolled.slice(3)).toEqual(before.slice(3))

  await shotsOf(page).first().click()
  const keyed = await places()
  for (let step = 0; step < 5; step++) await page.keyboard.press('Alt+Comma')
  await expect.poll(async () => (await places())[1]).toBeLessThan(keyed[1] ?? 0)
  expect((await places()).slice(3)).toEqual(keyed.slice(3))
  for (let step = 0; step < 5; step++) await page.keyboard.press('Alt+Period')
  await expect.poll(places).toEqual(keyed)
})

test('a dissolve is drawn longer, shorter and back to a cut by its edge', async () => {
  await shotsOf(page).first().click()
  await page.keyboard.press('Control+t')
  const edge = page.locator('[data-join-length]')
  await expect(edge).toHaveCount(1)
  const lengthNow = async (): Promise<number> => {
    const join = (await readDocument(page)).clips.find((clip) => clip.join.kind === 'dissolve')?.join
    return join?.kind === 'dissolve' ? join.length : 0
  }
  const first = await lengthNow()
  const drag = async (by: number): Promise<void> => {
    const box = await edge.boundingBox()
    if (!box) throw new Error('no edge')
    await page.mouse.move(box.x + box.width / 2, box.y + 4)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 2 + by, box.y + 4, { steps: 5 })
  }
  await drag(-40)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  expect(await lengthNow()).toBe(first)
  await drag(-40)
  await page.mouse.up()
  await expect.poll(lengthNow).toBeGreaterThan(first + 4)
  await drag(400)
  await page.mouse.up()
  await expect(edge).toHaveCount(0)
  await expect.poll(lengthNow).toBe(0)
})
