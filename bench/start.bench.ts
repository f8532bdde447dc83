import { test, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchApp } from '../e2e/launch'
import { launchBareWindow } from './support/bare-window'
import { median } from './support/median'

const rounds = Number(process.env['SEAMLINE_BENCH_ROUNDS'] ?? 5)

interface Started {
  readonly page: Page
  close(): Promise<void>
}

/** Seconds from starting the process until the first shot can be chosen. */
async function secondsToUse(start: () => Promise<Started>): Promise<number> {
  const began = performance.now()
  const { page, close } = await start()
  await page.getByRole('option').first().waitFor()
  const seconds = (performance.now() - began) / 1000
  await close()
  return seconds
}

test('start to usable window', async () => {
  const bare: number[] = []
  const first: number[] = []
  const second: number[] = []
  // The contestants take turns, so that a busy moment of the machine hits all of them alike.
  for (let round = 0; round < rounds; round++) {
    const userData = await mkdtemp(join(tmpdir(), 'seamline-bench-'))
    bare.push(await secondsToUse(launchBareWindow))
    first.push(await secondsToUse(() => launchApp({ userData })))
    second.push(await secondsToUse(() => launchApp({ userData })))
    await rm(userData, { recursive: true })
  }
  const least = median(bare)
  const row = (name: string, all: readonly number[]): string =>
    `  ${name.padEnd(34)} ${median(all).toFixed(2)} s   x${(median(all) / least).toFixed(2)}   (${all.map((one) => one.toFixed(2)).join(', ')})`
  const rows = [row('a bare window', bare), row('first start, sample copied', first), row('second start', second)]
  process.stdout.write(`\nStart to usable window, medians of ${rounds}\n${rows.join('\n')}\n`)
})
