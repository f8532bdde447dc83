import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { takeIdSchema } from '../../../shared/ids'
import { takeSchema, type Take } from '../../../shared/jobs/take'
import type { Asset, Size } from '../../../shared/project/document'
import { conformedFrameCount, rate, sourceFrameOfConformed, type Rate } from '../../../shared/time/time'
import type { Ffmpeg } from '../ffmpeg/ffmpeg'
import { readNumber, readNumbers, writeNumberedClip } from '../ffmpeg/numbered-clip'
import { options } from '../ffmpeg/options'
import { testFfmpeg } from '../ffmpeg/test-ffmpeg'
import { outputFile, ownInput } from '../ffmpeg/untrusted-input'
import { projectPaths } from '../project/project-paths'
import { createMediaLibrary } from './create-media-library'
import type { FilmShape, MediaLibrary } from './media-library'
import { buildPictureWorker, testFonts } from './pictures/test-pictures'

// Real ffmpeg runs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let ffmpeg: Ffmpeg
let folder: string
let library: MediaLibrary
let paths: ReturnType<typeof projectPaths>
const signal = new AbortController().signal
const size: Size = { width: 192, height: 108 }
const film: FilmShape = { size, rate: rate(24), fit: 'letterbox' }

beforeAll(async () => {
  ffmpeg = await testFfmpeg()
  folder = await mkdtemp(join(tmpdir(), 'media ü-'))
  paths = projectPaths(join(folder, 'My film'))
  await mkdir(paths.takes, { recursive: true })
  library = createMediaLibrary({ ffmpeg, paths, fonts: testFonts, pictureWorker: await buildPictureWorker() })
})
afterAll(async () => {
  await library.close()
  await rm(folder, { recursive: true })
})

async function run(...args: readonly string[]): Promise<Uint8Array> {
  const result = await ffmpeg.run({ args, signal, timeLimit: 30_000, output: 'collect' })
  return result.output
}

async function generated(name: string, ...args: readonly string[]): Promise<string> {
  const path = join(folder, name)
  await run('-f', 'lavfi', ...args, outputFile(path))
  return path
}

async function imported(path: string): Promise<Asset> {
  const result = await library.importFile(path, signal)
  if (!result.ok) throw new Error(`refused: ${result.problem}`)
  return result.value
}

let nextTake = 0

async function numberedTake(count: number, at: Rate, encoder?: readonly string[]): Promise<Take> {
  const id = takeIdSchema.parse(`take-${nextTake++}`)
  const path = library.takeFile({ id } as Take)
  await writeNumberedClip(ffmpeg, path, count, { size, rate: at }, encoder)
  const verified = await library.verifyClip(path, signal)
  if (!verified.ok) throw new Error(`not verified: ${verified.problem}`)
  const facts = {
    provider: 'p',
    model: 'm',
    prompt: '',
    seconds: 1,
    ratio: '16:9',
    seed: null,
    options: {},
    taskId: 't',
    cost: null,
  }
  const hashes = { requestHash: 'a'.repeat(64), upstreamHash: null, createdAt: '2026-01-01T00:00:00.000Z' }
  const take = takeSchema.parse({ id, shotId: 'shot', ...verified.value, ...facts, ...hashes })
  await writeFile(join(paths.takes, `${id}.json`), JSON.stringify(take))
  return take
}

/** As a provider might send it: B-frames and one long group of pictures. */
const foreign = options('-c:v libx264 -preset ultrafast -bf 2 -g 250')

describe('importing pictures', () => {
  test('keeps the bytes once, by their hash, with facts and name', async () => {
    const path = await generated("it's a “shot” 1.png", ...options('-i testsrc2=size=320x180 -frames:v 1'))
    const asset = await imported(path)
    expect(asset).toMatchObject({ kind: 'picture', extension: 'png', width: 320, height: 180, duration: null })
    expect(asset.name).toBe("it's a “shot” 1.png")
    const again = await library.importBytes('other name.png', await readFile(path), signal)
    expect(again).toMatchObject({ ok: true, value: { id: asset.id, name: 'other name.png' } })
    expect(await readdir(paths.assets)).toEqual([`${asset.id}.png`])
    expect(await library.assetFile(asset)).toBe(join(paths.assets, `${asset.id}.png`))
    expect(await library.assetFile({ ...asset, extension: 'jpg' })).toBeNull()
  })

  test('makes copies and framed pictures, also again after the cache was deleted', async () => {
    const asset = await imported(await generated('copy.jpg', ...options('-i testsrc2=size=640x360 -frames:v 1')))
    const make = async (): Promise<string[]> => [
      await library.pictureFile(asset, 200, signal),
      await library.framedFile(asset, { kind: 'pad' }, size, signal),
      await library.stillFile({ kind: 'asset', assetId: asset.id, framing: null }, film, signal),
    ]
    const made = await make()
    await rm(paths.cache, { recursive: true })
    expect(await make()).toEqual(made)
    expect(made[0]).toMatch(/\.jpg$/)
    expect(made[1]).not.toBe(made[2])
  })

  test('copies of pictures with transparency keep it', async () => {
    const clear = ['-i', 'color=c=red@0.5:size=64x64,format=rgba', '-frames:v', '1']
    const asset = await imported(await generated('clear.png', ...clear))
    expect(await library.pictureFile(asset, 32, signal)).toMatch(/\.png$/)
  })

  const bad: readonly (readonly [problem: string, name: string, bytes: Buffer])[] = [
    ['empty', 'empty.png', Buffer.alloc(0)],
    ['svg', 'drawing.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['notMedia', 'notes.jpg', Buffer.from('These are only words, whatever the name says.')],
    ['notMedia', 'list.mp4', Buffer.from('ffconcat version 1.0\nfile /etc/hostname\n')],
    ['damaged', 'half.png', Buffer.from('89504e470d0a1a0a0000000d4948445200000010', 'hex')],
    ['damaged', 'noise.mp3', Buffer.concat([Buffer.from('ID3\x04'), Buffer.alloc(400)])],
  ]
  test.each(bad)('refuses as %s: %s', async (problem, name, bytes) => {
    const path = join(folder, name)
    await writeFile(path, bytes)
    expect(await library.importFile(path, signal)).toEqual({ ok: false, problem })
    expect(await library.importBytes(name, bytes, signal)).toEqual({ ok: false, problem })
  })

  test('refuses what is gone, a folder, and what is too big, and leaves nothing behind', async () => {
    const before = await readdir(paths.assets)
    expect(await library.importFile(join(folder, 'gone.png'), signal)).toEqual({ ok: false, problem: 'notFound' })
    expect(await library.importFile(folder, signal)).toEqual({ ok: false, problem: 'unreadable' })
    const big = await generated('big.png', ...options('-i color=size=16x16 -frames:v 1'))
    await truncate(big, 50 * 1024 * 1024 + 1)
    expect(await library.importFile(big, signal)).toEqual({ ok: false, problem: 'tooManyBytes' })
    expect(await readdir(paths.assets)).toEqual(before)
  })
})

describe('importing sounds', () => {
  const tone = ['-i', 'sine=frequency=440:sample_rate=44100:duration=1.5,volume=0.5,pan=stereo|c0=c0|c1=0*c0']
  const extensions = ['wav', 'flac', 'mp3', 'm4a', 'ogg', 'opus', 'aac']

  beforeAll(async () => {
    const outputs = extensions.flatMap((extension) => ['-map', '0:a', outputFile(join(folder, `tone.${extension}`))])
    await run('-f', 'lavfi', ...tone, ...outputs)
  })

  test.each(extensions)('%s', async (extension) => {
    const asset = await imported(join(folder, `tone.${extension}`))
    expect(asset.kind).toBe('sound')
    const [numerator = 0, denominator = 1] = asset.duration ?? []
    expect(numerator / denominator).toBeGreaterThan(1.49)
    expect(numerator / denominator).toBeLessThan(1.62)
    const samples = await stat(await library.soundSamples(asset, signal))
    expect(samples.size).toBe((numerator / denominator) * 48_000 * 8)
  })

  test('the waveform is 100 pairs a second, up to the loudest sample', async () => {
    const asset = await imported(join(folder, 'tone.wav'))
    const peaks = new Int8Array(await readFile(await library.peaks(asset, signal)))
    expect(peaks.length).toBe(300)
    expect(Math.min(...peaks)).toBe(-Math.max(...peaks))
    const loudest = new Float32Array(new Uint8Array(await readFile(await library.soundSamples(asset, signal))).buffer)
    expect(Math.max(...peaks)).toBe(Math.round(loudest.reduce((most, one) => Math.max(most, one), 0) * 127))
  })

  test('a film without sound is no sound', async () => {
    const path = await generated('silent.mp4', ...options('-i color=size=64x64:duration=0.2'))
    expect(await library.importFile(path, signal)).toEqual({ ok: false, problem: 'noSound' })
  })
})

describe('verifying a clip', () => {
  test('counts its frames and knows its rate, size and sound', async () => {
    const path = await generated(
      'with-sound.mp4',
      ...options('-i testsrc2=size=320x180:rate=30000/1001 -f lavfi -i sine -t 1 -pix_fmt yuv420p'),
    )
    expect(await library.verifyClip(path, signal)).toMatchObject({
      ok: true,
      value: { frames: 30, rate: [30_000, 1001], size: { width: 320, height: 180 }, hasAudio: true },
    })
  })

  test.each([
    ['front', '+faststart', 0.6],
    ['back', '0', 0.6],
    ['front', '+faststart', 0.98],
  ])('finds a clip cut short, with its index at the %s', async (_, flags, share) => {
    const path = await generated('cut.mp4', '-i', 'testsrc2=size=320x180', '-t', '2', '-movflags', flags)
    await truncate(path, Math.floor((await stat(path)).size * share))
    const verified = await library.verifyClip(path, signal)
    expect(verified).toMatchObject({ ok: false, problem: expect.stringMatching(/damaged|truncated/) })
  })

  test('finds a damaged stretch in the middle', async () => {
    const path = await generated('hole.mp4', '-i', 'testsrc2=size=320x180', '-t', '2', '-movflags', '+faststart')
    const bytes = await readFile(path)
    bytes.fill(0, Math.floor(bytes.length * 0.5), Math.floor(bytes.length * 0.5) + 2000)
    await writeFile(path, bytes)
    expect(await library.verifyClip(path, signal)).toMatchObject({ ok: false })
  })

  test('tells what is no video, and what is not there', async () => {
    const text = join(folder, 'text.mp4')
    await writeFile(text, `ffconcat version 1.0\nfile ${join(folder, 'with-sound.mp4')}\n`)
    expect(await library.verifyClip(text, signal)).toEqual({ ok: false, problem: 'notVideo' })
    expect(await library.verifyClip(join(folder, 'none.mp4'), signal)).toEqual({ ok: false, problem: 'missing' })
  })
})

describe('takes in the film', () => {
  test('one that is as the film wants it is used as it is', async () => {
    const take = await numberedTake(30, rate(24))
    expect(await library.conformedTake(take, film, signal)).toBe(library.takeFile(take))
  })

  test('another is conformed once, frame for frame, and again when the cache is gone', async () => {
    const take = await numberedTake(30, rate(30), foreign)
    const [first, second] = await Promise.all([
      library.conformedTake(take, film, signal),
      library.conformedTake(take, film, signal),
    ])
    expect(second).toBe(first)
    const length = conformedFrameCount(30, rate(30), film.rate)
    const expected = Array.from({ length }, (_, index) => sourceFrameOfConformed(index, 30, rate(30), film.rate))
    expect(await readNumbers(ffmpeg, first)).toEqual(expected)
    await rm(paths.cache, { recursive: true })
    expect(await library.conformedTake(take, film, signal)).toBe(first)
    expect((await readdir(join(first, '..'))).length).toBe(1)
  })

  test('the same picture in another group structure is conformed too', async () => {
    const take = await numberedTake(20, rate(24), foreign)
    expect(await library.conformedTake(take, film, signal)).not.toBe(library.takeFile(take))
  })

  test('an exact frame is the one the film shows, also as the still of another shot', async () => {
    const take = await numberedTake(50, rate(25), foreign)
    const file = await library.exactFrame(take, 47, film, signal)
    const grey = await run(...ownInput(file), ...options('-pix_fmt gray -f rawvideo pipe:1'))
    expect(readNumber(grey, 192, 108)).toBe(sourceFrameOfConformed(47, 50, rate(25), film.rate))
    const still = await library.stillFile({ kind: 'takeFrame', takeId: take.id, frame: 47 }, film, signal)
    expect(still).toBe(file)
  })

  test('a filmstrip is ten frames side by side', async () => {
    const take = await numberedTake(48, rate(24))
    const file = await library.filmstrip(take, signal)
    const grey = await run(...ownInput(file), ...options('-pix_fmt gray -f rawvideo pipe:1'))
    expect(grey.byteLength).toBe(1600 * 90)
    const numbers = Array.from({ length: 10 }, (_, index) =>
      readNumber(grey, 1600, 90, { left: index / 10, top: 0, width: 0.1, height: 1 }),
    )
    expect(numbers).toEqual([2, 7, 12, 16, 21, 26, 31, 36, 40, 45])
  })

  test('a take whose file is gone is an expected problem', async () => {
    const take = await numberedTake(10, rate(25), foreign)
    await rm(library.takeFile(take))
    await expect(library.conformedTake(take, film, signal)).rejects.toMatchObject({ kind: 'notFound' })
  })

  test('nobody waits for a conform that was cancelled, and nothing of it stays', async () => {
    const take = await numberedTake(200, rate(25), foreign)
    const leaving = new AbortController()
    const left = library.conformedTake(take, film, leaving.signal)
    leaving.abort()
    await expect(left).rejects.toMatchObject({ name: 'AbortError' })
    expect(await library.conformedTake(take, film, signal)).toMatch(/\.mp4$/)
  })
})

test('a card is a picture of the film size', async () => {
  const file = await library.cardFile({ title: 'One', text: 'Two', size }, signal)
  expect((await run(...ownInput(file), ...options('-pix_fmt gray -f rawvideo pipe:1'))).byteLength).toBe(192 * 108)
})
