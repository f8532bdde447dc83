import { expect, test, type Locator, type Page } from '@playwright/test'
import { join } from 'node:path'
import { testFfmpeg } from '../src/main/engine/ffmpeg/test-ffmpeg'
import { codeOf, greyPictures, readCells, readCode, type GreyPicture } from '../src/test-support/numbered-frames'
import { frames, rate } from '../src/shared/time/time'
import { formatTimecode } from '../src/shared/time/timecode'
import { answerDialogs, launchApp } from './launch'
import { atFrame, writeNumberedFilm } from './support/film-folder'

/**
 * Three numbered takes: whole; trimmed at both ends, off the key frames; at another rate. 40 + 38 + 48 frames, the last
 * two joined by a dissolve of eight.
 */
const clips = [
  { frames: 40 },
  { frames: 60, in: atFrame(7), out: atFrame(45), join: { kind: 'dissolve', length: frames(8) } as const },
  { frames: 60, rate: rate(30) },
]
const length = 40 + 38 + 48 - 8

/** The number of the clip and source frame that a film frame shows; null in the dissolve, where two are seen. */
function expectedAt(frame: number): number | null {
  if (frame < 40) return codeOf(1, frame)
  if (frame < 70) return codeOf(2, frame - 40 + 7)
  if (frame < 78) return null
  // 30 fps conformed to 24: the source frame on screen when the film frame begins.
  return codeOf(3, Math.floor(((frame - 70) * 30) / 24 + 1e-9))
}

async function seekTo(page: Page, monitor: Locator, frame: number): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Timecode' })
  await field.fill(formatTimecode(frame, rate(24)))
  await field.press('Enter')
  await expect(monitor).toHaveAttribute('data-shown-frame', String(frame))
}

test('the frame on screen is the frame in the file', async () => {
  const launched = await launchApp()
  const { app, page, films } = launched
  const folder = join(films, 'Numbered.seamline')
  await writeNumberedFilm(folder, clips)
  const target = join(films, 'numbered.mp4')
  await answerDialogs(app, { open: [folder], save: target })
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Control+o')
  await expect(page.getByRole('option', { name: /Numbered 1/ })).toBeVisible()

  const ffmpeg = await testFfmpeg()
  const monitor = page.getByRole('region', { name: 'Monitor' })
  const picture = monitor.locator('[data-empty]')
  const seen = new Map<number, GreyPicture>()
  const around = (at: number): number[] => [at - 2, at - 1, at, at + 1]
  for (const frame of [0, 1, 11, 12, 23, 39, 40, 41, ...around(70), 73, 76, ...around(78), 97, length - 1]) {
    await seekTo(page, monitor, frame)
    const file = test.info().outputPath(`monitor-${frame}.png`)
    await picture.screenshot({ path: file })
    const [shown] = await greyPictures(ffmpeg, file, 320, 180)
    if (shown) seen.set(frame, shown)
  }

  await page.getByRole('button', { name: 'Export…' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Export/ })
    .click()
  await expect(page.getByText(/Show in folder/i).first()).toBeVisible({ timeout: 60_000 })
  const written = await greyPictures(ffmpeg, target, 320, 180)
  expect(written).toHaveLength(length)

  for (const [frame, picture] of written.entries()) {
    const expected = expectedAt(frame)
    if (expected !== null) expect(readCode(picture), `frame ${frame} in the file`).toBe(expected)
  }
  for (const [frame, shown] of seen) {
    const expected = expectedAt(frame)
    if (expected !== null) expect(readCode(shown), `frame ${frame} on screen`).toBe(expected)
    const [onScreen, inFile] = [readCells(shown), readCells(written[frame] ?? shown)]
    const widest = Math.max(...onScreen.map((shade, cell) => Math.abs(shade - (inFile[cell] ?? 0))))
    expect(widest, `shades of frame ${frame}`).toBeLessThan(0.08)
  }
  await launched.close()
})
