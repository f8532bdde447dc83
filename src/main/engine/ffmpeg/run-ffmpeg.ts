import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import type { Readable, Writable } from 'node:stream'
import { FfmpegError, type Ffmpeg, type FfmpegFailure, type FfmpegResult, type FfmpegRun } from './ffmpeg'
import { noProgress, readProgress } from './progress'

/** Everything a child may know of our environment: no keys, no tokens, nothing that loads code. */
const passedOn = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'USERPROFILE', 'LOCALAPPDATA']
const preamble = ['-nostdin', '-hide_banner', '-nostats', '-loglevel', 'error', '-y']
const defaultOutputLimit = 256 * 1024 * 1024
const keptErrorLines = 40
const keptErrorText = 16_384
/** Builds up to 5.1 end with success when the file's last part could not be written. */
const silentWriteFailure = /Error writing trailer|Unable to re-open .* output file/
const diskFullMessage = /No space left on device|Disk quota exceeded/

function cleanEnvironment(): Record<string, string> {
  const kept: Record<string, string> = { AV_LOG_FORCE_NOCOLOR: '1' }
  for (const name of passedOn) {
    const value = process.env[name]
    if (value !== undefined) kept[name] = value
  }
  return kept
}

const hasGroups = process.platform !== 'win32'

/** Kills the child and whatever it started. A child that has ended already is fine. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    if (hasGroups) process.kill(-child.pid, 'SIGKILL')
    else child.kill('SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/**
 * Ends the child when this process dies without a word (kill -9, a crash). A group of its own outlives its parent, so
 * a shell waits on a pipe that only this process holds and kills the group when the pipe closes. Windows does that by
 * itself: children that are not detached belong to the parent's job object.
 */
function endWithParent(child: ChildProcess): () => void {
  if (!hasGroups || child.pid === undefined) return () => undefined
  const guard = spawn('/bin/sh', ['-c', 'read -r _; kill -9 -"$1"', 'guard', String(child.pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {},
  })
  guard.on('error', () => undefined)
  guard.stdin.on('error', () => undefined)
  guard.unref()
  return () => killGroup(guard)
}

/**
 * A tenth of the weight of what people wait for: out of the way of playback, yet not starved on a busy machine. Best
 * effort: the child may have ended, and not every system lets us.
 */
function makeIdle(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
    // Linux desktops weigh sessions against each other, and a detached child is a session of its own.
    if (process.platform === 'linux')
      writeFileSync(`/proc/${pid}/autogroup`, String(constants.priority.PRIORITY_BELOW_NORMAL))
  } catch {
    return
  }
}

async function feed(stdin: Writable, input: AsyncIterable<Uint8Array>, ended: AbortSignal): Promise<void> {
  for await (const chunk of input) {
    if (ended.aborted) return
    if (!stdin.write(chunk)) await once(stdin, 'drain', { signal: ended }).catch(() => undefined)
  }
  stdin.end()
}

/** What a child said, kept within bounds. */
interface Heard {
  readonly output: Uint8Array[]
  outputBytes: number
  frames: number
  errorText: string
}

function listen(child: ChildProcess, request: FfmpegRun, heard: Heard, stop: (reason: FfmpegFailure) => void): void {
  const limit = request.outputLimit ?? defaultOutputLimit
  child.stdout?.on('data', (chunk: Buffer) => {
    heard.outputBytes += chunk.byteLength
    if (heard.outputBytes > limit) stop('outputLimit')
    else heard.output.push(chunk)
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    heard.errorText = (heard.errorText + text).slice(-keptErrorText)
  })
  let progress = noProgress
  // Missing when the system had no more handles to give; the child's `error` event then tells.
  const pipe = (child.stdio as ChildProcess['stdio'] | undefined)?.[3] as Readable | undefined
  pipe?.setEncoding('utf8').on('data', (text: string) => {
    const before = progress.frames
    progress = readProgress(progress, text)
    heard.frames = progress.frames
    if (progress.frames !== before) request.onFrames?.(progress.frames)
  })
}

function failureOf(exitCode: number | null, stopped: FfmpegFailure | null, errorText: string): FfmpegFailure | null {
  if (stopped !== null) return stopped
  if (diskFullMessage.test(errorText)) return 'diskFull'
  if (exitCode !== 0 || silentWriteFailure.test(errorText)) return 'exit'
  return null
}

function start(path: string, request: FfmpegRun): ChildProcess {
  const report = request.onFrames ? ['-stats_period', '0.1'] : []
  return spawn(path, [...preamble, '-progress', 'pipe:3', ...report, ...request.args], {
    detached: hasGroups,
    windowsHide: true,
    env: cleanEnvironment(),
    stdio: [request.input ? 'pipe' : 'ignore', request.output === 'collect' ? 'pipe' : 'ignore', 'pipe', 'pipe'],
  })
}

interface Ending {
  readonly exitCode: number | null
  readonly startProblem: string | null
}

function ending(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      if (child.pid === undefined) resolve({ exitCode: null, startProblem: error.message })
    })
    child.once('close', (exitCode) => resolve({ exitCode, startProblem: null }))
  })
}

async function run(path: string, request: FfmpegRun): Promise<FfmpegResult> {
  const { args, signal } = request
  if (signal.aborted) throw new FfmpegError('cancelled', args, null, [])
  const child = start(path, request)
  const ended = new AbortController()
  let stopped: FfmpegFailure | null = null
  let inputProblem: { readonly error: unknown } | null = null
  const stop = (reason: FfmpegFailure): void => {
    stopped ??= reason
    killGroup(child)
  }
  const cancel = (): void => stop('cancelled')
  const timer = setTimeout(() => stop('timeLimit'), request.timeLimit)
  signal.addEventListener('abort', cancel, { once: true })
  const dropGuard = endWithParent(child)
  const heard: Heard = { output: [], outputBytes: 0, frames: 0, errorText: '' }
  try {
    if (request.priority === 'idle' && child.pid !== undefined) makeIdle(child.pid)
    listen(child, request, heard, stop)
    if (request.input && child.stdin) {
      // A child that stops reading tells why by its exit; the broken pipe itself says nothing more.
      child.stdin.on('error', () => undefined)
      feed(child.stdin, request.input, ended.signal).catch((error: unknown) => {
        inputProblem = { error }
        killGroup(child)
      })
    }
    const { exitCode, startProblem } = await ending(child)
    if (startProblem !== null) throw new FfmpegError('notStarted', args, null, [startProblem])
    if (inputProblem !== null && stopped === null) throw (inputProblem as { readonly error: unknown }).error
    const errorLines = heard.errorText.split(/\r?\n/).filter(Boolean).slice(-keptErrorLines)
    const failure = failureOf(exitCode, stopped, heard.errorText)
    if (failure !== null) throw new FfmpegError(failure, args, exitCode, errorLines)
    return { output: Buffer.concat(heard.output), frames: heard.frames, errorLines }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', cancel)
    ended.abort()
    dropGuard()
  }
}

/** The one way to run an ffmpeg binary. Starts nothing by itself; `run` throws `FfmpegError`. */
export function createFfmpeg(path: string, version: string): Ffmpeg {
  return { path, version, run: (request) => run(path, request) }
}
