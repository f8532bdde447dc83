import type { Size } from '../../../shared/project/document'
import type { Ffmpeg } from './ffmpeg'
import {
  filmContainerArgs,
  filmEncoderArgs,
  filmFrameTags,
  rateArgument,
  retimeFilter,
  type FilmFormat,
} from './film-codec'
import { options } from './options'
import { outputFile, untrustedInput } from './untrusted-input'

/** Clips whose every frame carries its own number as black and white bars: test material that proves which frame is shown. */
const bars = 12
const limit = { timeLimit: 60_000 }

/** Which part of a picture holds the bars, in shares of its width and height. */
export interface BarArea {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

const wholePicture: BarArea = { left: 0, top: 0, width: 1, height: 1 }

function numberedFrame(number: number, { width, height }: Size): Uint8Array {
  const row = Uint8Array.from({ length: width }, (_, x) => ((number >> Math.floor((x * bars) / width)) & 1 ? 235 : 16))
  const frame = new Uint8Array((width * height * 3) / 2).fill(128)
  for (let y = 0; y < height; y++) frame.set(row, y * width)
  return frame
}

async function* numberedFrames(count: number, size: Size): AsyncGenerator<Uint8Array> {
  for (let number = 0; number < count; number++) yield numberedFrame(number, size)
}

/** Writes a clip of `count` numbered frames; `encoder` replaces the film's own encoding. */
export async function writeNumberedClip(
  ffmpeg: Ffmpeg,
  path: string,
  count: number,
  format: FilmFormat,
  encoder: readonly string[] = filmEncoderArgs(format),
): Promise<void> {
  const { size, rate } = format
  const source = options(`-f rawvideo -pixel_format yuv420p -video_size ${size.width}x${size.height}`)
  const filter = `${retimeFilter(rate)},${filmFrameTags}`
  const output = [...encoder, ...filmContainerArgs(format), outputFile(path)]
  await ffmpeg.run({
    ...limit,
    args: [...source, '-framerate', rateArgument(rate), '-i', 'pipe:0', '-vf', filter, ...output],
    input: numberedFrames(count, size),
    signal: new AbortController().signal,
  })
}

/** The number on one grey picture of `width` x `height`. */
export function readNumber(grey: Uint8Array, width: number, height: number, area: BarArea = wholePicture): number {
  let number = 0
  const y = Math.floor((area.top + area.height / 2) * height)
  for (let bar = 0; bar < bars; bar++) {
    const x = Math.floor((area.left + (area.width * (bar + 0.5)) / bars) * width)
    if ((grey[y * width + x] ?? 0) > 127) number |= 1 << bar
  }
  return number
}

/** The numbers that a clip shows, frame by frame in decoding order; nothing is dropped or repeated by the reading. */
export async function readNumbers(ffmpeg: Ffmpeg, path: string, area: BarArea = wholePicture): Promise<number[]> {
  const [width, height] = [240, 136]
  const output = options(`-vf scale=${width}:${height}:flags=area,format=gray -fps_mode passthrough -f rawvideo pipe:1`)
  const result = await ffmpeg.run({
    ...limit,
    args: [...untrustedInput(path, 'mp4'), ...output],
    output: 'collect',
    signal: new AbortController().signal,
  })
  const bytes = width * height
  return Array.from({ length: result.output.byteLength / bytes }, (_, index) =>
    readNumber(result.output.subarray(index * bytes, (index + 1) * bytes), width, height, area),
  )
}
