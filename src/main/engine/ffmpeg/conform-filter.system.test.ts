import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Size } from '../../../shared/project/document'
import { conformedFrameCount, rate, sourceFrameOfConformed, type Rate } from '../../../shared/time/time'
import type { FilmShape } from '../media/media-library'
import { conformedFrameFilter, conformFilter } from './conform-filter'
import type { Ffmpeg } from './ffmpeg'
import { filmContainerArgs, filmEncoderArgs, filmPixelsToPicture } from './film-codec'
import { readNumber, readNumbers, writeNumberedClip, type BarArea } from './numbered-clip'
import { options } from './options'
import { testFfmpeg } from './test-ffmpeg'
import { outputFile, untrustedInput } from './untrusted-input'

// Real ffmpeg and pictures take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let ffmpeg: Ffmpeg
let folder: string

beforeAll(async () => {
  ffmpeg = await testFfmpeg()
  folder = await mkdtemp(join(tmpdir(), 'conform-'))
})

afterAll(() => rm(folder, { recursive: true }))

const signal = new AbortController().signal
const small = { width: 192, height: 108 }
const colour = { matrix: null, fullRange: null }

const sources = new Map<string, Promise<string>>()

/** A numbered clip as a provider might send it: B-frames, one long group of pictures, an edit list. */
function numberedSource(count: number, from: Rate, size: Size): Promise<string> {
  const name = `${count}-${from.join('-')}-${size.width}x${size.height}`
  const path = join(folder, `${name}.mp4`)
  const plain = options('-c:v libx264 -preset ultrafast -bf 2 -use_editlist 1')
  const written =
    sources.get(name) ?? writeNumberedClip(ffmpeg, path, count, { size, rate: from }, plain).then(() => path)
  sources.set(name, written)
  return written
}

async function conform(name: string, count: number, from: Rate, shape: FilmShape, size = small): Promise<string> {
  const source = await numberedSource(count, from, size)
  const target = join(folder, `${name}-conformed.mp4`)
  const filter = conformFilter({ rate: from, size, colour }, shape)
  const frames = ['-frames:v', String(conformedFrameCount(count, from, shape.rate))]
  const output = [...filmEncoderArgs(shape), ...filmContainerArgs(shape), outputFile(target)]
  const args = [...untrustedInput(source, 'mp4'), '-an', '-vf', filter, ...frames, ...output]
  await ffmpeg.run({ args, timeLimit: 60_000, signal })
  return target
}

describe('the rate', () => {
  test.each([
    ['24 to 25', 50, rate(24), rate(25)],
    ['25 to 24', 50, rate(25), rate(24)],
    ['30 to 24', 61, rate(30), rate(24)],
    ['23.976 to 24', 50, rate(24_000, 1001), rate(24)],
    ['24 to 23.976', 50, rate(24), rate(24_000, 1001)],
    ['24 to 60', 50, rate(24), rate(60)],
    ['24 to 24', 50, rate(24), rate(24)],
    ['one frame', 1, rate(30), rate(24)],
  ] as const)('%s: every frame is the one the film plan names', async (name, count, from, to) => {
    const file = await conform(name, count, from, { size: small, rate: to, fit: 'letterbox' })
    const length = conformedFrameCount(count, from, to)
    const expected = Array.from({ length }, (_, index) => sourceFrameOfConformed(index, count, from, to))
    expect(await readNumbers(ffmpeg, file)).toEqual(expected)
  })
})

describe('the size', () => {
  const film = { width: 256, height: 144 }
  const tall: BarArea = { left: 0.5 - 81 / 256 / 2, top: 0, width: 81 / 256, height: 1 }
  const middle: BarArea = { left: 0, top: 0, width: 1, height: 1 }

  test.each([
    ['letterbox', { width: 108, height: 192 }, tall],
    ['crop', { width: 192, height: 144 }, middle],
  ] as const)('a clip of another shape keeps its frames under %s', async (fit, size, area) => {
    const file = await conform(`shape-${fit}`, 20, rate(24), { size: film, rate: rate(24), fit }, size)
    expect(await readNumbers(ffmpeg, file, area)).toEqual(Array.from({ length: 20 }, (_, index) => index))
  })
})

describe('colours of sources that count them in other ways come out the same', () => {
  const gold = [232, 184, 74]
  const shape: FilmShape = { size: { width: 96, height: 96 }, rate: rate(24), fit: 'crop' }

  test.each([
    ['BT.601, as small clips are when they do not say', 'bt601', 'tv', { matrix: null, fullRange: null }],
    ['BT.601', 'bt601', 'tv', { matrix: 'bt601', fullRange: false }],
    ['BT.709 in full range', 'bt709', 'pc', { matrix: 'bt709', fullRange: true }],
    ['BT.709', 'bt709', 'tv', { matrix: 'bt709', fullRange: false }],
  ] as const)('%s', async (name, matrix, range, colour) => {
    const source = join(folder, `${name}.mkv`)
    const drawn = `color=c=0xe8b84a:size=64x64:rate=24:duration=0.2,format=gbrp,scale=out_color_matrix=${matrix}:out_range=${range}`
    const plain = ['-f', 'lavfi', '-i', `${drawn},format=yuv420p`, '-c:v', 'libx264', '-qp', '1', '-f', 'matroska']
    await ffmpeg.run({ args: [...plain, outputFile(source)], timeLimit: 20_000, signal })
    const filter = conformFilter({ rate: rate(24), size: { width: 64, height: 64 }, colour }, shape)
    const raw = ['-vf', `${filter},${filmPixelsToPicture}`, '-frames:v', '1', '-f', 'rawvideo', 'pipe:1']
    const args = [...untrustedInput(source, 'webm'), ...raw]
    const { output } = await ffmpeg.run({ args, output: 'collect', timeLimit: 20_000, signal })
    const pixel = [...output.subarray(48 * 96 * 3 + 48 * 3, 48 * 96 * 3 + 48 * 3 + 3)]
    pixel.forEach((value, band) => expect(Math.abs(value - (gold[band] ?? 0))).toBeLessThanOrEqual(3))
  })
})

test('one frame comes out exactly, as a picture of the film size', async () => {
  const shape: FilmShape = { size: { width: 256, height: 144 }, rate: rate(24), fit: 'letterbox' }
  const source = await numberedSource(50, rate(24), small)
  const filter = conformedFrameFilter({ rate: rate(24), size: small, colour }, 29, shape)
  const raw = ['-frames:v', '1', '-pix_fmt', 'gray', '-f', 'rawvideo', 'pipe:1']
  const args = [...untrustedInput(source, 'mp4'), '-vf', filter, ...raw]
  const { output } = await ffmpeg.run({ args, output: 'collect', timeLimit: 20_000, signal })
  expect(output.byteLength).toBe(256 * 144)
  expect(readNumber(output, 256, 144)).toBe(29)
})
