import { expect, test } from '@playwright/test'
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { launchApp, startAgain } from './launch'
import { writeLongFilm } from './support/film-folder'
import { noticesOf, openByDialog, readDocument, readFilm, retitle, shotsOf } from './support/film-reading'

// Apps are started, killed and kept busy here, which takes its time on a small machine.
test.describe.configure({ timeout: 300_000 })

/** How often the app is killed while editing; the full kit runs many more. */
const rounds = Number(process.env['SEAMLINE_KILL_ROUNDS'] ?? 3)

let root: string
let folder: string
let userData: string
let films: string
test.beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'seamline-e2e-'))
  userData = join(root, 'data')
  films = join(root, 'films')
  folder = join(films, 'Long film.seamline')
  await writeLongFilm(folder, 4)
})
test.afterEach(() => rm(root, { recursive: true, force: true }))

/** The app on this test's own data, with the film open. */
async function launchFilm(): Promise<Awaited<ReturnType<typeof launchApp>>> {
  const launched = await launchApp({ userData, films })
  await expect(shotsOf(launched.page).first()).toBeVisible()
  if ((await readFilm(launched.page)).folderName !== 'Long film.seamline') {
    await openByDialog(launched.app, launched.page, folder)
    await expect(shotsOf(launched.page)).toHaveCount(4)
  }
  return launched
}

test(`killed while editing ${rounds} times, the film opens with all but the last second of edits`, async () => {
  let title = 'Long film'
  for (let round = 1; round <= rounds; round++) {
    const { page, kill } = await launchFilm()
    expect((await readDocument(page)).settings.title).toBe(title)
    const made: { title: string; at: number }[] = []
    const until = Date.now() + 2000 + 500 * round
    for (let edit = 1; Date.now() < until; edit++) {
      await retitle(page, `Round ${round}, edit ${edit}`)
      made.push({ title: `Round ${round}, edit ${edit}`, at: Date.now() })
    }
    const killedAt = Date.now()
    await kill()

    const again = await launchApp({ userData, films })
    const question = again.page.getByRole('dialog', { name: 'This film has edits that were not saved' })
    await expect(question).toBeVisible()
    // The saved film is shown behind the question, as it was saved last.
    expect((await readDocument(again.page)).settings.title).toBe(title)
    await question.getByRole('button', { name: /^Recover/ }).click()
    await expect(question).toBeHidden()
    const found = (await readDocument(again.page)).settings.title
    const lost = made.slice(made.findIndex((edit) => edit.title === found) + 1)
    expect(made.map((edit) => edit.title)).toContain(found)
    expect(lost.filter((edit) => edit.at < killedAt - 1000)).toEqual([])
    await again.close()
    title = found
  }
})

test('keeping the saved film shows it, and what was not chosen is kept beside it', async () => {
  const { page, kill } = await launchFilm()
  await retitle(page, 'Not saved')
  await expect.poll(() => readFile(join(folder, 'recovery.ndjson'), 'utf8').catch(() => '')).toContain('Not saved')
  await kill()
  const again = await launchApp({ userData, films })
  const { page: window } = again
  await window.getByRole('button', { name: 'Keep the saved film' }).click()
  await expect.poll(async () => (await readFilm(window)).recovery).toBeNull()
  expect((await readDocument(window)).settings.title).toBe('Long film')
  await expect(window.getByRole('textbox', { name: 'Title of the film' })).toBeEnabled()
  const kept = await readdir(join(folder, 'backups'))
  expect(kept.filter((name) => name.includes('recovery'))).toHaveLength(1)
  await retitle(window, 'Goes on')
  await again.close()
  expect(await readFile(join(folder, 'project.json'), 'utf8')).toContain('Goes on')
})

test('killed while rehearsing, the takes arrive after the next start, one for each approval', async () => {
  const { page, kill } = await launchFilm()
  await page.keyboard.press('Control+a')
  await page
    .getByRole('banner')
    .getByRole('button', { name: /Generate 4 shots/ })
    .click()
  await expect(page.getByRole('option', { name: /generating/ }).first()).toBeVisible()
  await kill()

  const again = await launchApp({ userData, films })
  await expect(shotsOf(again.page)).toHaveCount(4)
  for (const index of [0, 1, 2, 3]) {
    await expect(shotsOf(again.page).nth(index)).toHaveAccessibleName(/ready/, { timeout: 90_000 })
  }
  const { takes, queue } = await readFilm(again.page)
  expect(takes.map((take) => take.shotId).toSorted()).toEqual(['s1', 's2', 's3', 's4'])
  expect(queue.jobs.filter((job) => job.state !== 'committed')).toEqual([])
  const files = await readdir(join(folder, 'takes'))
  expect(files.filter((name) => name.endsWith('.mp4'))).toHaveLength(4)
  await again.close()
})

test('a second start brings the first window to the front and ends', async () => {
  const { app, page, close } = await launchFilm()
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  const { command, args } = startAgain(userData)
  await promisify(execFile)(command, args, { timeout: 30_000 })
  const windows = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => ({ minimized: window.isMinimized() })),
  )
  expect(windows).toEqual([{ minimized: false }])
  await retitle(page, 'Still at work')
  await close()
})

test('a film that is open in one app is read-only in another, and writable once that one has gone', async () => {
  const first = await launchFilm()
  const other = await launchApp({ userData: join(root, 'other data'), films: join(root, 'other films') })
  await expect(shotsOf(other.page)).toHaveCount(6)
  await openByDialog(other.app, other.page, folder)
  await expect(shotsOf(other.page)).toHaveCount(4)
  await expect(
    other.page.getByText(/It is open in another Seamline \(process \d+\) since .*You can look at the film/),
  ).toBeVisible()
  await expect(other.page.getByRole('textbox', { name: 'Title of the film' })).toBeDisabled()
  const before = await readDocument(other.page)
  await shotsOf(other.page).first().click()
  await other.page.keyboard.press('Delete')
  await other.page.keyboard.press('Control+d')
  expect(await readDocument(other.page)).toEqual(before)
  await retitle(first.page, 'Written by the first')
  await first.close()

  await openByDialog(other.app, other.page, folder)
  await expect(other.page.getByRole('textbox', { name: 'Title of the film' })).toHaveValue('Written by the first')
  await retitle(other.page, 'Written by the second')
  await other.close()
})

test('a film that is opened once more by a link to its folder stays the one that is open', async () => {
  const { app, page, close } = await launchFilm()
  await retitle(page, 'Open already')
  await symlink(folder, join(root, 'A link.seamline'))
  await openByDialog(app, page, join(root, 'A link.seamline'))
  await retitle(page, 'Still writable')
  expect((await readFilm(page)).readOnly).toBeNull()
  expect((await readFilm(page)).folderName).toBe('Long film.seamline')
  await close()
})

test('a folder that was moved still opens, and the recent list tells which ones are gone', async () => {
  const { app, page, close } = await launchFilm()
  await retitle(page, 'Before the move')
  await page.keyboard.press('Control+n')
  await expect(page.getByRole('textbox', { name: 'Title of the film' })).toHaveValue('Untitled film')
  const moved = join(root, 'Elsewhere “2”', '🎬 Film.seamline')
  await mkdir(join(root, 'Elsewhere “2”'))
  await rename(folder, moved)
  await openByDialog(app, page, moved)
  await expect(page.getByRole('textbox', { name: 'Title of the film' })).toHaveValue('Before the move')
  await shotsOf(page).first().click()
  await expect(page.getByRole('button', { name: 'Change start frame' })).toBeVisible()
  await page.getByRole('button', { name: 'Films' }).click()
  const items = page.getByRole('menuitem')
  await expect(items.filter({ hasText: moved })).toBeEnabled()
  await expect(items.filter({ hasText: `Not found: ${folder}` })).toBeDisabled()
  await items.filter({ hasText: 'Untitled film' }).click()
  await expect(page.getByRole('textbox', { name: 'Title of the film' })).toHaveValue('Untitled film')
  await close()
})

test('a film that can’t be read is set aside and its backup opened, and the window says so', async () => {
  const first = await launchFilm()
  await retitle(first.page, 'In the backup')
  await first.close()
  await writeFile(join(folder, 'project.json'), '{"version": 1, "settings": {')
  const { page, close } = await launchApp({ userData, films })
  await expect(page.getByRole('textbox', { name: 'Title of the film' })).toHaveValue('In the backup')
  await expect(noticesOf(page)).toContainText(
    /project\.json can't be read .* The backup .* was opened instead\. The broken file is kept as/,
  )
  const aside = (await readdir(folder)).filter((name) => name.includes('.corrupt-'))
  expect(aside).toHaveLength(1)
  expect(await readFile(join(folder, aside[0] ?? ''), 'utf8')).toBe('{"version": 1, "settings": {')
  await close()
})

test('save as goes on in the copy and leaves the original as it was saved last', async () => {
  const { app, page, close } = await launchFilm()
  const original = await readFile(join(folder, 'project.json'), 'utf8')
  await retitle(page, 'Only in the copy')
  const copy = join(root, 'films', 'The “copy” 🎬.seamline')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, copy)
  await page.keyboard.press('Control+Shift+s')
  await expect.poll(async () => (await readFilm(page)).folderName).toBe('The “copy” 🎬.seamline')
  await expect(page.getByRole('textbox', { name: 'Title of the film' })).toHaveValue('The “copy” 🎬')
  expect((await readDocument(page)).settings.projectId).not.toBe('p-long-film')
  await retitle(page, 'Goes on in the copy')
  expect(await readFile(join(folder, 'project.json'), 'utf8')).toBe(original)
  await openByDialog(app, page, folder)
  const question = page.getByRole('dialog', { name: 'This film has edits that were not saved' })
  await question.getByRole('button', { name: /^Recover/ }).click()
  await expect(page.getByRole('textbox', { name: 'Title of the film' })).toHaveValue('Only in the copy')
  await close()
  expect(await readFile(join(copy, 'project.json'), 'utf8')).toContain('Goes on in the copy')
})
