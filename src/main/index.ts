import { app, BrowserWindow, protocol } from 'electron'
import { mkdirSync } from 'node:fs'
import { startApp, type RunningApp } from './app'
import { harden } from './shell/harden'

// Before `ready`, or Chromium does not know the schemes.
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  {
    scheme: 'media',
    privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: true },
  },
])
// Root on a development machine starts without the sandbox, and then Chromium's processes refuse to be put in one.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()

async function main(): Promise<void> {
  // The lock lies in the data folder, and without the folder it can't be had.
  mkdirSync(app.getPath('userData'), { recursive: true })
  // The second start brings the first to the front: one writer a film begins with one app.
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  await app.whenReady()
  harden(app)
  const running = await startApp(process.argv)
  app.on('second-instance', (_event, argv, cwd) => {
    running.focus()
    running.openFrom(argv, cwd)
  })
  // How macOS hands over a film that was opened in the Finder.
  app.on('open-file', (event, file) => {
    event.preventDefault()
    running.openFrom(['', file], '/')
  })
  app.on('activate', () => running.focus())
  quitInOrder(running)
}

/** The film is closed (journal flushed, lock released, children ended) before the process goes. */
function quitInOrder(running: RunningApp): void {
  let closed = false
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void running.close().then((mayQuit) => {
      if (!mayQuit) return
      closed = true
      for (const window of BrowserWindow.getAllWindows()) window.destroy()
      app.quit()
    })
  })
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  app.exit(1)
})
