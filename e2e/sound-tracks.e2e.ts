import { expect, test, type Locator, type Page } from '@playwright/test'
import { join } from 'node:path'
import type { Sound } from '../src/shared/project/document'
import { launchApp, type LaunchedApp } from './launch'
import { dropFiles } from './support/drop-files'
import { writeNumberedFilm } from './support/film-folder'
import { menuLabel, openByDialog, readDocument, shotsOf } from './support/film-reading'
import { writeTone } from './support/tone'

let launched: LaunchedApp
let page: Page

test.beforeEach(async () => {
  launched = await launchApp()
  page = launched.page
  const folder = join(launched.films, 'Numbered film.seamline')
  await writeNumberedFilm(folder, [{ frames: 96 }, { frames: 96 }])
  await expect(shotsOf(page)).toHaveCount(6)
  await openByDialog(launched.app, page, folder)
  await expect(shotsOf(page)).toHaveCount(2)
  const tone = join(launched.userData, 'Gulls.wav')
  await writeTone(tone, 3)
  await dropFiles(page, track('Voice'), [tone], { x: 0.01, y: 0.5 })
  await expect(sound('Voice')).toHaveCount(1)
})
test.afterEach(async () => launched.close())

function track(name: string): Locator {
  return page.getByRole('listbox', { name, exact: true })
}

function sound(on: string): Locator {
  return track(on).getByRole('option', { name: /^Gulls/ })
}

async function gulls(): Promise<Sound | undefined> {
  const { sounds, assets } = await readDocument(page)
  return sounds.find(({ assetId }) => assets.find(({ id }) => id === assetId)?.name === 'Gulls.wav')
}

/** Holds the middle of something and takes it to a place, without letting go. */
async function hold(target: Locator, to: (from: { x: number; y: number }) => { x: number; y: number }): Promise<void> {
  const box = await target.boundingBox()
  if (!box) throw new Error('nothing to take hold of')
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const end = to(from)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + end.x) / 2, (from.y + end.y) / 2, { steps: 4 })
  await page.mouse.move(end.x, end.y, { steps: 4 })
}

async function middleOf(name: string): Promise<number> {
  const box = await track(name).boundingBox()
  return box ? box.y + box.height / 2 : 0
}

test('a sound dropped on a track is carried to others by pointer and by keys', async () => {
  expect(await gulls()).toMatchObject({ track: 'voice' })
  const effects = await middleOf('Effects')
  await hold(sound('Voice'), ({ x }) => ({ x, y: effects }))
  await expect(sound('Effects')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(sound('Voice')).toHaveCount(1)
  expect(await gulls()).toMatchObject({ track: 'voice' })

  await hold(sound('Voice'), ({ x }) => ({ x: x + 60, y: effects }))
  await page.mouse.up()
  await expect.poll(gulls).toMatchObject({ track: 'effects' })
  expect((await gulls())?.start).toBeGreaterThan(0)
  await expect.poll(() => menuLabel(launched.app, 'edit.undo')).toBe('Undo Move Sound')

  await sound('Effects').focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(gulls).toMatchObject({ track: 'voice' })
  await expect(sound('Voice')).toBeFocused()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(sound('Effects')).toBeFocused()
})

test('fades are drawn out at the ends', async () => {
  const box = await sound('Voice').boundingBox()
  await hold(sound('Voice').locator('[data-fade=in]'), ({ x, y }) => ({ x: x + (box?.width ?? 0) / 3, y }))
  await page.mouse.up()
  await expect.poll(async () => (await gulls())?.fadeIn).toBeGreaterThan(20)
  expect((await gulls())?.fadeIn).toBeLessThan(28)
})

test('a track is muted, played alone and made quieter, each as one step', async () => {
  const mixOf = async (name: 'music' | 'voice'): Promise<unknown> =>
    (await readDocument(page)).settings.soundTracks[name]
  await page.getByRole('button', { name: 'Mute music' }).click()
  await expect.poll(() => mixOf('music')).toMatchObject({ mute: true })
  await expect(page.getByRole('button', { name: 'Mute music' })).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: 'Play voice alone' }).click()
  await expect.poll(() => mixOf('voice')).toMatchObject({ solo: true })
  await page.getByRole('button', { name: /^Voice track, gain/ }).click()
  await page.getByRole('slider', { name: 'Gain of the voice track' }).press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => mixOf('voice')).toMatchObject({ gain: -1 })
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect.poll(() => mixOf('voice')).toMatchObject({ gain: 0, solo: true })
})
