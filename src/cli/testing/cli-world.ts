import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { Ffmpeg } from '../../main/engine/ffmpeg/ffmpeg'
import { inTemporaryFolder } from '../../main/engine/project/testing/temporary-folder'

const project = fileURLToPath(new URL('../../../', import.meta.url))

/** Builds the command line as it is shipped, once for a test file, and gives the file to start. */
export async function buildCommandLine(): Promise<string> {
  const folder = path.join(project, '.cache', `test-cli-${process.pid}`)
  await build({
    root: project,
    configFile: path.join(project, 'vite.cli.config.ts'),
    logLevel: 'silent',
    build: { outDir: folder, emptyOutDir: true },
  })
  return path.join(folder, 'index.js')
}

/** Removes what was built for a test file. */
export async function removeCommandLine(program: string): Promise<void> {
  await rm(path.dirname(program), { recursive: true, force: true })
}

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  readonly child: ChildProcess
  /** Standard error so far. */
  readonly said: () => string
  readonly ended: Promise<Ended>
}

/** A folder with a data folder of its own, where the built command line is run as a process. */
export interface CliWorld {
  readonly folder: string
  readonly data: string
  /** Variables of every run; may be added to. */
  readonly environment: Record<string, string>
  start(...args: readonly string[]): Running
  run(...args: readonly string[]): Promise<Ended>
  /** Runs with `--json` and gives what it answered, whatever the exit code. */
  json(...args: readonly string[]): Promise<Record<string, unknown> & { readonly exit: number }>
}

function start(program: string, world: Pick<CliWorld, 'folder' | 'environment'>, args: readonly string[]): Running {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: world.folder,
    env: world.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const heard = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (heard.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (heard.stderr += text))
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...heard }))
  return { child, said: () => heard.stderr, ended }
}

/** Runs with a fresh world and removes it afterwards; what still runs in it is ended and counts as a failure. */
export async function inCliWorld(program: string, work: (world: CliWorld) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const data = path.join(folder, 'data')
    // No session bus: the keychain of whoever runs the tests is left alone.
    const environment: Record<string, string> = { PATH: process.env['PATH'] ?? '', HOME: folder, SEAMLINE_DATA: data }
    if (process.env['SEAMLINE_FFMPEG']) environment['SEAMLINE_FFMPEG'] = process.env['SEAMLINE_FFMPEG']
    const running: Running[] = []
    const begin = (...args: readonly string[]): Running => {
      const one = start(program, { folder, environment }, args)
      running.push(one)
      return one
    }
    const run = (...args: readonly string[]): Promise<Ended> => begin(...args).ended
    try {
      await work({
        folder,
        data,
        environment,
        start: begin,
        run,
        json: async (...args) => {
          const { stdout, stderr } = await run(...args, '--json')
          if (stdout === '') throw new Error(`no answer: ${stderr}`)
          return JSON.parse(stdout) as Record<string, unknown> & { exit: number }
        },
      })
    } finally {
      for (const { child } of running) child.kill('SIGKILL')
      await Promise.all(running.map(({ ended }) => ended))
    }
  })
}

/** Draws small pictures named `shot 1.png`, `shot 2.png`, ... into the folder `refs`. */
export async function drawPictures(ffmpeg: Ffmpeg, { folder }: CliWorld, count: number): Promise<void> {
  const refs = path.join(folder, 'refs')
  await mkdir(refs)
  const source = ['-f', 'lavfi', '-i', `testsrc2=size=640x360:rate=${count}:duration=1`]
  const args = [...source, '-frames:v', String(count), `file:${path.join(refs, 'part%d.png')}`]
  await ffmpeg.run({ args, signal: new AbortController().signal, timeLimit: 60_000 })
  for (let number = 1; number <= count; number++) {
    await rename(path.join(refs, `part${number}.png`), path.join(refs, `shot ${number}.png`))
  }
}

/** Whether any file under a folder holds a text. */
export async function filesHolding(folder: string, text: string): Promise<readonly string[]> {
  const holding: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    if (entry.isFile() && (await readFile(file)).includes(text)) holding.push(file)
  }
  return holding
}

/** Processes of this system whose arguments name the folder; null where that can't be told. */
export async function processesIn(folder: string): Promise<readonly string[] | null> {
  if (process.platform !== 'linux') return null
  const found: string[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const line = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')
    if (line.includes(folder)) found.push(line.replaceAll('\0', ' '))
  }
  return found
}
