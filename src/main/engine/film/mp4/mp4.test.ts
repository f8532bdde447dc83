import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@fast-check/vitest'
import * as fc from 'fast-check'
import { EncodedPacketSink, FilePathSource, Input, MP4 } from 'mediabunny'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { rate } from '../../../../shared/time/time'
import { writeNumberedTake } from '../../../../test-support/numbered-frames'
import type { Ffmpeg } from '../../ffmpeg/ffmpeg'
import { testFfmpeg } from '../../ffmpeg/test-ffmpeg'
import { Mp4Error } from './boxes'
import { layOut, type Movie } from './movie'
import { headOf } from './movie-box'
import { decoderKey, readMp4, type Mp4File, type Mp4Track } from './read-mp4'
import { writeMp4, type WriteOptions, type WrittenMovie } from './write-mp4'

// Real ffmpeg runs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let ffmpeg: Ffmpeg
let folder: string
const size = { width: 160, height: 90 }
const signal = new AbortController().signal

beforeAll(async () => {
  ffmpeg = await testFfmpeg()
  folder = await mkdtemp(join(tmpdir(), 'mp4-'))
  await writeNumberedTake(ffmpeg, join(folder, 'a.mp4'), { frames: 30, size, rate: rate(24), firstCode: 0 })
  await writeNumberedTake(ffmpeg, join(folder, 'b.mp4'), { frames: 40, size, rate: rate(24), firstCode: 500 })
  await ffmpeg.run({
    args: [
      '-f',
      'lavfi',
      '-i',
      'sine=frequency=440:duration=2:sample_rate=48000',
      '-ac',
      '2',
      '-c:a',
      'aac',
      `file:${join(folder, 'tone.mp4')}`,
    ],
    signal,
    timeLimit: 30_000,
  })
})
afterAll(() => rm(folder, { recursive: true }))

async function trackOf(name: string): Promise<Mp4Track> {
  const [track] = (await readMp4(join(folder, name))).tracks
  if (!track) throw new Error('no track')
  return track
}

/** Clip a whole, then 24 frames of clip b from its second key frame on; with or without sound. */
async function movieOf(withSound: boolean): Promise<Movie> {
  const [a, b, tone] = [await trackOf('a.mp4'), await trackOf('b.mp4'), await trackOf('tone.mp4')]
  const runs = [
    { path: join(folder, 'a.mp4'), samples: a.samples, from: 0, count: 30 },
    { path: join(folder, 'b.mp4'), samples: b.samples, from: 12, count: 24 },
  ]
  const sound = {
    entry: tone.entry,
    timescale: tone.timescale,
    primingTicks: tone.mediaStart,
    runs: [{ path: join(folder, 'tone.mp4'), samples: tone.samples, from: 0, count: tone.samples.count }],
  }
  return {
    picture: { entry: a.entry, timescale: 24_000, frameTicks: 1000, ...size, runs },
    sound: withSound ? sound : null,
  }
}

async function writeTo(name: string, movie: Movie, over: Partial<WriteOptions> = {}): Promise<WrittenMovie> {
  const file = await open(join(folder, name), 'w')
  try {
    return await writeMp4(file, movie, { signal, onProgress: () => undefined, ...over })
  } finally {
    await file.close()
  }
}

async function write(
  movie: Movie,
): Promise<{ readonly path: string; readonly mp4: Mp4File; readonly checksum: number }> {
  const path = join(folder, 'out.mp4')
  const { pictureChecksum, bytes } = await writeTo('out.mp4', movie)
  const mp4 = await readMp4(path)
  expect(mp4.bytes).toBe(bytes)
  return { path, mp4, checksum: pictureChecksum }
}

describe('reading', () => {
  it('finds samples, key frames, timing and the encoder’s lead-in', async () => {
    const picture = await trackOf('a.mp4')
    expect(picture).toMatchObject({ handler: 'vide', timescale: 24_000, mediaStart: 0 })
    expect(picture.samples).toMatchObject({ count: 30, reordered: false })
    expect([...picture.samples.keys].flatMap((key, frame) => (key ? [frame] : []))).toEqual([0, 12, 24])
    expect(await trackOf('tone.mp4')).toMatchObject({ handler: 'soun', timescale: 48_000, mediaStart: 1024 })
  })

  it('gives clips of one encoder the same decoder key and others another', async () => {
    const other = join(folder, 'other.mp4')
    const encoder = ['-c:v', 'libx264', '-bf', '2', '-g', '50', '-pix_fmt', 'yuv420p']
    await writeNumberedTake(ffmpeg, other, { frames: 20, size, rate: rate(24), firstCode: 0, encoder })
    const [a, b, c] = [await trackOf('a.mp4'), await trackOf('b.mp4'), await trackOf('other.mp4')]
    expect(decoderKey(a)).toBe(decoderKey(b))
    expect(decoderKey(c)).not.toBe(decoderKey(a))
    expect(c.samples.reordered).toBe(true)
  })

  it('says of bytes that are no MP4, or not a whole one, that they are not', async () => {
    const whole = await readFile(join(folder, 'a.mp4'))
    const path = join(folder, 'bad.mp4')
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('hello, this is no film'),
      whole.subarray(0, whole.length - 10),
    ]) {
      await writeFile(path, bytes)
      await expect(readMp4(path)).rejects.toBeInstanceOf(Mp4Error)
    }
  })

  test.prop([fc.array(fc.tuple(fc.nat({ max: 1600 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 })], {
    numRuns: 60,
  })('answers damaged headers with a table or an Mp4Error, never with anything else', async (changes) => {
    const bytes = await readFile(join(folder, 'a.mp4'))
    for (const [at, value] of changes) bytes[at] = value
    const path = join(folder, 'mutated.mp4')
    await writeFile(path, bytes)
    const outcome = await readMp4(path).catch((error: unknown) => error)
    if (outcome instanceof Error) expect(outcome).toBeInstanceOf(Mp4Error)
  })
})

describe('writing', () => {
  it('copies the samples it was told to, in order, behind a header that comes first', async () => {
    const { path, mp4 } = await write(await movieOf(false))
    expect(mp4.layout).toEqual(['ftyp', 'moov', 'mdat'])
    const [bytes, a, b] = [
      await readFile(path),
      await readFile(join(folder, 'a.mp4')),
      await readFile(join(folder, 'b.mp4')),
    ]
    const [out, trackA, trackB] = [
      mp4.tracks[0]?.samples,
      (await trackOf('a.mp4')).samples,
      (await trackOf('b.mp4')).samples,
    ]
    const sample = (file: Buffer, table: typeof trackA | undefined, index: number): Buffer => {
      const start = Number(table?.offsets[index])
      return file.subarray(start, start + Number(table?.sizes[index]))
    }
    for (let frame = 0; frame < 54; frame++) {
      const source = frame < 30 ? sample(a, trackA, frame) : sample(b, trackB, frame - 18)
      expect(sample(bytes, out, frame).equals(source)).toBe(true)
    }
  })

  it.each([false, true])('is read alike by another library (with sound: %s)', async (withSound) => {
    const { path } = await write(await movieOf(withSound))
    const input = new Input({ source: new FilePathSource(path), formats: [MP4] })
    const video = await input.getPrimaryVideoTrack()
    const sound = await input.getPrimaryAudioTrack()
    if (!video) throw new Error('no picture')
    const times: number[] = []
    for await (const packet of new EncodedPacketSink(video).packets()) times.push(packet.timestamp)
    expect(times.length).toBe(54)
    times.forEach((time, frame) => expect(time).toBeCloseTo(frame / 24, 9))
    expect(await video.computeDuration()).toBeCloseTo(54 / 24, 9)
    expect(sound !== null).toBe(withSound)
    if (sound) expect(await sound.getFirstTimestamp()).toBeCloseTo(-1024 / 48_000, 6)
    input.dispose()
  })

  it('decodes to the end without an error', async () => {
    const { path } = await write(await movieOf(true))
    const run = await ffmpeg.run({
      args: ['-xerror', '-i', `file:${path}`, '-f', 'null', '-'],
      signal,
      timeLimit: 30_000,
    })
    expect([run.frames, run.errorLines]).toEqual([54, []])
  })

  it('stops when it is told to', async () => {
    const movie = await movieOf(false)
    const stop = new AbortController()
    const over = { signal: stop.signal, onProgress: () => stop.abort(new Error('stopped')) }
    await expect(writeTo('stopped.mp4', movie, over)).rejects.toThrow('stopped')
  })

  it('says so when a source lost its end', async () => {
    const movie = await movieOf(false)
    const short = join(folder, 'short.mp4')
    await writeFile(short, (await readFile(join(folder, 'b.mp4'))).subarray(0, 3000))
    const runs = movie.picture.runs.map((run, index) => (index === 1 ? { ...run, path: short } : run))
    const torn = { ...movie, picture: { ...movie.picture, runs } }
    await expect(writeTo('torn.mp4', torn)).rejects.toThrow('ended before its last sample')
  })

  it('uses wide numbers for films beyond 4 GB and 49 hours', async () => {
    const { picture } = await movieOf(false)
    const [run] = picture.runs
    if (!run) throw new Error('no run')
    const huge = { ...run, samples: { ...run.samples, sizes: run.samples.sizes.map(() => 200_000_000) } }
    const movie: Movie = { picture: { ...picture, frameTicks: 200_000_000, runs: [huge] }, sound: null }
    const path = join(folder, 'huge.mp4')
    const head = headOf(movie, layOut(movie))
    const file = await open(path, 'w')
    await file.write(head)
    await file.truncate(head.length + 30 * 200_000_000)
    await file.close()
    const { tracks } = await readMp4(path)
    expect(tracks[0]?.samples.offsets[29]).toBe(head.length + 29 * 200_000_000)
    await rm(path)
  })
})
