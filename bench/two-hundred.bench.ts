import { expect, test, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answerDialogs, launchApp } from '../e2e/launch'
import { writeLongFilm } from '../e2e/support/film-folder'
import { median, quantile } from './support/median'
import { countRenders, recordGesture, type GestureCost } from './support/record-gesture'

const rounds = Number(process.env['SEAMLINE_BENCH_ROUNDS'] ?? 5)
/** Processor milliseconds of the longest task of a gesture. */
const mostMilliseconds = 50

const gestures = ['scroll', 'zoom', 'drag', 'trim', 'type'] as const
type GestureName = (typeof gestures)[number]
type Costs = Readonly<Record<GestureName, GestureCost[]>>

const shot = (page: Page, number: number) => page.getByRole('option', { name: new RegExp(`^Shot ${number} of`) })

async function middleOf(page: Page, number: number): Promise<{ x: number; y: number; right: number }> {
  const box = await shot(page, number).boundingBox()
  if (!box) throw new Error(`shot ${number} is not on the screen`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, right: box.x + box.width }
}

async function wheel(page: Page, steps: readonly number[]): Promise<void> {
  for (const step of steps) await page.mouse.wheel(step, 0)
}

const there = Array.from({ length: 10 }, () => 50)
const andBack = there.map((step) => -step)

/** What the hand does; each leaves the film so that the next round finds it as it was. */
const play: Readonly<Record<GestureName, (page: Page) => Promise<void>>> = {
  scroll: (page) => wheel(page, [...there, ...andBack]),
  zoom: async (page) => {
    await page.keyboard.down('Control')
    // In and out again: outwards the film ends first.
    for (const step of [...andBack, ...there]) await page.mouse.wheel(0, step / 2)
    await page.keyboard.up('Control')
  },
  drag: async (page) => {
    const [from, to] = [await middleOf(page, 1), await middleOf(page, 4)]
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(to.x + 20, to.y, { steps: 20 })
    await page.mouse.up()
  },
  trim: async (page) => {
    const { right, y } = await middleOf(page, 2)
    await page.mouse.move(right - 3, y)
    await page.mouse.down()
    await page.mouse.move(right - 40, y, { steps: 20 })
    await page.mouse.up()
  },
  type: async (page) => {
    await page.getByRole('textbox', { name: 'Prompt' }).pressSequentially(' and the gulls cross')
  },
}

/** The same scale whatever the film's length: a film that is fitted shows all of its clips, a long one smaller ones. */
async function showAtOneScale(page: Page): Promise<void> {
  const box = await page.getByRole('listbox', { name: 'Shots' }).boundingBox()
  if (!box) throw new Error('there is no timeline')
  await page.mouse.move(box.x + 4, box.y + box.height / 2)
  await page.keyboard.down('Control')
  // In as far as it goes, then out by a fixed number of steps.
  for (let step = 0; step < 20; step++) await page.mouse.wheel(0, -60)
  for (let step = 0; step < 9; step++) await page.mouse.wheel(0, 60)
  await page.keyboard.up('Control')
  await page.mouse.wheel(-5000, 0)
}

async function measureFilm(page: Page, pid: number): Promise<Costs> {
  const costs: Costs = { scroll: [], zoom: [], drag: [], trim: [], type: [] }
  for (let round = 0; round < rounds; round++) {
    for (const name of gestures) {
      await shot(page, 1).click()
      costs[name].push(await recordGesture(page, pid, () => play[name](page)))
      if (name === 'type') await page.keyboard.press('Escape')
      if (name === 'drag' || name === 'trim' || name === 'type') await page.keyboard.press('Control+z')
      await expect(shot(page, 1)).toHaveAccessibleName(/Shot number 1,/)
    }
  }
  return costs
}

/** Opens a film of so many shots in a fresh window and makes every gesture in it. */
async function measureShots(count: number): Promise<Costs> {
  const home = await mkdtemp(join(tmpdir(), 'seamline-bench-'))
  const film = join(home, 'Long film.seamline')
  await writeLongFilm(film, count)
  const { app, page, close } = await launchApp()
  try {
    await answerDialogs(app, { open: [film] })
    await countRenders(page)
    await page.evaluate(() => window.seamline.requests['project:openDialog'](undefined))
    await shot(page, 1).waitFor()
    await showAtOneScale(page)
    const pid = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    )
    return await measureFilm(page, pid ?? 0)
  } finally {
    await close()
    await rm(home, { recursive: true })
  }
}

test('200 shots are as smooth as 20', async () => {
  const few = await measureShots(20)
  const many = await measureShots(200)
  const longest = (costs: readonly GestureCost[]): number[] => costs.map(({ tasks }) => tasks[0] ?? 0)
  const rendersOf = (costs: readonly GestureCost[]): number => median(costs.map(({ renders }) => renders))
  const rows = gestures.map((name) => {
    const [least, most] = [few[name], many[name]]
    return {
      gesture: name,
      'longest task p99, 20 shots (ms)': Number(quantile(longest(least), 0.99).toFixed(1)),
      'longest task p99, 200 shots (ms)': Number(quantile(longest(most), 0.99).toFixed(1)),
      'renders, 20': rendersOf(least),
      'renders, 200': rendersOf(most),
    }
  })
  console.table(rows)
  for (const row of rows) {
    expect.soft(row['longest task p99, 200 shots (ms)'], row.gesture).toBeLessThan(mostMilliseconds)
    // A few renders more or less are a matter of which frame a step fell into.
    expect.soft(row['renders, 200'], row.gesture).toBeLessThanOrEqual(row['renders, 20'] * 1.25 + 10)
  }
})
