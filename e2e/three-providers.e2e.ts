import { expect, test, type Page } from '@playwright/test'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testFfmpeg } from '../src/main/engine/ffmpeg/test-ffmpeg'
import { readJournalBytes } from '../src/main/engine/project/journal-text'
import { shotIdSchema } from '../src/shared/ids'
import { jobRecordSchema, type JobRecord } from '../src/shared/jobs/job-record'
import type { LedgerEntry } from '../src/shared/jobs/ledger'
import type { FrameSource, Shot } from '../src/shared/project/document'
import type { Result } from '../src/shared/result'
import { startSimulator, type Simulator } from '../src/simulator/start-simulator'
import { launchApp, type LaunchedApp } from './launch'
import { writeLongFilm } from './support/film-folder'
import { readDocument, readFilm, shotsOf } from './support/film-reading'
import { enterKey } from './support/key-window'

// Twelve paid shots, chains among them, a crash and a second start take their time on a small machine.
test.describe.configure({ timeout: 400_000 })

const runway = { provider: 'runway', model: 'gen4_turbo', seconds: 2, ratio: '16:9' } as const
const vapi = { provider: 'gptge', model: 'gen4_turbo', seconds: 5, ratio: '5:3' } as const
const useapi = { provider: 'useapi', model: 'gen3turbo', seconds: 5, ratio: '5:3' } as const
/** Micro-units of each provider's own unit: credits, dollars, plan credits. */
const prices = { runway: 10_000_000, gptge: 250_000, useapi: 25_000_000 } as const

const last = (shot: number): FrameSource => ({
  kind: 'shotFrame',
  shotId: shotIdSchema.parse(`s${shot}`),
  take: 'pick',
  frame: 'lastVisible',
})

/** Four shots of each; 3 goes on from 2, 6 from 5, 10 from 9, and from one provider to the next 5 from 4 and 9 from 8. */
function asked(index: number): Partial<Shot> {
  const number = index + 1
  const own = number <= 4 ? runway : number <= 8 ? vapi : useapi
  const chained = [3, 5, 6, 9, 10].includes(number) ? { start: last(number - 1) } : {}
  return { ...own, ...chained, prompt: `Shot ${number}: a slow push in over the water.` }
}

let root: string
let simulator: Simulator
let started: LaunchedApp[] = []
test.beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'seamline-e2e-'))
  simulator = await startSimulator({ ffmpeg: await testFfmpeg(), pendingMs: 300, runMs: 1200, temporary: root })
})
test.afterEach(async () => {
  for (const one of started) await one.kill()
  started = []
  await simulator.close()
  await rm(root, { recursive: true, force: true })
})

const folder = () => join(root, 'Three providers.seamline')
const bill = (page: Page) => page.getByRole('dialog', { name: /^Generate \d+ shots?\?$/ })
const settings = (page: Page) => page.getByRole('dialog', { name: 'Settings' })

/** Addresses and the gateway's price as they were entered before; keys have to be entered at every start. */
async function writePreferences(): Promise<void> {
  const data = join(root, 'data')
  await mkdir(data, { recursive: true })
  const baseUrls = {
    runway: simulator.baseUrl,
    gptge: `${simulator.baseUrl}/gptge/runwayml`,
    useapi: `${simulator.baseUrl}/v1/runwayml`,
  }
  const stored = { greeted: true, baseUrls, prices: { 'gptge/gen4_turbo': 50_000 } }
  await writeFile(join(data, 'preferences.json'), JSON.stringify(stored))
}

async function launch(): Promise<LaunchedApp> {
  const running = await launchApp({ userData: join(root, 'data'), films: join(root, 'films'), args: [folder()] })
  started.push(running)
  await expect(shotsOf(running.page)).toHaveCount(12)
  const { page } = running
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('tab', { name: 'Accounts' }).click()
  const keys = { Runway: simulator.key, 'V-API': simulator.gatewayKey, 'useapi.net': simulator.key }
  for (const [label, key] of Object.entries(keys)) {
    const account = settings(page).getByRole('region', { name: label, exact: true })
    await enterKey(running, key, () => account.getByRole('button', { name: 'Enter key…' }).click())
    await expect(account.getByText(`Ends in ${key.slice(-4)}`)).toBeVisible()
  }
  await page.keyboard.press('Escape')
  await expect(settings(page)).toHaveCount(0)
  return running
}

async function generate(page: Page, count: number): Promise<void> {
  await page.getByRole('listbox', { name: 'Shots' }).press('Escape')
  await page
    .getByRole('banner')
    .getByRole('button', { name: new RegExp(`Generate ${count} shot`) })
    .click()
  await bill(page)
    .getByRole('button', { name: /^Generate/ })
    .click()
  await expect(bill(page)).toHaveCount(0)
}

const jobs = async (page: Page) => (await readFilm(page)).queue.jobs
const ended = (state: string): boolean => /^(committed|failed|rejected|unknown|cancelled)$/.test(state)

async function expectAllEnded(page: Page): Promise<void> {
  await expect
    .poll(async () => (await jobs(page)).filter(({ state }) => !ended(state)).map(({ state }) => state), {
      timeout: 180_000,
    })
    .toEqual([])
}

/** Names the task of a request whose answer was lost, as the provider's own list would tell it. */
async function settleLost(page: Page): Promise<void> {
  const all = await jobs(page)
  const lost = all.find(({ state }) => state === 'unknown')
  const known = new Set(all.flatMap((job) => job.taskId ?? []))
  const task = simulator.control.state().tasks.find(({ id }) => !known.has(id))
  if (!lost || !task) throw new Error('nothing was lost')
  const settlement = { how: 'task', taskId: task.id } as const
  const answer = await page.evaluate((input) => window.seamline.requests['generation:settle'](input), {
    attemptId: lost.attemptId,
    settlement,
  })
  expect(answer).toMatchObject({ ok: true })
}

async function journal(page: Page): Promise<readonly JobRecord[]> {
  const { projectId } = (await readDocument(page)).settings
  const bytes = await readFile(join(root, 'data', 'jobs', `${projectId}.ndjson`))
  return readJournalBytes(bytes, jobRecordSchema).records
}

async function ledger(page: Page): Promise<readonly LedgerEntry[]> {
  const answer = await page.evaluate(() => window.seamline.requests['ledger:read'](undefined))
  const read = answer as Result<{ readonly entries: readonly LedgerEntry[] }, unknown>
  if (!read.ok) throw new Error(JSON.stringify(read))
  return read.value.entries
}

test('twelve shots over three providers, chained, with a lost answer, a failure and a crash, are each paid for once', async () => {
  const { control } = simulator
  await writePreferences()
  await writeLongFilm(folder(), 12, asked)
  const first = await launch()
  // The first answer is lost: at Runway, whose shots stand first.
  control.fault({ call: 'create', action: { kind: 'drop', when: 'afterEffect' } })
  control.next({ kind: 'succeed' }, { kind: 'fail', failureCode: 'INTERNAL', cost: 0 })
  await generate(first.page, 12)
  await expect
    .poll(async () => (await jobs(first.page)).filter(({ state }) => state === 'committed').length, { timeout: 90_000 })
    .toBeGreaterThan(1)
  await first.kill()

  const { page } = await launch()
  await expect
    .poll(async () => (await jobs(page)).some(({ state }) => state === 'unknown'), { timeout: 60_000 })
    .toBe(true)
  await settleLost(page)
  await expectAllEnded(page)
  // What failed is generated again, and with it what had waited for its frame.
  for (let round = 0; round < 4; round++) {
    const made = new Set((await readFilm(page)).takes.map(({ shotId }) => shotId))
    if (made.size === 12) break
    await generate(page, 12 - made.size)
    await expectAllEnded(page)
  }
  for (let index = 0; index < 12; index++) await expect(shotsOf(page).nth(index)).toHaveAccessibleName(/ready/)

  const records = await journal(page)
  const sent = records.filter(({ kind }) => kind === 'sending').length
  const { tasks, tasksCreated, creates, keysSentElsewhere } = control.state()
  expect([tasksCreated, creates.length, keysSentElsewhere]).toEqual([sent, sent, 0])
  const approved = records.flatMap((record) => (record.kind === 'approval' ? record.items : []))
  expect(tasksCreated).toBeLessThanOrEqual(approved.length)

  const entries = await ledger(page)
  expect(entries.every(({ reserved, unknown }) => reserved === 0 && unknown === 0)).toBe(true)
  const good = tasks.filter(({ status }) => status === 'SUCCEEDED')
  expect(good).toHaveLength(12)
  for (const [provider, price] of Object.entries(prices)) {
    const own = entries.filter((entry) => entry.provider === provider && entry.charged > 0)
    expect(own.map(({ charged }) => charged)).toEqual([price, price, price, price])
  }
})
