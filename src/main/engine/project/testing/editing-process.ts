import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A line the editing process said: what happened to which edit, and when (milliseconds since 1970). */
export interface Said {
  readonly word: string
  readonly edit: number
  readonly at: number
}

export interface EditingProcess {
  readonly pid: number
  readonly said: readonly Said[]
  /** Resolves when it has the project open, or has ended. */
  readonly begun: Promise<void>
  /** Resolves when it has ended, with what it complained about. */
  readonly ended: Promise<string>
  /** Kills the whole process group; gives the moment. */
  kill(): number
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url))
}

/** Starts another process that edits a project until it is killed. */
export function startEditing(folder: string, appData: string): EditingProcess {
  const args = ['--import', pathOf('resolve-typescript.mjs'), pathOf('edit-until-killed.ts'), folder, appData]
  const child = spawn(process.execPath, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const said: Said[] = []
  const complaints: string[] = []
  child.stderr.on('data', (data: Buffer) => complaints.push(data.toString()))
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => {
    const [word = '', edit, at] = line.split(' ')
    said.push({ word, edit: Number(edit), at: Number(at) })
  })
  const ended = once(child, 'close').then(() => complaints.join(''))
  const first = new Promise<void>((resolve) => lines.once('line', () => resolve()))
  return {
    pid: child.pid ?? 0,
    said,
    begun: Promise.race([first, ended.then(() => undefined)]),
    ended,
    kill() {
      const at = Date.now()
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
      return at
    },
  }
}
