import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { developmentSwitches, electronRuntime } from '../../scripts/runtime.mjs'

const main = `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900, webPreferences: { sandbox: true } })
  window.loadFile('page.html')
})`
const page = '<!doctype html><title>Bare</title><div role="option">here</div>'

/** A window with one word in it, from the same runtime: what any app of this kind costs at least. */
export interface BareWindow {
  readonly app: ElectronApplication
  readonly page: Page
  close(): Promise<void>
}

/** Starts it as the app itself is started. */
export async function launchBareWindow(): Promise<BareWindow> {
  const folder = await mkdtemp(join(tmpdir(), 'seamline-bare-'))
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'bare', version: '1.0.0', main: 'main.js' }))
  await writeFile(join(folder, 'main.js'), main)
  await writeFile(join(folder, 'page.html'), page)
  const app = await _electron.launch({
    colorScheme: null,
    executablePath: electronRuntime().executable,
    args: [
      ...developmentSwitches({ virtualDisplay: true }),
      '--force-device-scale-factor=1',
      folder,
      `--user-data-dir=${join(folder, 'data')}`,
    ],
  })
  return {
    app,
    page: await app.firstWindow(),
    close: async () => {
      await app.close()
      await rm(folder, { recursive: true })
    },
  }
}
