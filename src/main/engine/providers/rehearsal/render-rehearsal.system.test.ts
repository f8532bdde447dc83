import { writeFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { noSeams, type CameraRequest } from '../../../../shared/film/camera-move'
import type { GenerationRequest } from '../../../../shared/models/request'
import { rate } from '../../../../shared/time/time'
import { noTakes, sampleDocument, sampleShot } from '../../../../test-support/sample-film'
import { buildRequest, completeRequest } from '../../../../shared/models/build-request'
import { listPrices } from '../../../../shared/models/prices'
import type { Ffmpeg } from '../../ffmpeg/ffmpeg'
import { filmPixelsToPicture, pictureToFilmPixels } from '../../ffmpeg/film-codec'
import { testFfmpeg } from '../../ffmpeg/test-ffmpeg'
import { ownInput, untrustedInput } from '../../ffmpeg/untrusted-input'
import { inTemporaryFolder } from '../../project/testing/temporary-folder'
import { taskFiles, type TaskFiles } from './rehearsal-task'
import { renderRehearsal } from './render-rehearsal'

const signal = new AbortController().signal
const size = { width: 320, height: 180 }
const film = { size, rate: rate(24) }
let ffmpeg: Ffmpeg

beforeAll(async () => {
  ffmpeg = await testFfmpeg()
})

async function png(input: readonly string[], filter = 'null'): Promise<Uint8Array> {
  const args = [...input, '-vf', filter, '-frames:v', '1', '-c:v', 'png', '-f', 'image2pipe', 'pipe:1']
  return (await ffmpeg.run({ args, signal, timeLimit: 20_000, output: 'collect' })).output
}

/** A picture with detail in every place: two of them have nothing in common. */
async function drawn(source: 'mandelbrot' | 'testsrc2'): Promise<Uint8Array> {
  return png(['-f', 'lavfi', '-i', `${source}=size=320x180`], 'format=rgb24')
}

async function luma(input: readonly string[], filter: string): Promise<readonly Uint8Array[]> {
  const args = [...input, '-vf', filter, '-fps_mode', 'passthrough', '-f', 'rawvideo', 'pipe:1']
  const { output } = await ffmpeg.run({ args, signal, timeLimit: 20_000, output: 'collect' })
  const bytes = size.width * size.height
  return Array.from({ length: output.byteLength / bytes }, (_, k) => output.subarray(k * bytes, (k + 1) * bytes))
}

function difference(a: Uint8Array | undefined, b: Uint8Array | undefined): number {
  if (!a || !b) throw new Error('a frame is missing')
  return a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length
}

interface Asked {
  readonly prompt: string
  readonly seconds: number
  readonly camera?: Partial<CameraRequest>
  readonly start: Uint8Array
  readonly end?: Uint8Array
}

function requestOf({ prompt, seconds, camera, end }: Asked): GenerationRequest {
  const shot = sampleShot(1, { prompt, seconds })
  const document = sampleDocument({ shots: [shot], clips: [], settings: film })
  const none = new Set<never>()
  const context = { document, takes: noTakes, awaited: none, circular: none, prices: listPrices.perSecond }
  const still = { sha256: '0'.repeat(64), file: `${'0'.repeat(64)}.png` }
  const { planned } = buildRequest(shot, context)
  const request = completeRequest(planned, noTakes, { start: still, end: end ? still : null, references: [] })
  return { ...request, camera: { ...noSeams, words: prompt, ...camera } }
}

interface Rendered {
  readonly frames: readonly Uint8Array[]
  readonly lastPicture: Uint8Array
}

async function rendered(folder: string, name: string, asked: Asked, seed = 1): Promise<Rendered> {
  const files: TaskFiles = taskFiles(folder, name)
  await writeFile(files.picture, asked.start)
  if (asked.end) await writeFile(files.endPicture, asked.end)
  const task = { request: requestOf(asked), seed, ending: null }
  await renderRehearsal({ ffmpeg, task, files, signal, onProgress: () => undefined })
  const clip = untrustedInput(files.clip, 'mp4')
  const frames = await luma(clip, 'extractplanes=y')
  const lastPicture = await png(clip, `select=eq(n\\,${frames.length - 1}),${filmPixelsToPicture}`)
  return { frames, lastPicture }
}

async function stillLuma(folder: string, picture: Uint8Array): Promise<Uint8Array | undefined> {
  const path = `${folder}/still.png`
  await writeFile(path, picture)
  return (await luma(['-f', 'png_pipe', ...ownInput(path)], `${pictureToFilmPixels},extractplanes=y`))[0]
}

describe('a rehearsal with two pictures', () => {
  it.each(['pan right', 'slow push in', 'pull back', 'handheld', 'static shot', 'hold 1 s, then orbit left'])(
    'goes from the first to all of the last one: %s',
    async (prompt) => {
      await inTemporaryFolder(async (folder) => {
        const [start, end] = [await drawn('mandelbrot'), await drawn('testsrc2')]
        const { frames } = await rendered(folder, 'one', { prompt, seconds: 2, start, end })
        expect(frames).toHaveLength(48)
        const [first, last] = [await stillLuma(folder, start), await stillLuma(folder, end)]
        // The first frame of pulling back shows a part of its picture.
        if (prompt !== 'pull back') expect(difference(frames[0], first)).toBeLessThan(2)
        expect(difference(frames[47], last)).toBeLessThan(2)
        expect(difference(frames[24], first)).toBeGreaterThan(10)
        expect(difference(frames[24], last)).toBeGreaterThan(10)
      })
    },
  )
})

describe('a rehearsal that goes on from another', () => {
  const moves = {
    'pan right': 'panRight',
    'push in': 'dollyIn',
    'tilt up': 'tiltUp',
    'truck left': 'truckLeft',
  } as const

  it.each(Object.entries(moves))('%s: no stop, no jump at the seam', async (prompt, move) => {
    await inTemporaryFolder(async (folder) => {
      const start = await drawn('mandelbrot')
      const one = await rendered(folder, 'one', { prompt, seconds: 2, start, camera: { goesOn: true } })
      const entering = [{ move, pace: 'normal' }] as const
      const camera = { chained: true, entering }
      const two = await rendered(folder, 'two', { prompt: 'continue', seconds: 2, start: one.lastPicture, camera })
      const seam = difference(one.frames[47], two.frames[0])
      const steps = [
        ...one.frames.slice(40, 47).map((frame, k) => difference(frame, one.frames[41 + k])),
        ...two.frames.slice(1, 8).map((frame, k) => difference(frame, two.frames[2 + k])),
      ]
      const usual = steps.reduce((sum, value) => sum + value, 0) / steps.length
      expect(usual).toBeGreaterThan(0.2)
      // The picture is encoded once more at the seam.
      expect(seam).toBeLessThan(usual + 1.5)
      const stopped = await rendered(folder, 'three', { prompt, seconds: 2, start })
      if (move !== 'truckLeft') {
        expect(difference(stopped.frames[46], stopped.frames[47])).toBeLessThan(
          difference(one.frames[46], one.frames[47]),
        )
      }
    })
  })
})

it('is the same clip by the same seed', async () => {
  await inTemporaryFolder(async (folder) => {
    const asked = { prompt: 'handheld, pan left', seconds: 1, start: await drawn('mandelbrot') }
    const [one, two, other] = [
      await rendered(folder, 'one', asked, 7),
      await rendered(folder, 'two', asked, 7),
      await rendered(folder, 'other', asked, 8),
    ]
    expect(one.frames).toEqual(two.frames)
    expect(difference(one.frames[23], other.frames[23])).toBeGreaterThan(0.5)
  })
})
