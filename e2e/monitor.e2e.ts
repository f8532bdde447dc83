import { expect, test, type Page } from '@playwright/test'
import { join } from 'node:path'
import { planFilm } from '../src/shared/film/plan-film'
import { layersAt } from '../src/shared/film/film-layers'
import type { FilmPlan } from '../src/shared/film/plan'
import { indexTakes } from '../src/shared/continuity/pick'
import { documentFromSaved } from '../src/shared/project/saved-document'
import { frames } from '../src/shared/time/time'
import { codeOf, readCode } from '../src/test-support/numbered-frames'
import { launchApp, type LaunchedApp } from './launch'
import { atFrame, writeNumberedFilm } from './support/film-folder'
import { openByDialog, readFilm, shotsOf } from './support/film-reading'
import { expectOnScreen, frameAskedFor, frameAtRest, monitorOf, pictureOnScreen } from './support/monitor-screen'

/** Five numbered takes: cuts off the key frames, a clip of six frames, a dissolve. */
const clips = [
  { frames: 48, in: atFrame(5), out: atFrame(35) },
  { frames: 24, in: atFrame(9), out: atFrame(15) },
  { frames: 60 },
  { frames: 48, join: { kind: 'dissolve', length: frames(10) } as const },
  { frames: 40 },
]

let launched: LaunchedApp
let page: Page
let plan: FilmPlan
test.beforeEach(async () => {
  launched = await launchApp()
  page = launched.page
  const folder = join(launched.films, 'Numbered.seamline')
  await writeNumberedFilm(folder, clips)
  await expect(shotsOf(page)).toHaveCount(6)
  await openByDialog(launched.app, page, folder)
  await expect(shotsOf(page)).toHaveCount(clips.length)
  const film = await readFilm(page)
  plan = planFilm(documentFromSaved(film.document), indexTakes(film.takes))
  await expectFrame(0)
})
test.afterEach(async () => launched.close())

/** The number that a film frame carries; null in a dissolve, where two are seen. */
function codeAt(frame: number): number | null {
  const layers = layersAt(plan, frame)
  const [layer] = layers
  return layer && layers.length === 1 ? codeOf(layer.clip.index + 1, layer.sourceFrame) : null
}

async function expectFrame(frame: number): Promise<void> {
  await expectOnScreen(launched.app, page, frame, codeAt(frame))
}

test('every step shows its frame, forward and back over the cuts', async () => {
  for (let frame = 1; frame < 50; frame++) {
    await page.keyboard.press('ArrowRight')
    await expectFrame(frame)
  }
  for (let frame = 48; frame > 25; frame--) {
    await page.keyboard.press('ArrowLeft')
    await expectFrame(frame)
  }
  for (const { start } of plan.clips.slice(1)) {
    await page.keyboard.press('ArrowDown')
    await expectFrame(start)
  }
})

test('after keys held down and a scrub, exactly the last frame is on screen', async () => {
  for (let press = 0; press < 40; press++) await page.keyboard.press('ArrowRight', { delay: 0 })
  await expectFrame(40)
  const playhead = page.getByRole('slider', { name: 'Playhead' })
  const box = await playhead.boundingBox()
  if (!box) throw new Error('there is no ruler')
  for (const reach of [0.35, 0.2, 0.5, 0.1]) {
    await page.mouse.move(box.x + 4, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * reach, box.y + box.height / 2, { steps: 25 })
    await page.mouse.up()
    await expectFrame(await frameAtRest(page))
  }
})

test('playing stops on exactly the frame that the timecode says', async () => {
  for (const beats of [3, 12, 25]) {
    const begun = await frameAskedFor(page)
    await page.keyboard.press('Space')
    await expect.poll(() => frameAskedFor(page)).toBeGreaterThan(begun + beats)
    await page.keyboard.press('Space')
    await expectFrame(await frameAtRest(page))
  }
})

test('while the film plays, nothing but its own frames is on screen, in their order', async () => {
  await page.keyboard.press('Space')
  const seen: number[] = []
  while ((await monitorOf(page).getAttribute('data-motion')) === 'playing') {
    const picture = await pictureOnScreen(launched.app, page)
    // The upper half of every numbered frame is grey: black is a flash.
    expect(picture.pixels[picture.width * 20 + picture.width / 2]).toBeGreaterThan(40)
    const code = readCode(picture)
    if (code !== null) seen.push(code)
  }
  await expectFrame(plan.length - 1)
  // In a dissolve the stronger of the two numbers may be read.
  const film = Array.from({ length: plan.length }, (_, frame) =>
    layersAt(plan, frame).map((layer) => codeOf(layer.clip.index + 1, layer.sourceFrame)),
  )
  const places = seen.map((code) => film.findIndex((codes) => codes.includes(code)))
  expect(places).not.toContain(-1)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(new Set(seen.map((code) => code >> 10)).size).toBeGreaterThan(2)
})

test('a loop comes round to its first frame and goes on', async () => {
  await page.keyboard.press('Control+l')
  await page.keyboard.press('End')
  await page.keyboard.press('Shift+ArrowLeft')
  await expectFrame(plan.length - 25)
  await page.keyboard.press('Space')
  await expect.poll(() => frameAskedFor(page)).toBeLessThan(40)
  await page.keyboard.press('k')
  await expectFrame(await frameAtRest(page))
})
