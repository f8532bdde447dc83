// npm run seamline -- <arguments>: builds what changed of the command line and runs it where npm was called.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { buildChanged } from './build.mjs'
import { projectRoot } from './paths.mjs'
import { stopWithWords } from './stop-with-words.mjs'

await stopWithWords(() => {
  buildChanged({ only: ['cli'] })
  // Ctrl-C reaches both; this one waits for the other, which ends in order.
  process.on('SIGINT', () => undefined)
  const { status } = spawnSync(
    process.execPath,
    [path.join(projectRoot, 'bin/seamline.mjs'), ...process.argv.slice(2)],
    {
      cwd: process.env.INIT_CWD ?? process.cwd(),
      stdio: 'inherit',
    },
  )
  process.exitCode = status ?? 1
})
