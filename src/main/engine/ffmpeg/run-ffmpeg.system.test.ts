import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { FfmpegError, type Ffmpeg, type FfmpegRun } from './ffmpeg'
import { locateFfmpeg } from './locate-ffmpeg'
import { createFfmpeg } from './run-ffmpeg'

// Real ffmpeg and pictures take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let ffmpeg: Ffmpeg
let folder: string

beforeAll(async () => {
  const located = await locateFfmpeg({ setting: null, packaged: null, environment: process.env })
  if (!located.ok) throw new Error(located.problem.message)
  ffmpeg = located.value
  folder = await mkdtemp(join(tmpdir(), 'run-ffmpeg-'))
})

afterAll(() => rm(folder, { recursive: true }))

function request(args: readonly string[], more: Partial<FfmpegRun> = {}): FfmpegRun {
  return { args, signal: new AbortController().signal, timeLimit: 20_000, ...more }
}

/** A run that would take for ever, and tells its process id by naming its output. */
const endless = ['-re', '-f', 'lavfi', '-i', 'color=size=16x16:rate=25']

async function failureOf(run: Promise<unknown>): Promise<FfmpegError> {
  const outcome = await run.then(
    () => null,
    (error: unknown) => error,
  )
  if (!(outcome instanceof FfmpegError)) throw new Error(`no FfmpegError but ${String(outcome)}`)
  return outcome
}

function commandLines(): string {
  return execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
}

const firstFrames = (): { readonly promise: Promise<void>; readonly onFrames: (count: number) => void } => {
  let resolve = (): void => undefined
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, onFrames: () => resolve() }
}

test('gives back what ffmpeg wrote, and the frame count', async () => {
  const counts: number[] = []
  const result = await ffmpeg.run(
    request(
      ['-f', 'lavfi', '-i', 'color=red:size=4x2:rate=5:duration=2', '-pix_fmt', 'rgb24', '-f', 'rawvideo', 'pipe:1'],
      {
        output: 'collect',
        onFrames: (count) => counts.push(count),
      },
    ),
  )
  expect(result.output.byteLength).toBe(10 * 4 * 2 * 3)
  expect(result.frames).toBe(10)
  expect(counts.at(-1)).toBe(10)
})

test('reads its input from an iterable and waits while ffmpeg is busy', async () => {
  let produced = 0
  async function* frames(): AsyncGenerator<Uint8Array> {
    for (; produced < 40; produced++) yield new Uint8Array(320 * 180 * 3).fill(produced)
  }
  const args = ['-f', 'rawvideo', '-pixel_format', 'rgb24', '-video_size', '320x180', '-i', 'pipe:0', '-f', 'null', '-']
  const result = await ffmpeg.run(request(args, { input: frames() }))
  expect(result.frames).toBe(40)
})

test('stops the run and passes the error on when its input fails', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(10)
    throw new Error('the picture is gone')
  }
  const args = ['-f', 'rawvideo', '-video_size', '320x180', '-i', 'pipe:0', '-f', 'null', '-']
  await expect(ffmpeg.run(request(args, { input: broken() }))).rejects.toThrow('the picture is gone')
})

test('ends without a hang when ffmpeg stops reading before the input ends', async () => {
  let returned = false
  async function* endlessInput(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield new Uint8Array(65_536)
    } finally {
      returned = true
    }
  }
  const args = ['-f', 'rawvideo', '-video_size', '320x180', '-i', 'pipe:0', '-frames:v', '2', '-f', 'null', '-']
  await ffmpeg.run(request(args, { input: endlessInput() }))
  await vi.waitFor(() => expect(returned).toBe(true))
})

test('kills ffmpeg on cancel and leaves no process behind', async () => {
  const mark = join(folder, 'cancelled.mkv')
  const controller = new AbortController()
  const started = firstFrames()
  const failed = failureOf(
    ffmpeg.run(request([...endless, mark], { signal: controller.signal, onFrames: started.onFrames })),
  )
  await started.promise
  expect(commandLines()).toContain(mark)
  controller.abort()
  expect((await failed).reason).toBe('cancelled')
  expect(commandLines()).not.toContain(mark)
})

test('does not start when it is cancelled already', async () => {
  const file = join(folder, 'never.mkv')
  const error = await failureOf(ffmpeg.run(request([...endless, file], { signal: AbortSignal.abort() })))
  expect(error.reason).toBe('cancelled')
  expect(existsSync(file)).toBe(false)
})

test('ends a run at its time limit', async () => {
  const error = await failureOf(ffmpeg.run(request([...endless, '-f', 'null', '-'], { timeLimit: 300 })))
  expect(error.reason).toBe('timeLimit')
})

test('ends a run that writes more than it may', async () => {
  const args = ['-f', 'lavfi', '-i', 'color=size=640x360', '-f', 'rawvideo', 'pipe:1']
  const error = await failureOf(ffmpeg.run(request(args, { output: 'collect', outputLimit: 1_000_000 })))
  expect(error.reason).toBe('outputLimit')
})

test('says what ffmpeg said when it fails', async () => {
  const error = await failureOf(ffmpeg.run(request(['-i', join(folder, 'missing.mp4'), '-f', 'null', '-'])))
  expect(error).toMatchObject({ reason: 'exit', exitCode: 1 })
  expect(error.errorLines.join('\n')).toContain('No such file')
})

test.runIf(process.platform === 'linux')('tells a full disk from other failures', async () => {
  const args = ['-f', 'lavfi', '-i', 'color=size=64x64:duration=1', '-f', 'rawvideo', 'file:/dev/full']
  expect((await failureOf(ffmpeg.run(request(args)))).reason).toBe('diskFull')
})

test('says that it could not start', async () => {
  const error = await failureOf(createFfmpeg(join(folder, 'no-such-program'), '').run(request(['-version'])))
  expect(error.reason).toBe('notStarted')
})

test.runIf(process.platform === 'linux')(
  'gives the child no secret of ours, and idle work a low priority',
  async () => {
    vi.stubEnv('RUNWAYML_API_SECRET', 'key_canary')
    vi.stubEnv('LD_PRELOAD', '')
    const mark = join(folder, 'idle.mkv')
    const controller = new AbortController()
    const started = firstFrames()
    const failed = failureOf(
      ffmpeg.run(
        request([...endless, mark], { signal: controller.signal, onFrames: started.onFrames, priority: 'idle' }),
      ),
    )
    await started.promise
    const [, pid] = /^\s*(\d+) .*idle\.mkv/m.exec(commandLines()) ?? []
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8')
    const priority = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[18]
    controller.abort()
    await failed
    vi.unstubAllEnvs()
    expect(environment).toContain('PATH=')
    expect(environment).not.toContain('key_canary')
    expect(environment).not.toContain('LD_PRELOAD')
    expect(priority).toBe('10')
  },
)

test.runIf(process.platform === 'linux')('takes ffmpeg along when its own process is killed outright', async () => {
  const mark = join(folder, 'orphan.mkv')
  const script = `
    const { createServer } = await import('vite')
    const server = await createServer({ configFile: false, server: { middlewareMode: true, ws: false, watch: null } })
    const { createFfmpeg } = await server.ssrLoadModule(${JSON.stringify(new URL('./run-ffmpeg.ts', import.meta.url).pathname)})
    const ffmpeg = createFfmpeg(${JSON.stringify(ffmpeg.path)}, '')
    const args = ${JSON.stringify([...endless, mark])}
    await ffmpeg.run({ args, signal: new AbortController().signal, timeLimit: 60_000, onFrames: () => console.log('up') })
  `
  const owner = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(owner.stdout, 'data')
  expect(commandLines()).toContain(mark)
  owner.kill('SIGKILL')
  await vi.waitFor(() => expect(commandLines()).not.toContain(mark), { timeout: 2000 })
})
