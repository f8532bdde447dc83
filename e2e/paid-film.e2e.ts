import { expect, test, type Page } from '@playwright/test'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readJournalBytes } from '../src/main/engine/project/journal-text'
import { testFfmpeg } from '../src/main/engine/ffmpeg/test-ffmpeg'
import { jobRecordSchema, type JobRecord } from '../src/shared/jobs/job-record'
import type { LedgerEntry } from '../src/shared/jobs/ledger'
import type { Result } from '../src/shared/result'
import { startSimulator, type Simulator } from '../src/simulator/start-simulator'
import { launchApp, type LaunchedApp } from './launch'
import { samplePictures, writeLongFilm } from './support/film-folder'
import { openByDialog, readDocument, readFilm, shotsOf } from './support/film-reading'
import { giveKey } from './support/give-key'

// Six paid shots, a crash and a second start take their time on a small machine.
test.describe.configure({ timeout: 300_000 })

const gen45 = { provider: 'runway', model: 'gen4.5', seconds: 2, prompt: 'A harbour at dawn, slow push in.' } as const
const turbo = { provider: 'runway', model: 'gen4_turbo', seconds: 3, prompt: 'Gulls over the cliffs.' } as const
const veo = { provider: 'runway', model: 'veo3.1_fast', seconds: 4, audio: true, prompt: 'The tide comes in.' } as const
/** The large frame of a picture of nothing but noise is more than a request takes: it is uploaded. */
const large = { ...veo, options: { resolution: '1080p' } } as const
const asked = [gen45, turbo, large, gen45, turbo, veo]

let root: string
let simulator: Simulator
/** Those that a failed test leaves open are ended for it. */
let started: LaunchedApp[] = []
test.beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'seamline-e2e-'))
  simulator = await startSimulator({ ffmpeg: await testFfmpeg(), pendingMs: 500, runMs: 2500, temporary: root })
})
test.afterEach(async () => {
  for (const one of started) await one.kill()
  started = []
  await simulator.close()
  await rm(root, { recursive: true, force: true })
})

const places = () => ({ userData: join(root, 'data'), films: join(root, 'films') })
const folder = () => join(root, 'Paid film.seamline')
const bill = (page: Page) => page.getByRole('dialog', { name: /^Generate \d+ shots?\?$/ })
const queue = (page: Page) => page.getByRole('dialog', { name: 'Queue' })

async function launch(): Promise<LaunchedApp> {
  const running = await launchApp(places())
  started.push(running)
  return running
}

async function drawNoise(): Promise<string> {
  const path = join(root, 'noise.jpg')
  const source = "nullsrc=size=1920x1080,geq=lum='random(1)*255':cb='random(2)*255':cr='random(3)*255'"
  const args = ['-f', 'lavfi', '-i', source, '-frames:v', '1', '-q:v', '2', path]
  await (await testFfmpeg()).run({ args, signal: new AbortController().signal, timeLimit: 60_000 })
  return path
}

async function startWithFilm(): Promise<LaunchedApp> {
  const [first = '', second = '', ...others] = samplePictures
  const pictures = [first, second, await drawNoise(), ...others.slice(1)]
  await writeLongFilm(folder(), asked.length, (index) => asked[index] ?? {}, pictures)
  const running = await launch()
  await expect(shotsOf(running.page)).toHaveCount(6)
  await openByDialog(running.app, running.page, folder())
  await expect(running.page.getByRole('textbox', { name: 'Title of the film' })).toHaveValue('Long film')
  await giveKey(running, simulator)
  return running
}

async function generateSelected(page: Page, count: number): Promise<void> {
  await page
    .getByRole('banner')
    .getByRole('button', { name: new RegExp(`Generate ${count} shot`) })
    .click()
  await bill(page)
    .getByRole('button', { name: /^Generate/ })
    .click()
  await expect(bill(page)).toHaveCount(0)
}

async function stateOf(page: Page): Promise<readonly string[]> {
  return (await readFilm(page)).queue.jobs.map((job) => job.state).toSorted()
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

async function openQueue(page: Page): Promise<void> {
  if (!(await queue(page).isVisible())) await page.getByRole('contentinfo').getByRole('button').first().click()
  await expect(queue(page)).toBeVisible()
}

/** Names the task of the one request whose answer was lost, as the provider's own list would tell it. */
async function settleLost(page: Page): Promise<void> {
  const known = new Set((await readFilm(page)).queue.jobs.flatMap((job) => job.taskId ?? []))
  const lost = simulator.control.state().tasks.find((task) => !known.has(task.id))
  expect(lost).toBeDefined()
  await openQueue(page)
  const decide = queue(page).getByRole('button', { name: 'Decide…' })
  if (await decide.isVisible()) await decide.click()
  await queue(page).getByRole('button', { name: 'Enter task id…' }).click()
  await queue(page).getByRole('textbox', { name: 'Task id' }).fill(lost!.id)
  await queue(page).getByRole('button', { name: 'Collect clip' }).click()
  await expect(queue(page).getByText('Ways to settle')).toHaveCount(0)
}

async function filesBelow(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/** The key in every spelling in which it could have been written down. */
function spellings(key: string): readonly Buffer[] {
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.from('x'.repeat(shift) + key)
      .toString('base64')
      .slice(4, -4),
  )
  return [key, encodeURIComponent(key), ...base64, key.slice(4)].map((text) => Buffer.from(text))
}

async function expectKeyNowhere(key: string): Promise<void> {
  const forms = spellings(key)
  const files = (await Promise.all([filesBelow(join(root, 'data')), filesBelow(folder())])).flat()
  expect(files.length).toBeGreaterThan(10)
  for (const file of files) {
    const bytes = await readFile(file)
    expect(
      forms.some((form) => bytes.includes(form)),
      file,
    ).toBe(false)
  }
}

test('six shots with a lost answer, a failure, a cancel, an upload and a crash are each paid for once', async () => {
  const { control } = simulator
  const first = await startWithFilm()
  const { page } = first
  control.fault({ call: 'create', skip: 2, action: { kind: 'drop', when: 'afterEffect' } })
  control.next({ kind: 'succeed' }, { kind: 'fail', failureCode: 'INTERNAL', cost: 0 })
  await page.keyboard.press('Control+a')
  await generateSelected(page, 6)
  // One waits at the server: the tier has fewer places now than when it was asked.
  await control.change({ tier: { concurrent: 1 } })
  await expect.poll(() => stateOf(page), { timeout: 60_000 }).toContain('unknown')
  await expect.poll(() => control.state().tasks.map((task) => task.status)).toContain('THROTTLED')
  await openQueue(page)
  await expect(queue(page).getByText('May have been charged').first()).toBeVisible()
  await first.kill()

  await control.change({ tier: { concurrent: 3 } })
  const again = await launch()
  await expect(again.page.getByRole('textbox', { name: 'Title of the film' })).toHaveValue('Long film')
  await giveKey(again, simulator)
  await settleLost(again.page)
  const ended = (states: readonly string[]): boolean => states.every((state) => /committed|failed|rejected/.test(state))
  await expect.poll(async () => ended(await stateOf(again.page)), { timeout: 120_000 }).toBe(true)

  const missing = async (): Promise<number> => {
    const { takes } = await readFilm(again.page)
    return 6 - new Set(takes.map((take) => take.shotId)).size
  }
  expect(await missing()).toBe(1)
  await again.page.keyboard.press('Escape')
  await again.page.getByRole('listbox', { name: 'Shots' }).press('Escape')
  await generateSelected(again.page, 1)
  await expect.poll(missing, { timeout: 60_000 }).toBe(0)
  await expect.poll(async () => ended(await stateOf(again.page)), { timeout: 60_000 }).toBe(true)
  for (const index of asked.keys()) await expect(shotsOf(again.page).nth(index)).toHaveAccessibleName(/ready/)

  const records = await journal(again.page)
  const state = control.state()
  const approved = records.flatMap((record) => (record.kind === 'approval' ? record.items : []))
  const sent = records.filter((record) => record.kind === 'sending')
  expect(state.tasksCreated).toBeLessThanOrEqual(approved.length)
  expect([state.tasksCreated, state.creates.length, sent.length, approved.length]).toEqual([7, 7, 7, 7])
  expect(state.uploadsStored).toBe(1)
  const entries = await ledger(again.page)
  expect(entries.reduce((sum, entry) => sum + entry.charged, 0)).toBe(state.charged * 1_000_000)
  expect(entries.every((entry) => entry.reserved === 0 && entry.unknown === 0)).toBe(true)
  const { takes } = await readFilm(again.page)
  expect(takes).toHaveLength(6)
  for (const take of takes) {
    expect((await readFile(join(folder(), 'takes', `${take.id}.mp4`))).byteLength).toBe(take.bytes)
  }
  await again.close()
  expect(state.keysSentElsewhere).toBe(0)
  await expectKeyNowhere(simulator.key)
})

test('a shot that runs is cancelled, and the bill is refused over the budget', async () => {
  const { control } = simulator
  control.next({ kind: 'hang' })
  const running = await startWithFilm()
  const { page } = running
  await shotsOf(page).first().click()
  await generateSelected(page, 1)
  await expect(shotsOf(page).first()).toHaveAccessibleName(/generating/, { timeout: 30_000 })
  await openQueue(page)
  await queue(page)
    .getByRole('button', { name: /^Cancel · may cost up to 24 credits/ })
    .click()
  await expect.poll(() => stateOf(page), { timeout: 30_000 }).toEqual(['cancelled'])
  expect(control.state().tasks).toMatchObject([{ deleted: true }])
  await page.keyboard.press('Escape')

  // A cancel may have been charged: its price stays held.
  await page.getByRole('button', { name: /^Spent \$0\.24/ }).click()
  await page.getByRole('textbox', { name: 'The most this film may cost' }).fill('0.20')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await readDocument(page)).settings.budget).toBe(200_000)
  await page.keyboard.press('Escape')
  await shotsOf(page).nth(1).click()
  await page.keyboard.press('Control+a')
  await page
    .getByRole('banner')
    .getByRole('button', { name: /Generate 6 shots/ })
    .click()
  await expect(bill(page).getByRole('list', { name: 'In the way' })).toContainText('The budget of this film is $0.20')
  await expect(bill(page).getByRole('button', { name: /^Generate/ })).toBeDisabled()
  expect(control.state().creates).toHaveLength(1)
  await running.close()
})
