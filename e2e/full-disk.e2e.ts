import { expect, test, type Locator } from '@playwright/test'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onSmallDisk, whyNoDisk } from '../src/main/engine/project/testing/mounted-disk'
import { answerDialogs, launchApp, type LaunchedApp } from './launch'
import { writeLongFilm } from './support/film-folder'
import { noticesOf, openByDialog, readDocument, readFilm, retitle, shotsOf } from './support/film-reading'
import { fillDisk } from './support/full-disk'

// Apps are started, killed and kept busy here, which takes its time on a small machine.
test.describe.configure({ timeout: 300_000 })

const why = whyNoDisk()
const onFullDisk = why === null ? test : test.skip
const because = why === null ? '' : ` (not here: ${why})`
const diskKilobytes = 24 * 1024
const full = /the disk is full/i

let root: string
test.beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'seamline-e2e-'))
})
test.afterEach(() => rm(root, { recursive: true, force: true }))

/** A film on a small disk, open in an app whose own data lies elsewhere. */
async function onDisk(work: (launched: LaunchedApp, folder: string, disk: string) => Promise<void>): Promise<void> {
  await onSmallDisk(root, diskKilobytes, async (disk) => {
    const folder = join(disk, 'Small disk.seamline')
    await writeLongFilm(folder, 2)
    const launched = await launchApp({ userData: join(root, 'data'), films: join(root, 'films') })
    try {
      await expect(shotsOf(launched.page)).toHaveCount(6)
      await openByDialog(launched.app, launched.page, folder)
      await expect(shotsOf(launched.page)).toHaveCount(2)
      await work(launched, folder, disk)
    } finally {
      await launched.kill()
    }
  })
}

function title({ page }: LaunchedApp): Locator {
  return page.getByRole('textbox', { name: 'Title of the film' })
}

/** Edits until the journal's last block is used up and the window says that the disk is full. Gives the edits made. */
async function editUntilTold(launched: LaunchedApp): Promise<void> {
  const { page } = launched
  await expect(async () => {
    await title(launched).fill(`${Date.now()} `.padEnd(190, 'long title '))
    await page.keyboard.press('Enter')
    await expect(noticesOf(page)).toContainText(full, { timeout: 500 })
  }).toPass({ timeout: 60_000 })
}

onFullDisk(`editing on a full disk says so, loses nothing, and goes on when there is room${because}`, async () => {
  await onDisk(async (launched, folder, disk) => {
    const { page } = launched
    const saved = await readFile(join(folder, 'project.json'), 'utf8')
    const free = await fillDisk(disk)
    await editUntilTold(launched)
    const held = await readDocument(page)
    expect(held.settings.title).toContain('long title')
    await expect(title(launched)).toHaveValue(held.settings.title)

    await page.keyboard.press('Control+s')
    await expect(page.getByText('not saved', { exact: true })).toBeVisible()
    await expect(noticesOf(page)).toContainText(full)
    expect(await readFile(join(folder, 'project.json'), 'utf8')).toBe(saved)
    expect(await readDocument(page)).toEqual(held)

    await free()
    await expect(async () => {
      await retitle(page, 'There is room again')
    }).toPass({ timeout: 30_000 })
    await page.keyboard.press('Control+s')
    await expect(page.getByText('saved', { exact: true })).toBeVisible()
    expect(await readFile(join(folder, 'project.json'), 'utf8')).toContain('There is room again')
  })
})

/** Answers the app's own questions with a button and remembers what they said. */
async function answerQuestions({ app }: LaunchedApp, button: string): Promise<void> {
  await app.evaluate(({ dialog }, wanted) => {
    const asked = ((globalThis as { asked?: string[] }).asked ??= [])
    dialog.showMessageBox = (...args: unknown[]) => {
      const options = args.at(-1) as Electron.MessageBoxOptions
      asked.push(`${options.message} ${options.detail}`)
      return Promise.resolve({ response: options.buttons?.indexOf(wanted) ?? -1, checkboxChecked: false })
    }
  }, button)
}

function askedSoFar({ app }: LaunchedApp): Promise<string[]> {
  return app.evaluate(() => (globalThis as { asked?: string[] }).asked ?? [])
}

onFullDisk(`quitting on a full disk asks first: keep working, or quit anyway${because}`, async () => {
  await onDisk(async (launched, folder, disk) => {
    const { app, page } = launched
    const saved = await readFile(join(folder, 'project.json'), 'utf8')
    const free = await fillDisk(disk)
    await editUntilTold(launched)
    const held = await readDocument(page)

    await answerQuestions(launched, 'Keep working')
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    await expect.poll(() => askedSoFar(launched)).toEqual([expect.stringMatching(full)])
    expect(await readDocument(page)).toEqual(held)
    await expect(title(launched)).toHaveValue(held.settings.title)

    await page.keyboard.press('Control+n')
    await expect.poll(() => askedSoFar(launched)).toHaveLength(2)
    expect((await readFilm(page)).folderName).toBe('Small disk.seamline')

    await answerQuestions(launched, 'Quit anyway')
    const ended = new Promise((resolve) => app.process().once('exit', resolve))
    await app.evaluate(({ app: electron }) => electron.quit()).catch(() => undefined)
    await ended
    expect(await readFile(join(folder, 'project.json'), 'utf8')).toBe(saved)
    expect(await readdir(folder)).not.toContain('.lock')
    await free()
  })
})

onFullDisk(
  `a film on a full disk opens read-only and says why, and opens again when there is room${because}`,
  async () => {
    await onDisk(async ({ app, page }, folder, disk) => {
      await page.keyboard.press('Control+n')
      await expect(shotsOf(page)).toHaveCount(0)
      const free = await fillDisk(disk)
      await openByDialog(app, page, folder)
      await expect(page.getByText(/disk is full.*You can look at the film and play it, not change it\./)).toBeVisible()
      await expect(shotsOf(page)).toHaveCount(2)
      await free()
      await openByDialog(app, page, folder)
      await expect.poll(async () => (await readFilm(page)).readOnly).toBeNull()
      await retitle(page, 'Writable again')
    })
  },
)

onFullDisk(`an export to a full disk is refused in words and leaves nothing there${because}`, async () => {
  await onDisk(async ({ app, page }, _folder, disk) => {
    const free = await fillDisk(disk)
    const before = await readdir(disk)
    await answerDialogs(app, { save: join(disk, 'film.mp4') })
    await page.getByRole('button', { name: 'Export…' }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Export/ })
      .click()
    await expect(page.getByRole('group', { name: 'Export' })).toContainText(
      /The export failed\. (Not enough space in|The export stopped: the disk is full|Could not .*the disk is full).*No file was written\./,
    )
    expect(await readdir(disk)).toEqual(before)
    await free()
  })
})

onFullDisk(`rehearsing on a full disk says so and goes on when there is room${because}`, async () => {
  await onDisk(async ({ page }, folder, disk) => {
    const free = await fillDisk(disk)
    await page
      .getByRole('banner')
      .getByRole('button', { name: /Generate 2 shots/ })
      .click()
    await expect(noticesOf(page)).toContainText(full, { timeout: 60_000 })
    expect((await readFilm(page)).takes).toEqual([])
    await free()
    for (const index of [0, 1]) {
      await expect(shotsOf(page).nth(index)).toHaveAccessibleName(/ready/, { timeout: 90_000 })
    }
    expect((await readdir(join(folder, 'takes'))).filter((name) => name.endsWith('.mp4'))).toHaveLength(2)
  })
})
