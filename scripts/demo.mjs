// npm run demo: the main job without a hand on it, in the real app; what it prints comes through.
import { buildChanged } from './build.mjs'
import { openApp } from './open-app.mjs'
import { stopWithWords } from './stop-with-words.mjs'

await stopWithWords(async () => {
  buildChanged()
  process.exitCode = await openApp(['--demo', ...process.argv.slice(2)])
})
