import { expect, test } from '@playwright/test'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testFfmpeg } from '../src/main/engine/ffmpeg/test-ffmpeg'
import { greyPictures } from '../src/test-support/numbered-frames'
import { answerDialogs, launchApp } from './launch'
import { dropFiles } from './support/drop-files'
import { samplePictures } from './support/film-folder'

const prompts = ['Slow push in on the harbour.', 'Pan left with the beam.', 'Hold, gulls crossing.']

test('the very first start greets with the sample playing, the next one does not', async () => {
  const userData = await mkdtemp(join(tmpdir(), 'seamline-e2e-'))
  const { page, close } = await launchApp({ userData, greeting: true })
  await expect(page.getByRole('listbox', { name: 'Shots' }).getByRole('option')).toHaveCount(6)
  await expect(page.getByRole('button', { name: /^(Pause|Stop)/ })).toBeVisible()
  await expect.poll(() => page.getByRole('textbox', { name: 'Timecode' }).inputValue()).not.toBe('00:00:00:00')
  await close()

  const second = await launchApp({ userData })
  await expect(second.page.getByRole('listbox', { name: 'Shots' }).getByRole('option')).toHaveCount(6)
  await expect(second.page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  await expect(second.page.getByRole('textbox', { name: 'Timecode' })).toHaveValue('00:00:00:00')
  await second.close()
  await rm(userData, { recursive: true, force: true })
})

test('three dropped pictures become one exported film', async () => {
  const { app, page, films, close } = await launchApp()
  const shots = page.getByRole('listbox', { name: 'Shots' }).getByRole('option')
  await expect(shots).toHaveCount(6)

  // Natural order: the files are handed over in another one.
  const [first = '', second = '', third = ''] = samplePictures
  await dropFiles(page, page.getByRole('region', { name: 'Timeline' }), [third, first, second])
  await expect(shots).toHaveCount(3)
  await expect(shots.first()).toHaveAccessibleName(/1-harbour-at-dawn, 5 seconds, draft/)
  await expect(page.getByRole('textbox', { name: 'Title of the film' })).toHaveValue('Untitled film')

  for (const [index, prompt] of prompts.entries()) {
    await shots.nth(index).click()
    await page.getByRole('textbox', { name: 'Prompt' }).fill(prompt)
    await page.getByRole('button', { name: '2', exact: true }).click()
  }
  await expect(page.getByText('6 s', { exact: false }).first()).toBeVisible()

  // The animatic plays before anything is generated.
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Go to start' }).click()
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await expect.poll(async () => page.getByRole('textbox', { name: 'Timecode' }).inputValue()).not.toBe('00:00:00:00')
  await page.getByRole('button', { name: /^(Pause|Stop)/ }).click()

  await page.keyboard.press('Control+a')
  await page
    .getByRole('banner')
    .getByRole('button', { name: /Generate 3 shots/ })
    .click()
  for (const index of [0, 1, 2]) {
    await expect(shots.nth(index)).toHaveAccessibleName(/ready/, { timeout: 90_000 })
  }

  const target = join(films, 'My “film” 1.mp4')
  await answerDialogs(app, { save: target })
  await page.getByRole('button', { name: 'Export…' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Export/ })
    .click()
  await expect
    .poll(
      () =>
        stat(target).then(
          (found) => found.size > 0,
          () => false,
        ),
      { timeout: 90_000 },
    )
    .toBe(true)

  const pictures = await greyPictures(await testFfmpeg(), target)
  expect(pictures).toHaveLength(3 * 48)
  const [folder = ''] = await readdir(films).then((names) => names.filter((name) => name.endsWith('.seamline')))
  const takes = await readdir(join(films, folder, 'takes'))
  expect(takes.filter((name) => name.endsWith('.mp4'))).toHaveLength(3)

  // Nothing the window did on the way was against its content policy.
  const said = (await page.consoleMessages()).map((message) => message.text())
  expect(said.filter((text) => /content security policy|trusted ?type|refused to/i.test(text))).toEqual([])
  await close()
})
