import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface GeneratingProcess {
  /** Resolves when it has said a word; rejects when it ended before. */
  says(word: string): Promise<void>
  /** Kills the whole process group and waits for its end; gives what it complained about. */
  kill(): Promise<string>
}

const loader = fileURLToPath(new URL('../../project/testing/resolve-typescript.mjs', import.meta.url))
const script = fileURLToPath(new URL('generate-until-killed.ts', import.meta.url))

/** Starts another process that generates the first shot of a film, and stands still in a state (any other word: never). */
export function startGenerating(
  film: { readonly folder: string; readonly appData: string; readonly baseUrl: string; readonly key: string },
  state: string,
): GeneratingProcess {
  const { folder, appData, baseUrl, key } = film
  const args = ['--import', loader, script, folder, appData, baseUrl, key, state]
  const child = spawn(process.execPath, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  let complaints = ''
  const ended = once(child, 'close')
  child.stdout.on('data', (data: Buffer) => (said += data.toString()))
  child.stderr.on('data', (data: Buffer) => (complaints += data.toString()))
  return {
    async says(word) {
      while (!said.split('\n').includes(word)) {
        await Promise.race([once(child.stdout, 'data'), ended])
        if (child.exitCode !== null) throw new Error(`It ended without saying ${word}: ${complaints}`)
      }
    },
    async kill() {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
      await ended
      return complaints
    },
  }
}
