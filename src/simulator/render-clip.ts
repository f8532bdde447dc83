import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FfmpegError, type Ffmpeg } from '../main/engine/ffmpeg/ffmpeg'
import { options } from '../main/engine/ffmpeg/options'
import { outputFile } from '../main/engine/ffmpeg/untrusted-input'
import { container, digest, encoder, fit, rate, soundInput, timeLimit } from './clip-arguments'
import { UnusablePicture, type ClipMaker, type ClipOrder } from './clip-order'
import { extendClip } from './extend-clip'
import { pictureFormatOf } from './picture-header'

/** A slow push in. It starts at the whole picture, so that the first frame is the one that was sent. */
const push = 0.12

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

  const tools = { ffmpeg, folder, signal: closing.signal, render }

  return {
    make(order) {
      const { size, seconds, sound, first, last, source, card } = order
      const look = first ? [first, last ?? ''] : [card]
      const before = source ? [source.bytes, String(source.whole)] : []
      const key = digest(JSON.stringify([size, seconds, sound]), ...look, ...before).slice(0, 24)
      const known = made.get(key)
      if (known) return known
      const making = turn.then(() => extendClip(order, key, tools))
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
