import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { noTakes, sampleDocument, sampleShot } from '../../../../test-support/sample-film'
import { buildRequest, completeRequest } from '../../../../shared/models/build-request'
import { listPrices } from '../../../../shared/models/prices'
import { noInputs, type GenerationRequest } from '../../../../shared/models/request'
import type { Shot } from '../../../../shared/project/document'
import { rate } from '../../../../shared/time/time'
import type { Ffmpeg } from '../../ffmpeg/ffmpeg'
import { pictureToFilmPixels } from '../../ffmpeg/film-codec'
import { testFfmpeg } from '../../ffmpeg/test-ffmpeg'
import { ownInput, untrustedInput } from '../../ffmpeg/untrusted-input'
import { inTemporaryFolder } from '../../project/testing/temporary-folder'
import type { CreateOutcome, Provider, TaskStatus } from '../provider'
import { createRehearsal } from './create-rehearsal'

const signal = new AbortController().signal
const size = { width: 160, height: 90 }
let ffmpeg: Ffmpeg
let picture: Uint8Array

vi.setConfig({ testTimeout: 60_000 })

beforeAll(async () => {
  ffmpeg = await testFfmpeg()
  const source = [
    '-f',
    'lavfi',
    '-i',
    'testsrc2=size=160x90',
    '-frames:v',
    '1',
    '-c:v',
    'png',
    '-f',
    'image2pipe',
    'pipe:1',
  ]
  picture = (await ffmpeg.run({ args: source, signal, timeLimit: 20_000, output: 'collect' })).output
})

interface Place {
  readonly folder: string
  readonly inputs: string
  readonly request: (over?: Partial<Shot>, withPicture?: boolean) => GenerationRequest
  readonly open: () => Provider
}

/** Names with spaces, quotes, percent signs and emoji on the way to every file. */
async function inPlace(work: (place: Place) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (root) => {
    const inputs = join(root, `My "Film" 100%d 🎬`, 'inputs')
    const folder = join(root, 'app data %02d', 'rehearsal')
    await mkdir(inputs, { recursive: true })
    const sha256 = createHash('sha256').update(picture).digest('hex')
    const still = { sha256, file: `${sha256}.png` }
    await writeFile(join(inputs, still.file), picture)
    const card = join(root, 'card.png')
    await writeFile(card, picture)
    const media = { cardFile: () => Promise.resolve(card) }
    const providers: Provider[] = []
    try {
      await work({
        folder,
        inputs,
        request: (over = {}, withPicture = true) => {
          const shot = sampleShot(1, { seconds: 2, ...over })
          const document = sampleDocument({ shots: [shot], clips: [], settings: { size, rate: rate(24) } })
          const none = new Set<never>()
          const { planned } = buildRequest(shot, {
            document,
            takes: noTakes,
            awaited: none,
            circular: none,
            prices: listPrices.perSecond,
          })
          return completeRequest(planned, noTakes, { ...noInputs, start: withPicture ? still : null })
        },
        open: () => {
          const provider = createRehearsal({ folder, inputs, ffmpeg, media, log: () => undefined })
          providers.push(provider)
          return provider
        },
      })
    } finally {
      await Promise.all(providers.map((provider) => provider.close()))
    }
  })
}

async function create(provider: Provider, request: GenerationRequest, key: string): Promise<CreateOutcome> {
  const prepared = await provider.prepare(request, key, signal)
  if (!prepared.ok) throw new Error(prepared.problem.reason)
  return prepared.value.send(signal)
}

async function created(provider: Provider, request: GenerationRequest, key = 'a1'): Promise<string> {
  const outcome = await create(provider, request, key)
  if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome))
  return outcome.taskId
}

async function ended(provider: Provider, taskId: string): Promise<TaskStatus> {
  const going: TaskStatus['kind'][] = ['running', 'throttled']
  return vi.waitUntil(
    async () => {
      const status = await provider.status(taskId, signal)
      return going.includes(status.kind) ? null : status
    },
    { interval: 20, timeout: 20_000 },
  )
}

async function frames(input: readonly string[], filter: string): Promise<Uint8Array[]> {
  const args = [...input, '-vf', filter, '-fps_mode', 'passthrough', '-f', 'rawvideo', 'pipe:1']
  const { output } = await ffmpeg.run({ args, signal, timeLimit: 20_000, output: 'collect' })
  const bytes = size.width * size.height
  return Array.from({ length: output.byteLength / bytes }, (_, k) => output.subarray(k * bytes, (k + 1) * bytes))
}

function difference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length
}

describe('a rehearsal', () => {
  it('has the exact frames, begins on the very picture and then moves', async () => {
    await inPlace(async ({ open, request, folder }) => {
      const provider = open()
      const taskId = await created(provider, request({ prompt: 'slow push in' }))
      expect(await ended(provider, taskId)).toEqual({ kind: 'succeeded', seed: expect.any(Number), cost: 0 })
      const clip = join(folder, 'fetched.mp4')
      await provider.fetch(taskId, clip, signal)
      const shown = await frames(untrustedInput(clip, 'mp4'), 'extractplanes=y')
      const [still] = await frames(
        ['-f', 'png_pipe', ...ownInput(join(folder, `${taskId}.png`))],
        `${pictureToFilmPixels},extractplanes=y`,
      )
      expect(shown).toHaveLength(48)
      expect(difference(shown[0]!, still!)).toBeLessThan(2)
      expect(difference(shown[47]!, still!)).toBeGreaterThan(8)
    })
  })

  it('keeps the seed it was given and says which it picked, with a picture or a card', async () => {
    await inPlace(async ({ open, request }) => {
      const provider = open()
      const given = await created(provider, request({ seed: 7 }), 'given')
      const picked = await created(provider, request({}, false), 'picked')
      expect(await ended(provider, given)).toMatchObject({ kind: 'succeeded', seed: 7 })
      expect(await ended(provider, picked)).toMatchObject({ kind: 'succeeded', seed: expect.any(Number) })
    })
  })

  it('answers the same key with the same task and can be asked for it', async () => {
    await inPlace(async ({ open, request, folder }) => {
      const provider = open()
      expect(await provider.findTask?.('a1', signal, null)).toEqual({ kind: 'none' })
      const [first, second] = [await created(provider, request()), await created(provider, request())]
      expect(second).toBe(first)
      expect(await provider.findTask?.('a1', signal, null)).toEqual({ kind: 'found', taskId: first })
      await ended(provider, first)
      expect((await readdir(folder)).filter((name) => name.endsWith('.mp4'))).toHaveLength(1)
    })
  })

  it('goes on after the app was gone, without the project and from the first frame', async () => {
    await inPlace(async ({ open, request, inputs, folder }) => {
      const first = open()
      const taskId = await created(first, request({ seconds: 5 }))
      await vi.waitUntil(async () => (await first.status(taskId, signal)).kind === 'running', { interval: 5 })
      await first.close()
      expect((await readdir(folder)).sort()).toEqual([`${taskId}.json`, `${taskId}.png`])
      await Promise.all((await readdir(inputs)).map((name) => writeFile(join(inputs, name), 'gone')))
      const second = open()
      expect(await ended(second, taskId)).toMatchObject({ kind: 'succeeded' })
      await second.fetch(taskId, join(folder, 'whole.mp4'), signal)
      expect(await frames(untrustedInput(join(folder, 'whole.mp4'), 'mp4'), 'extractplanes=y')).toHaveLength(120)
    })
  })

  it('is cancelled while it waits and while it runs, and leaves no part behind', async () => {
    await inPlace(async ({ open, request, folder }) => {
      const provider = open()
      const tasks: string[] = []
      for (const key of ['a', 'b', 'c']) tasks.push(await created(provider, request({ seconds: 5 }), key))
      const states = await Promise.all(tasks.map((taskId) => provider.status(taskId, signal)))
      expect(states.at(-1)).toEqual({ kind: 'throttled' })
      await Promise.all(tasks.map((taskId) => provider.cancel(taskId)))
      for (const taskId of tasks)
        expect(await provider.status(taskId, signal)).toEqual({ kind: 'cancelled', charged: 'no', cost: 0 })
      expect((await readdir(folder)).filter((name) => !/\.(json|png)$/.test(name))).toEqual([])
      for (const taskId of tasks) await provider.release(taskId)
      expect(await readdir(folder)).toEqual([])
    })
  })

  it('fails in words when the picture can not be drawn, and stays failed', async () => {
    await inPlace(async ({ open, request, inputs }) => {
      const broken = request()
      await writeFile(join(inputs, broken.start!.file), 'not a picture')
      const provider = open()
      const taskId = await created(provider, broken)
      const failed = await ended(provider, taskId)
      expect(failed).toMatchObject({
        kind: 'failed',
        charged: 'no',
        reason: expect.stringContaining('ffmpeg could not'),
      })
      await provider.close()
      expect(await open().status(taskId, signal)).toEqual(failed)
    })
  })

  it('creates nothing when its picture is gone', async () => {
    await inPlace(async ({ open, request, folder }) => {
      const missing = { ...request(), start: { sha256: '0'.repeat(64), file: `${'0'.repeat(64)}.png` } }
      expect(await create(open(), missing, 'a1')).toMatchObject({ kind: 'rejected', retry: false })
      await expect(readFile(join(folder, 'rehearsal-a1.json'))).rejects.toThrow('ENOENT')
    })
  })
})
