import { expect, test, type Page } from '@playwright/test'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testFfmpeg } from '../src/main/engine/ffmpeg/test-ffmpeg'
import { whileReadOnly } from '../src/main/engine/project/testing/mounted-disk'
import { greyPictures } from '../src/test-support/numbered-frames'
import { pictureAddress } from '../src/shared/ipc/media-address'
import { answerDialogs, launchApp, type LaunchedApp } from './launch'
import { dropFiles } from './support/drop-files'
import { samplePictures, writeLongFilm } from './support/film-folder'
import { openByDialog, readDocument, shotsOf } from './support/film-reading'
import { everyFormat, oddSize, quarterColours, writeBadFiles } from './support/odd-pictures'
import { descendantNames } from './support/processes'

// Apps are started, killed and kept busy here, which takes its time on a small machine.
test.describe.configure({ timeout: 300_000 })

let launched: LaunchedApp
let page: Page
let inbox: string
test.beforeEach(async () => {
  launched = await launchApp()
  page = launched.page
  inbox = join(launched.userData, 'inbox')
  await mkdir(inbox)
  await expect(shotsOf(page)).toHaveCount(6)
})
test.afterEach(async () => launched.close())

/** The colour in the middle of each quarter of a picture, as the window shows it. */
function lookAt(address: string): Promise<{ width: number; height: number; colours: number[][] }> {
  return page.evaluate(async (src) => {
    const image = new Image()
    image.crossOrigin = 'anonymous'
    image.src = src
    await image.decode()
    const { naturalWidth: width, naturalHeight: height } = image
    const canvas = new OffscreenCanvas(width, height).getContext('2d')
    canvas?.drawImage(image, 0, 0)
    const places = [0.25, 0.75].flatMap((y) => [0.25, 0.75].map((x) => [x * width, y * height] as const))
    const colours = places.map(([x, y]) => [...(canvas?.getImageData(x, y, 1, 1).data ?? [])].slice(0, 3))
    return { width, height, colours }
  }, address)
}

async function expectQuarters(assetId: string): Promise<void> {
  const { width, height, colours } = await lookAt(pictureAddress(assetId as never, 640))
  expect({ width, height }).toEqual(oddSize)
  for (const [index, wanted] of quarterColours.entries()) {
    for (const [part, value] of wanted.entries()) {
      expect(Math.abs((colours[index]?.[part] ?? -1) - value), `quarter ${index} of ${assetId}`).toBeLessThan(14)
    }
  }
}

test('one drop of good and bad files takes the good ones in order and lists the others with reasons', async () => {
  const [first = '', second = '', third = '', fourth = ''] = samplePictures
  const bad = await writeBadFiles(inbox, await readFile(first))
  const good = { 'shot 10.jpg': first, 'shot 2.jpg': second, 'shot 1.jpg': third, "It’s “so” 'far' 🎬.jpg": fourth }
  for (const [name, from] of Object.entries(good)) await writeFile(join(inbox, 'more', name), await readFile(from))
  const names = [...bad.keys()].filter((name) => name !== 'pipe.png')
  const files = [...names, 'more'].map((name) => join(inbox, name))
  await dropFiles(page, page.getByRole('region', { name: 'Timeline' }), files)

  const dialog = page.getByRole('dialog')
  await expect(dialog).toHaveAccessibleName(`${bad.size} files were not imported`)
  await expect(dialog.getByRole('listitem')).toHaveCount(bad.size)
  for (const [name, reason] of bad) {
    await expect(dialog.getByRole('listitem').filter({ hasText: name })).toContainText(reason)
  }
  await dialog.getByRole('button', { name: 'OK' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(shotsOf(page)).toHaveCount(4)
  const { shots, track, clips, assets } = await readDocument(page)
  const order = track.clipIds.map((id) => clips.find((clip) => clip.id === id)?.shotId)
  expect(order.map((id) => shots.find((shot) => shot.id === id)?.name)).toEqual([
    "It’s “so” 'far' 🎬",
    'shot 1',
    'shot 2',
    'shot 10',
  ])
  expect(assets).toHaveLength(4)
})

test('a drop of nothing but bad files changes nothing', async () => {
  await page.keyboard.press('Control+n')
  await expect(shotsOf(page)).toHaveCount(0)
  const before = await readDocument(page)
  await writeFile(join(inbox, 'text.png'), 'no picture')
  await writeFile(join(inbox, 'words.png'), 'no picture either')
  const files = ['text.png', 'words.png'].map((name) => join(inbox, name))
  await dropFiles(page, page.getByRole('region', { name: 'Timeline' }), files)
  const dialog = page.getByRole('dialog')
  await expect(dialog).toHaveAccessibleName('2 files were not imported')
  await expect(dialog.getByRole('listitem'), 'one reason for both').toHaveText(/not a picture.*text\.png, words\.png$/)
  await page.getByRole('button', { name: 'OK' }).click()
  expect(await readDocument(page)).toEqual(before)
})

test('GIF, AVIF, TIFF, WebP, a turned JPEG and a deep PNG arrive with their size and look', async () => {
  const files = await everyFormat()
  for (const [name, bytes] of files) await writeFile(join(inbox, name), bytes)
  await dropFiles(page, page.getByRole('region', { name: 'Timeline' }), [inbox])
  await expect.poll(async () => (await readDocument(page)).assets.length, { timeout: 60_000 }).toBe(files.size)
  const { assets } = await readDocument(page)
  expect(assets.map(({ name }) => name).toSorted()).toEqual([...files.keys()])
  for (const { id, width, height } of assets) {
    expect({ width, height }).toEqual(oddSize)
    await expectQuarters(id)
  }
})

test('a pasted picture becomes a shot', async () => {
  const png = [...((await everyFormat()).get('6 sixteen bits.png') ?? [])]
  await shotsOf(page).first().click()
  await page.evaluate(async (bytes) => {
    const picture = new Blob([new Uint8Array(bytes)], { type: 'image/png' })
    await navigator.clipboard.write([new ClipboardItem({ [picture.type]: picture })])
  }, png)
  await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.paste())
  await expect(shotsOf(page)).toHaveCount(1)
  const [asset] = (await readDocument(page)).assets
  await expectQuarters(asset?.id ?? '')
})

/** A film of stills, long enough that its export can be looked at. */
async function openStills(count: number): Promise<void> {
  const folder = join(launched.films, 'Long film.seamline')
  await writeLongFilm(folder, count)
  await openByDialog(launched.app, page, folder)
  await expect(shotsOf(page)).toHaveCount(count)
}

async function exportTo(file: string): Promise<void> {
  await answerDialogs(launched.app, { save: file })
  await page.getByRole('button', { name: 'Export…' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Export/ })
    .click()
}

test('the export names every shot that is missing, and goes on without them only when told so', async () => {
  await openStills(3)
  await page.getByRole('button', { name: 'Export…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('3 shots have no take yet.')
  await expect(dialog.getByRole('switch'), 'nothing in it is rehearsed').toHaveCount(0)
  const missing = dialog.getByRole('list', { name: 'Shots without a take' }).getByRole('listitem')
  await expect(missing).toHaveText([/^Shot number 1/, /^Shot number 2/, /^Shot number 3/])
  await dialog.getByRole('button', { name: 'Nothing: do not export' }).click()
  await expect(dialog.getByRole('button', { name: /^Export/ })).toBeDisabled()
  const answer = await page.evaluate(() =>
    window.seamline.requests['export:start']({ missing: 'refuse', rehearsalMark: true }),
  )
  expect(answer).toMatchObject({ ok: false, problem: { message: '3 shots have no take yet.' } })
  await missing.nth(1).getByRole('button').click()
  await expect(shotsOf(page).nth(1)).toHaveAttribute('aria-selected', 'true')
})

test('an export to a folder that can’t be written says so and leaves nothing', async () => {
  await openStills(1)
  const closed = join(launched.userData, 'Closed “folder”')
  await mkdir(closed)
  await whileReadOnly(closed, async () => {
    await exportTo(join(closed, 'film.mp4'))
    await expect(page.getByRole('group', { name: 'Export' })).toContainText(
      /The export failed\. Could not write “film\.mp4” in “.*Closed “folder””: (the disk is read-only|the folder or file is not yours to change)\. No file was written\./,
    )
  })
  expect(await readdir(closed)).toEqual([])
})

test('a film is exported under names with quotes, emoji and a line break', async () => {
  await openStills(1)
  const names = ['It\'s "the" film.mp4', 'Küste 🎬 — 海.mp4', 'two\nlines.mp4', '-i film %03d.mp4']
  const folder = join(launched.userData, 'My \'films\' "1"')
  await mkdir(folder)
  for (const name of names) {
    await exportTo(join(folder, name))
    await expect.poll(() => readdir(folder), { timeout: 60_000 }).toContain(name)
    await page.getByRole('group', { name: 'Export' }).getByRole('button', { name: 'Dismiss' }).click()
    expect(await greyPictures(await testFfmpeg(), join(folder, name))).toHaveLength(48)
  }
  expect((await readdir(folder)).toSorted()).toEqual(names.toSorted())
})

test('a cancelled export leaves neither a file nor a process', async () => {
  test.skip(process.platform !== 'linux', 'processes are listed as Linux shows them')
  await openStills(20)
  const folder = join(launched.userData, 'exports')
  await mkdir(folder)
  const pid = launched.app.process().pid ?? 0
  await exportTo(join(folder, 'film.mp4'))
  await expect.poll(async () => (await descendantNames(pid)).includes('ffmpeg')).toBe(true)
  await page.getByRole('group', { name: 'Export' }).getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('group', { name: 'Export' })).toContainText(
    'The export was cancelled. No file was written.',
  )
  await expect.poll(async () => (await descendantNames(pid)).includes('ffmpeg'), { timeout: 2000 }).toBe(false)
  expect(await readdir(folder)).toEqual([])
})
