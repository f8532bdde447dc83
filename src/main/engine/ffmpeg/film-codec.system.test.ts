import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { rate } from '../../../shared/time/time'
import type { Ffmpeg } from './ffmpeg'
import {
  filmContainerArgs,
  filmEncoderArgs,
  filmLevel,
  filmPixelsToPicture,
  filmTimescale,
  pictureToFilmPixels,
  retimeFilter,
  type FilmFormat,
} from './film-codec'
import { readNumbers, writeNumberedClip } from './numbered-clip'
import { testFfmpeg } from './test-ffmpeg'
import { outputFile, ownInput } from './untrusted-input'

// Real ffmpeg and pictures take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let ffmpeg: Ffmpeg
let folder: string
const signal = new AbortController().signal
const format: FilmFormat = { size: { width: 320, height: 180 }, rate: rate(24) }

beforeAll(async () => {
  ffmpeg = await testFfmpeg()
  folder = await mkdtemp(join(tmpdir(), 'film-codec-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function collect(args: readonly string[], input?: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const run = await ffmpeg.run({ args, output: 'collect', timeLimit: 20_000, signal, ...(input && { input }) })
  return run.output
}

describe('the level', () => {
  test.each([
    [1280, 720, rate(24), '3.1'],
    [1280, 768, rate(24), '3.2'],
    [1920, 1080, rate(24), '4.0'],
    [1920, 1080, rate(60), '4.2'],
    [3840, 2160, rate(24), '5.1'],
    [8192, 4320, rate(24), '6.2'],
  ] as const)('of %s x %s at %s is %s', (width, height, at, level) => {
    expect(filmLevel({ size: { width, height }, rate: at })).toBe(level)
  })
})

test.each([[rate(24)], [rate(25)], [rate(30_000, 1001)], [rate(2997, 100)]])(
  'a frame at %s lasts whole ticks',
  (at) => {
    expect((filmTimescale(at) * at[1]) % at[0]).toBe(0)
  },
)

const patches = [
  [0, 0, 0],
  [255, 255, 255],
  [128, 128, 128],
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [232, 184, 74],
  [200, 150, 130],
  [20, 30, 60],
  [17, 17, 17],
] as const

async function* patchPicture(): AsyncGenerator<Uint8Array> {
  const row = new Uint8Array(320 * 3)
  for (let x = 0; x < 320; x++) row.set(patches[Math.floor(x / 32)] ?? [0, 0, 0], x * 3)
  for (let y = 0; y < 180; y++) yield row
}

test('colours of a picture come back from the film within two steps of 255', async () => {
  const film = join(folder, 'colours.mp4')
  const picture = ['-f', 'rawvideo', '-pixel_format', 'rgb24', '-video_size', '320x180', '-i', 'pipe:0']
  const filter = `${pictureToFilmPixels},loop=loop=-1:size=1:start=0,${retimeFilter(format.rate)}`
  const output = [...filmEncoderArgs(format), '-frames:v', '14', ...filmContainerArgs(format), outputFile(film)]
  await collect([...picture, '-vf', filter, ...output], patchPicture())
  const back = ['-vf', `select=eq(n\\,13),${filmPixelsToPicture}`, '-frames:v', '1', '-f', 'rawvideo', 'pipe:1']
  const pixels = await collect([...ownInput(film), ...back])
  patches.forEach((patch, index) => {
    const at = (90 * 320 + index * 32 + 16) * 3
    patch.forEach((value, band) => expect(Math.abs((pixels[at + band] ?? 0) - value)).toBeLessThanOrEqual(2))
  })
})

/** The decoder configuration (all parameter sets) of a file, as hexadecimal. */
async function decoderConfiguration(path: string): Promise<string> {
  const bytes = await readFile(path)
  const at = bytes.indexOf('avcC')
  return bytes.subarray(at - 4, at - 4 + bytes.readUInt32BE(at - 4)).toString('hex')
}

test('two streams of different pictures are joined by copying, frame for frame', async () => {
  const [first, second, film] = [join(folder, 'a.mp4'), join(folder, 'b.mp4'), join(folder, 'film.mp4')]
  await writeNumberedClip(ffmpeg, first, 17, format)
  const noise = [
    '-f',
    'lavfi',
    '-i',
    'testsrc2=size=320x180:rate=24',
    '-vf',
    `${pictureToFilmPixels},${retimeFilter(format.rate)}`,
  ]
  await collect([
    ...noise,
    ...filmEncoderArgs(format),
    '-frames:v',
    '5',
    ...filmContainerArgs(format),
    outputFile(second),
  ])
  expect(await decoderConfiguration(second)).toBe(await decoderConfiguration(first))

  const list = join(folder, 'list.txt')
  await writeFile(list, [first, second, first].map((path) => `file '${path}'\n`).join(''))
  const copy = ['-f', 'concat', '-safe', '0', '-i', list, '-c', 'copy', ...filmContainerArgs(format), outputFile(film)]
  await collect(copy)
  const numbers = await readNumbers(ffmpeg, film)
  const whole = Array.from({ length: 17 }, (_, index) => index)
  expect([...numbers.slice(0, 17), ...numbers.slice(22)]).toEqual([...whole, ...whole])

  const stamps = await collect([...ownInput(film), '-c', 'copy', '-f', 'framecrc', 'pipe:1'])
  const ticks = new TextDecoder()
    .decode(stamps)
    .split('\n')
    .filter((line) => line.startsWith('0,'))
  expect(ticks.map((line) => line.split(',').slice(1, 4).map(Number))).toEqual(
    ticks.map((_, index) => [index * 1000, index * 1000, 1000]),
  )
})

test('the file starts at zero without an edit list and names its colours', async () => {
  const path = join(folder, 'plain.mp4')
  await writeNumberedClip(ffmpeg, path, 3, format)
  const bytes = await readFile(path)
  expect(bytes.indexOf('elst')).toBe(-1)
  expect(bytes.indexOf('ctts')).toBe(-1)
  expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'))
  const colour = bytes.indexOf('colrnclx')
  expect([...bytes.subarray(colour + 8, colour + 15)]).toEqual([0, 1, 0, 1, 0, 1, 0])
})
