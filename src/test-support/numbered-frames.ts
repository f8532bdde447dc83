import type { Ffmpeg } from '../main/engine/ffmpeg/ffmpeg'
import {
  filmContainerArgs,
  filmEncoderArgs,
  filmFrameTags,
  rateArgument,
  retimeFilter,
  type FilmFormat,
} from '../main/engine/ffmpeg/film-codec'
import { options } from '../main/engine/ffmpeg/options'
import { outputFile } from '../main/engine/ffmpeg/untrusted-input'

/**
 * Frames that carry a number as a strip of black and white cells along their bottom: sixteen bits, a parity bit, and
 * cells of known shade on both sides. Big enough to be read from a small screenshot; during a dissolve the shade of a
 * cell tells how much of each number is seen.
 */
const bits = 16
/** White and black, the bits from the highest, parity, white. */
const stripCells = bits + 4
const framesPerClip = 1024
/** The strip's share of the picture's height. */
const stripHeight = 1 / 6

/** One number for a clip (0 to 63) and a frame of it (0 to 1023). */
export function codeOf(clip: number, frame: number): number {
  return clip * framesPerClip + frame
}

/** Shade of each cell for a number: 0 black, 1 white. */
export function cellsOf(code: number): readonly number[] {
  const shades = Array.from({ length: bits }, (_, index) => (code >> (bits - 1 - index)) & 1)
  const parity = shades.reduce((sum, bit) => sum + bit, 0) % 2
  return [1, 0, ...shades, parity, 1]
}

/** A grey picture, one byte a pixel, 0 black to 255 white. */
export interface GreyPicture {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

/** The part of a picture that shows the numbered frame, in shares of its width and height; may reach beyond it. */
export interface FrameArea {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export const wholePicture: FrameArea = { left: 0, top: 0, width: 1, height: 1 }

/** Mean of a small patch around a point given in shares of the picture. */
function shadeAt({ width, height, pixels }: GreyPicture, x: number, y: number, reach: number): number {
  const clamp = (value: number, most: number): number => Math.min(most - 1, Math.max(0, Math.floor(value)))
  const [left, right] = [clamp((x - reach) * width, width), clamp((x + reach) * width, width)]
  const row = clamp(y * height, height)
  let sum = 0
  for (let column = left; column <= right; column++) sum += pixels[row * width + column] ?? 0
  return sum / (right - left + 1) / 255
}

/** Shade of each cell of the strip, 0 to 1. */
export function readCells(picture: GreyPicture, area: FrameArea = wholePicture): readonly number[] {
  const y = area.top + area.height * (1 - stripHeight / 2)
  const cell = area.width / stripCells
  return Array.from({ length: stripCells }, (_, index) =>
    shadeAt(picture, area.left + cell * (index + 0.5), y, cell / 5),
  )
}

/** The number on a picture, or null when there is none to be read with certainty (a dissolve, something in front of it). */
export function readCode(picture: GreyPicture, area: FrameArea = wholePicture): number | null {
  const cells = readCells(picture, area)
  if (cells.some((shade) => shade > 0.35 && shade < 0.65)) return null
  const read = cells.map((shade) => (shade > 0.5 ? 1 : 0))
  const code = read.slice(2, 2 + bits).reduce((sum: number, bit) => sum * 2 + bit, 0)
  return cellsOf(code).every((bit, index) => bit === read[index]) ? code : null
}

export interface NumberedTake extends FilmFormat {
  readonly frames: number
  /** Number on the first frame; the others count on. */
  readonly firstCode: number
  /** Encoding; the film's own when left out, which makes the take one that needs no conforming. */
  readonly encoder?: readonly string[]
}

const tinyHeight = 12

/** A tiny picture, one pixel a cell wide, that ffmpeg enlarges without softening. */
function tinyFrame(code: number, index: number, count: number): Uint8Array {
  const shade = 60 + 12 * (Math.floor(code / framesPerClip) % 8)
  const frame = new Uint8Array(stripCells * tinyHeight).fill(shade)
  const moving = 2 + Math.floor((index / Math.max(1, count)) * (stripCells - 4))
  for (let row = 4; row < 7; row++) frame.fill(220, row * stripCells + moving, row * stripCells + moving + 2)
  const cells = Uint8Array.from(cellsOf(code), (bit) => bit * 255)
  for (let row = tinyHeight * (1 - stripHeight); row < tinyHeight; row++) frame.set(cells, row * stripCells)
  return frame
}

async function* tinyFrames({ frames, firstCode }: NumberedTake): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < frames; index++) yield tinyFrame(firstCode + index, index, frames)
}

/** Writes a clip of numbered frames. */
export async function writeNumberedTake(ffmpeg: Ffmpeg, path: string, take: NumberedTake): Promise<void> {
  const { size, rate } = take
  const enlarge = `scale=${size.width}:${size.height}:flags=neighbor:in_range=pc:out_range=tv,format=yuv420p`
  const input = `-f rawvideo -pixel_format gray -video_size ${stripCells}x${tinyHeight} -framerate ${rateArgument(rate)}`
  const filter = `${enlarge},${filmFrameTags},${retimeFilter(rate)}`
  const output = [...(take.encoder ?? filmEncoderArgs(take)), ...filmContainerArgs(take), outputFile(path)]
  await ffmpeg.run({
    args: [...options(`${input} -i pipe:0 -vf`), filter, ...output],
    input: tinyFrames(take),
    signal: new AbortController().signal,
    timeLimit: 60_000,
  })
}

/** All frames of a film, or the one of a picture file, in grey and made small; nothing is dropped or repeated. */
export async function greyPictures(
  ffmpeg: Ffmpeg,
  path: string,
  width = 160,
  height = 90,
): Promise<readonly GreyPicture[]> {
  const scale = `scale=${width}:${height}:flags=area:out_range=pc,format=gray`
  const { output } = await ffmpeg.run({
    args: ['-i', outputFile(path), '-vf', scale, '-fps_mode', 'passthrough', '-f', 'rawvideo', 'pipe:1'],
    output: 'collect',
    signal: new AbortController().signal,
    timeLimit: 60_000,
  })
  const bytes = width * height
  return Array.from({ length: output.length / bytes }, (_, index) => ({
    width,
    height,
    pixels: output.subarray(index * bytes, (index + 1) * bytes),
  }))
}
