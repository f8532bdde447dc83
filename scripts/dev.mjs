// npm run dev: the app from sources, with hot reload of the window and restart of the main process.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { say } from './commands.mjs'
import { openDisplay } from './display.mjs'
import { projectRoot } from './paths.mjs'
import { endWithUs } from './open-app.mjs'
import { developmentSwitches, electronRuntime } from './runtime.mjs'
import { stopWithWords } from './stop-with-words.mjs'

await stopWithWords(async () => {
  const { executable } = electronRuntime()
  const display = await openDisplay()
  if (display.virtual) say('there is no display; the window opens on a virtual one (end with Ctrl+C)')
  const switches = developmentSwitches({ virtualDisplay: display.virtual })
  const bundler = path.join(projectRoot, 'node_modules/electron-vite/bin/electron-vite.js')
  const child = spawn(process.execPath, [bundler, 'dev', '--watch', '--', ...switches, ...process.argv.slice(2)], {
    cwd: projectRoot,
    env: { ...display.env, ELECTRON_EXEC_PATH: executable },
    stdio: 'inherit',
  })
  const release = endWithUs(child)
  const [code] = await once(child, 'exit')
  release()
  await display.close()
  process.exitCode = code ?? 1
})
