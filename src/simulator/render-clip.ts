import { createHash } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FfmpegError, type Ffmpeg } from '../main/engine/ffmpeg/ffmpeg'
import { options } from '../main/engine/ffmpeg/options'
import { outputFile } from '../main/engine/ffmpeg/untrusted-input'
import { UnusablePicture, type ClipMaker, type ClipOrder } from './clip-order'
import { pictureFormatOf } from './picture-header'

const rate = 24
const timeLimit = 300_000
/** A slow push in. It starts at the whole picture, so that the first frame is the one that was sent. */
const push = 0.12

function digest(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${part.length}:`).update(part)
  return hash.digest('hex')
}

function framesOf({ seconds }: ClipOrder): number {
  return Math.round(seconds * rate)
}

/** Input options for the bytes of a picture; the demuxer is forced by what they are. */
function pictureInput(path: string, bytes: Buffer): readonly string[] {
  const format = pictureFormatOf(bytes)
  if (format === null) throw new UnusablePicture('The picture is not a PNG, JPEG or WebP.')
  const limits = options('-max_alloc 1073741824 -max_pixels 67108864 -protocol_whitelist file')
  return [...limits, ...options(`-f ${format}_pipe`), '-i', outputFile(path)]
}

/** Crops a picture to the frame's shape around its middle; in the colours that the encoder names. */
function fit({ size: { width, height } }: ClipOrder): string {
  const scale = `scale=${width}:${height}:force_original_aspect_ratio=increase:out_color_matrix=bt709:out_range=tv`
  return `${scale},format=yuv444p,crop=${width}:${height},setsar=1`
}

function pushIn(order: ClipOrder): string {
  const [count, { width, height }] = [framesOf(order), order.size]
  const middle = "x='(iw-iw/zoom)/2':y='(ih-ih/zoom)/2'"
  return `zoompan=z='1+${push}*on/${count}':${middle}:d=${count}:s=${width}x${height}:fps=${rate}`
}

/** Between two pictures it moves from one to the other over its whole length. */
function picturesFilter(order: ClipOrder): string {
  const first = `[0:v]${fit(order)},${pushIn(order)},settb=1/${rate},format=yuv420p`
  if (!order.last) return `${first}[picture]`
  const still = `loop=loop=-1:size=1:start=0,settb=1/${rate},setpts=N,fps=${rate},trim=end_frame=${framesOf(order)}`
  const fade = `xfade=transition=fade:offset=0:duration=${((framesOf(order) - 1) / rate).toFixed(6)}`
  return `${first}[from];[1:v]${fit(order)},${still},format=yuv420p[to];[from][to]${fade}[picture]`
}

/** A test card with running numbers, in a colour of its own. */
function cardInput({ size, seconds }: ClipOrder): readonly string[] {
  const card = `testsrc2=size=${size.width}x${size.height}:rate=${rate}:duration=${seconds}`
  return ['-f', 'lavfi', '-i', card]
}

function hueOf(order: ClipOrder): number {
  return Number.parseInt(digest(order.card).slice(0, 6), 16) % 360
}

function soundInput({ seconds, card }: ClipOrder): readonly string[] {
  const pitch = 220 + (Number.parseInt(digest(card).slice(6, 10), 16) % 440)
  return ['-f', 'lavfi', '-i', `sine=frequency=${pitch}:sample_rate=48000:duration=${seconds}`]
}

const encoder = options(
  '-c:v libx264 -preset ultrafast -crf 26 -pix_fmt yuv420p -g 48 -bf 0 -threads 2 -color_primaries bt709 -color_trc bt709 -colorspace bt709 -color_range tv',
)
const container = options('-map_metadata -1 -fflags +bitexact -movflags +faststart -f mp4')

interface PictureFile {
  readonly path: string
  readonly bytes: Buffer
}

function argumentsFor(order: ClipOrder, pictures: readonly PictureFile[], target: string): readonly string[] {
  const seen = pictures.flatMap(({ path, bytes }) => pictureInput(path, bytes))
  const inputs = [...(seen.length > 0 ? seen : cardInput(order)), ...(order.sound ? soundInput(order) : [])]
  const filter = seen.length > 0 ? picturesFilter(order) : `[0:v]hue=h=${hueOf(order)},format=yuv420p[picture]`
  const soundIndex = Math.max(1, pictures.length)
  const sound = order.sound ? ['-map', `${soundIndex}:a`, ...options('-c:a aac -b:a 96k')] : []
  const length = options(`-r ${rate} -frames:v ${framesOf(order)}`)
  return [
    ...inputs,
    '-filter_complex',
    filter,
    '-map',
    '[picture]',
    ...sound,
    ...encoder,
    ...length,
    ...container,
    outputFile(target),
  ]
}

/** Makes real clips with ffmpeg, one at a time, and each only once. */
export function createClipMaker(ffmpeg: Ffmpeg, folder: string): ClipMaker {
  const closing = new AbortController()
  const made = new Map<string, Promise<string>>()
  let turn: Promise<unknown> = Promise.resolve()

  const render = async (order: ClipOrder, key: string): Promise<string> => {
    closing.signal.throwIfAborted()
    const [target, part] = [join(folder, `clip-${key}.mp4`), join(folder, `clip-${key}.part`)]
    const given = [order.first, order.first ? order.last : null].filter((bytes) => bytes !== null)
    const pictures = given.map((bytes, index) => ({ path: join(folder, `clip-${key}-${index}.picture`), bytes }))
    try {
      for (const { path, bytes } of pictures) await writeFile(path, bytes)
      await ffmpeg.run({ args: argumentsFor(order, pictures, part), signal: closing.signal, timeLimit })
      await rename(part, target)
      return target
    } catch (error) {
      const isOurs = pictures.length === 0 || !(error instanceof FfmpegError) || error.reason !== 'exit'
      throw isOurs ? error : new UnusablePicture(error.message)
    } finally {
      for (const path of [part, ...pictures.map((picture) => picture.path)]) await rm(path, { force: true })
    }
  }

  return {
    make(order) {
      const { size, seconds, sound, first, last, card } = order
      const look = first ? [first, last ?? ''] : [card]
      const key = digest(JSON.stringify([size, seconds, sound]), ...look).slice(0, 24)
      const known = made.get(key)
      if (known) return known
      const making = turn.then(() => render(order, key))
      made.set(key, making)
      turn = making.catch(() => made.delete(key))
      return making
    },
    async close() {
      closing.abort(new Error('The simulator was closed'))
      await turn
    },
  }
}

/** Writes a block of bytes that is no clip: for tests of everything but the picture. */
export function createBlockMaker(folder: string, bytes: number): ClipMaker {
  return {
    async make(order) {
      const name = digest(order.card, order.first ?? '').slice(0, 24)
      const path = join(folder, `block-${name}.mp4`)
      await writeFile(path, Buffer.alloc(bytes, name))
      return path
    },
    close: async () => undefined,
  }
}
