import { homedir } from 'node:os'
import { createRedactor } from '../main/engine/secrets/redactor'
import { version } from '../../package.json'
import { exitCodes } from './exit-codes'
import { run } from './run-command'

/** The first Ctrl-C ends the wait in order, the second one the process; its children end with it. */
function interruptible(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(exitCodes.interrupted)
      controller.abort()
    })
  }
  return controller.signal
}

/** Whoever reads the output may go away early (`| head`), which is no fault. */
function endQuietlyWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCodes.done)
    throw error
  })
}

async function flushed(stream: NodeJS.WriteStream): Promise<void> {
  await new Promise<void>((resolve) => stream.write('', () => resolve()))
}

endQuietlyWithReader()
const code = await run({
  args: process.argv.slice(2),
  cwd: process.cwd(),
  home: homedir(),
  platform: process.platform,
  environment: process.env,
  version,
  stdout: process.stdout,
  stderr: process.stderr,
  redactor: createRedactor(),
  signal: interruptible(),
})
await flushed(process.stdout)
await flushed(process.stderr)
// Not left to run out: a keychain that was asked may hold the process for minutes.
process.exit(code)
