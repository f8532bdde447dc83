import { test, type ElectronApplication, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answerDialogs, launchApp } from '../e2e/launch'
import { writeLongFilm } from '../e2e/support/film-folder'
import { launchBareWindow } from './support/bare-window'

const restSeconds = 4

/** Megabytes that all processes of an app hold, once it has come to rest. */
async function megabytesAtRest(app: ElectronApplication, page: Page): Promise<number> {
  await page.waitForTimeout(restSeconds * 1000)
  const kilobytes = await app.evaluate(({ app }) =>
    app.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0),
  )
  return kilobytes / 1024
}

async function scrollThrough(page: Page): Promise<void> {
  const box = await page.getByRole('listbox', { name: 'Shots' }).boundingBox()
  if (!box) throw new Error('there is no timeline')
  await page.mouse.move(Math.min(900, box.x + box.width / 2), box.y + box.height / 2)
  for (const step of [400, -400]) {
    for (let turn = 0; turn < 60; turn++) await page.mouse.wheel(step, 0)
  }
}

test('memory at rest', async () => {
  const home = await mkdtemp(join(tmpdir(), 'seamline-bench-'))
  const film = join(home, 'Long film.seamline')
  await writeLongFilm(film, 200)

  const bare = await launchBareWindow()
  const least = await megabytesAtRest(bare.app, bare.page)
  await bare.close()

  const { app, page, close } = await launchApp()
  await page.getByRole('option').first().waitFor()
  const sample = await megabytesAtRest(app, page)
  await answerDialogs(app, { open: [film] })
  await page.evaluate(() => window.seamline.requests['project:openDialog'](undefined))
  await page.getByRole('option', { name: /Shot 1 of 200/ }).waitFor()
  await scrollThrough(page)
  const long = await megabytesAtRest(app, page)
  await close()
  await rm(home, { recursive: true })

  const row = (name: string, megabytes: number): string =>
    `  ${name.padEnd(34)} ${megabytes.toFixed(0).padStart(5)} MB   x${(megabytes / least).toFixed(2)}`
  const rows = [row('a bare window', least), row('the sample', sample), row('200 shots, scrolled through', long)]
  process.stdout.write(`\nWorking set of all processes at rest\n${rows.join('\n')}\n`)
})
