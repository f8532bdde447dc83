import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { FilmPlan } from '../../../shared/film/plan'
import { ExpectedError } from '../../../shared/ipc/app-error'
import { FfmpegError, type Ffmpeg } from '../ffmpeg/ffmpeg'
import { options } from '../ffmpeg/options'
import { untrustedInput } from '../ffmpeg/untrusted-input'
import type { FilmPiece } from './film-pieces'
import { filmClock } from './film-sources'
import { samplesFromFrames } from './mix-blocks'
import { readMp4, type Mp4Track } from './mp4/read-mp4'
import { readSamples, sampleBuffer, writeMp4 } from './mp4/write-mp4'
import type { SampleRun } from './mp4/movie'

const startTime = 60_000
const timePerFrame = 5_000
/** Samples of one AAC packet. */
const packetSamples = 1024

interface FilmToVerify {
  readonly path: string
  readonly plan: FilmPlan
  readonly pieces: readonly FilmPiece[]
  readonly pictureChecksum: number
  readonly withSound: boolean
}

function require(condition: boolean, what: string): asserts condition {
  if (!condition)
    throw new ExpectedError('unexpected', `The exported film failed its check: ${what}. Nothing was replaced.`)
}

function checkPicture(track: Mp4Track | undefined, { plan, pieces }: FilmToVerify): asserts track is Mp4Track {
  require(track !== undefined, 'it has no picture')
  const { samples, mediaStart, timescale } = track
  const clock = filmClock(plan)
  require(samples.count === plan.length, `it has ${samples.count} pictures instead of ${plan.length}`)
  const isEven = samples.durations.every((ticks) => ticks === clock.frameTicks)
  require(isEven && timescale === clock.timescale && !samples.reordered && mediaStart === 0, 'its timing is not even')
  require(pieces.every((piece) => samples.keys[piece.start] === 1), 'a piece does not begin with a key frame')
}

function checkSound(track: Mp4Track | undefined, { plan, withSound }: FilmToVerify): void {
  require((track !== undefined) === withSound, 'its sound is missing')
  if (!track) return
  const heard = track.samples.durations.reduce((sum, ticks) => sum + ticks, 0) - track.mediaStart
  const wanted = samplesFromFrames(plan.length, plan.rate)
  require(Math.abs(heard - wanted) <= packetSamples, 'its sound is not as long as its picture')
}

/** CRC-32 of all samples in order, read back by the finished film's own tables. */
async function checksumOf(file: FileHandle, { samples }: Mp4Track, signal: AbortSignal): Promise<number> {
  let sum = 0
  for await (const bytes of readSamples(file, samples, 0, samples.count, sampleBuffer())) {
    signal.throwIfAborted()
    sum = crc32(bytes, sum)
  }
  return sum
}

function keyBefore({ keys }: Mp4Track['samples'], frame: number): number {
  let key = frame
  while (key > 0 && keys[key] !== 1) key -= 1
  return key
}

function keyAfter({ keys, count }: Mp4Track['samples'], frame: number): number {
  let key = frame + 1
  while (key < count && keys[key] !== 1) key += 1
  return Math.min(key, count)
}

/** Around every joint with an encoded piece: the last group of pictures before it and the first one after it. */
function seamRuns(path: string, pieces: readonly FilmPiece[], { samples }: Mp4Track): readonly SampleRun[] {
  const ranges: { from: number; to: number }[] = []
  pieces.forEach((piece, index) => {
    const before = pieces[index - 1]
    if (piece.kind === 'copy' && before?.kind !== 'encode') return
    const from = before ? keyBefore(samples, piece.start - 1) : piece.start
    const last = ranges.at(-1)
    const to = keyAfter(samples, piece.start)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else ranges.push({ from, to })
  })
  return ranges.map(({ from, to }) => ({ path, samples, from, count: to - from }))
}

async function decodeSeams(
  ffmpeg: Ffmpeg,
  folder: string,
  film: FilmToVerify,
  track: Mp4Track,
  signal: AbortSignal,
): Promise<void> {
  const runs = seamRuns(film.path, film.pieces, track)
  if (runs.length === 0) return
  const path = join(folder, 'seams.mp4')
  const file = await open(path, 'wx')
  try {
    const picture = { ...filmClock(film.plan), ...film.plan.size, entry: track.entry, runs }
    await writeMp4(file, { picture, sound: null }, { signal, onProgress: () => undefined })
  } finally {
    await file.close()
  }
  const count = runs.reduce((sum, run) => sum + run.count, 0)
  const args = [
    ...options('-xerror -err_detect crccheck+bitstream+buffer'),
    ...untrustedInput(path, 'mp4'),
    ...options('-fps_mode passthrough -f null -'),
  ]
  try {
    const { frames } = await ffmpeg.run({ args, signal, timeLimit: startTime + count * timePerFrame })
    require(frames === count, 'a joint does not decode')
  } catch (error) {
    require(!(error instanceof FfmpegError && error.reason === 'exit'), 'a joint does not decode')
    throw error
  }
}

/**
 * Checks a finished film before it gets its name: boxes in order, exactly the plan's pictures at an even pace, copied and
 * encoded bytes where its tables say, sound as long as the picture, and every joint with an encoded piece decoded. Sources
 * were decoded in full when they arrived. Throws `ExpectedError`.
 */
export async function verifyFilm(
  ffmpeg: Ffmpeg,
  folder: string,
  film: FilmToVerify,
  signal: AbortSignal,
): Promise<void> {
  const { tracks, layout } = await readMp4(film.path)
  require(layout.join() === 'ftyp,moov,mdat', 'its parts are out of order')
  const [picture, sound, ...more] = tracks
  require(more.length === 0, 'it has too many tracks')
  checkPicture(picture, film)
  checkSound(sound, film)
  const file = await open(film.path, 'r')
  try {
    const sum = await checksumOf(file, picture, signal)
    require(sum === film.pictureChecksum, 'its bytes are not those that were written')
  } finally {
    await file.close()
  }
  await decodeSeams(ffmpeg, folder, film, picture, signal)
}
