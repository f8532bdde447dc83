import { expect, test, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchApp, type LaunchedApp } from '../e2e/launch'
import { writeLongFilm } from '../e2e/support/film-folder'
import { median, quantile } from './support/median'
import { countRenders, recordGesture, type GestureCost } from './support/record-gesture'

const rounds = Number(process.env['SEAMLINE_BENCH_ROUNDS'] ?? 5)
/** Processor milliseconds of the longest task of a gesture. */
const mostMilliseconds = 50

const counts = [10, 100, 1000] as const
const restSeconds = 10

const gestures = ['scroll', 'zoom', 'drag', 'trim', 'type', 'undo'] as const
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
  // Of a shot that was duplicated, and redone and undone again: the same step each round.
  undo: (page) => page.keyboard.press('Control+z'),
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

async function measureGestures(page: Page, pid: number): Promise<Costs> {
  const costs: Costs = { scroll: [], zoom: [], drag: [], trim: [], type: [], undo: [] }
  for (let round = 0; round < rounds; round++) {
    for (const name of gestures) {
      await shot(page, 1).click()
      if (name === 'undo') await page.keyboard.press('Control+d')
      costs[name].push(await recordGesture(page, pid, () => play[name](page)))
      if (name === 'type') await page.keyboard.press('Escape')
      if (name === 'drag' || name === 'trim' || name === 'type') await page.keyboard.press('Control+z')
      await expect(shot(page, 1)).toHaveAccessibleName(/Shot number 1,/)
    }
  }
  return costs
}

/** Processor seconds and megabytes that all processes of an app have used and hold. */
async function used({ app }: LaunchedApp): Promise<{ readonly seconds: number; readonly megabytes: number }> {
  return app.evaluate(({ app: own }) => {
    const metrics = own.getAppMetrics()
    return {
      seconds: metrics.reduce((sum, { cpu }) => sum + (cpu.cumulativeCPUUsage ?? Number.NaN), 0),
      megabytes: metrics.reduce((sum, { memory }) => sum + memory.workingSetSize, 0) / 1024,
    }
  })
}

interface Measured {
  /** From the start of the process until the first shot can be chosen. */
  readonly usable: number
  readonly costs: Costs
  /** Share of one core while nothing is done. */
  readonly idle: number
  readonly megabytes: number
}

/** Starts the app on a film of so many shots and makes every gesture in it. */
async function measureShots(count: number): Promise<Measured> {
  const home = await mkdtemp(join(tmpdir(), 'seamline-bench-'))
  const film = join(home, 'Long film.seamline')
  await writeLongFilm(film, count)
  const began = performance.now()
  const launched = await launchApp({ args: [film] })
  const { app, page, close } = launched
  try {
    await shot(page, 1).waitFor()
    const usable = (performance.now() - began) / 1000
    // Thumbnails are made and the disk is written before rest begins.
    await page.waitForTimeout(5000)
    const before = await used(launched)
    await page.waitForTimeout(restSeconds * 1000)
    const after = await used(launched)
    await countRenders(page)
    await shot(page, 1).waitFor()
    await showAtOneScale(page)
    const pid = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    )
    const costs = await measureGestures(page, pid ?? 0)
    return { usable, costs, idle: (after.seconds - before.seconds) / restSeconds, megabytes: after.megabytes }
  } finally {
    await close()
    await rm(home, { recursive: true })
  }
}

const longest = (costs: readonly GestureCost[]): number =>
  quantile(
    costs.map(({ tasks }) => tasks[0] ?? 0),
    0.99,
  )
const rendersOf = (costs: readonly GestureCost[]): number => median(costs.map(({ renders }) => renders))

/** The growth curve: a line for each gesture, then what holds for the whole app. */
function table(all: readonly Measured[]): string {
  const line = (name: string, cells: readonly string[]): string => `| ${name} | ${cells.join(' | ')} |`
  const tasks = gestures.map((name) =>
    line(
      `${name}: longest task p99, CPU ms`,
      all.map(({ costs }) => longest(costs[name]).toFixed(1)),
    ),
  )
  const renders = gestures.map((name) =>
    line(
      `${name}: components rendered`,
      all.map(({ costs }) => String(rendersOf(costs[name]))),
    ),
  )
  return [
    line(
      '',
      counts.map((count) => `${count} shots`),
    ),
    line(
      '---',
      counts.map(() => '---:'),
    ),
    ...tasks,
    ...renders,
    line(
      'start to usable, s',
      all.map(({ usable }) => usable.toFixed(2)),
    ),
    line(
      'idle, % of one core',
      all.map(({ idle }) => (idle * 100).toFixed(2)),
    ),
    line(
      'memory of all processes, MB',
      all.map(({ megabytes }) => megabytes.toFixed(0)),
    ),
  ].join('\n')
}

test('a film of 1,000 shots is as smooth as one of 10', async () => {
  const all: Measured[] = []
  for (const count of counts) all.push(await measureShots(count))
  process.stdout.write(`\n${table(all)}\n\n`)
  const [few, middle, many] = all
  if (!few || !middle || !many) throw new Error('nothing was measured')
  for (const name of gestures) {
    expect.soft(longest(many.costs[name]), name).toBeLessThan(mostMilliseconds)
    // A film of ten shots has nothing to scroll to. A few more or less are a matter of which frame a step fell into.
    expect.soft(rendersOf(many.costs[name]), name).toBeLessThanOrEqual(rendersOf(middle.costs[name]) * 1.25 + 10)
  }
  expect.soft(many.usable - few.usable, 'start').toBeLessThan(2.5)
  expect.soft(many.megabytes / few.megabytes, 'memory').toBeLessThan(1.5)
  expect.soft(many.idle, 'idle').toBeLessThan(0.01)
})
