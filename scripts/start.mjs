// npm start [-- arguments for the app]: builds what changed and opens the built app.
import { say } from './commands.mjs'
import { openApp } from './open-app.mjs'
import { buildChanged } from './build.mjs'
import { stopWithWords } from './stop-with-words.mjs'

await stopWithWords(async () => {
  buildChanged()
  process.exitCode = await openApp(process.argv.slice(2), {
    onVirtualDisplay: () => say('there is no display; the window opens on a virtual one (end with Ctrl+C)'),
  })
})
