import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { conformFilter } from '../main/engine/ffmpeg/conform-filter'
import type { Ffmpeg } from '../main/engine/ffmpeg/ffmpeg'
import { filmContainerArgs, filmEncoderArgs } from '../main/engine/ffmpeg/film-codec'
import { outputFile, untrustedInput } from '../main/engine/ffmpeg/untrusted-input'
import type { ExportMedia } from '../main/engine/film/film-sources'
import type { FilmShape } from '../main/engine/media/media-library'
import type { Take } from '../shared/jobs/take'
import type { Size } from '../shared/project/document'
import { compare } from '../shared/time/rational'
import { conformedFrameCount } from '../shared/time/time'

const timeLimit = 60_000

/** Just enough of a media library for exports: takes lie in `folder` by their ids, other material is made on the spot. */
export interface SmallMedia extends ExportMedia {
  /** Sounds by asset id: interleaved 48 kHz stereo. */
  readonly sounds: Map<string, Float32Array>
  /** How many takes were conformed. */
  readonly conformed: readonly string[]
}

async function conform(
  ffmpeg: Ffmpeg,
  take: Take,
  shape: FilmShape,
  from: string,
  to: string,
  signal: AbortSignal,
): Promise<void> {
  const source = { rate: take.rate, size: take.size, colour: { matrix: null, fullRange: null } }
  const count = conformedFrameCount(take.frames, take.rate, shape.rate)
  const output = [...filmEncoderArgs(shape), '-frames:v', String(count), ...filmContainerArgs(shape), outputFile(to)]
  const args = [...untrustedInput(from, 'mp4'), '-vf', conformFilter(source, shape), ...output]
  await ffmpeg.run({ args, signal, timeLimit })
}

/** A picture that is black on its left half and white on its right: the edge tells to a part of a pixel where one looks. */
async function drawEdge(ffmpeg: Ffmpeg, { width, height }: Size, path: string): Promise<void> {
  const half = `${width / 2}x${height}`
  const sides = ['-f', 'lavfi', '-i', `color=c=black:size=${half}`, '-f', 'lavfi', '-i', `color=c=white:size=${half}`]
  const output = ['-filter_complex', 'hstack', '-frames:v', '1', '-pix_fmt', 'rgb24', outputFile(path)]
  await ffmpeg.run({ args: [...sides, ...output], signal: new AbortController().signal, timeLimit })
}

/** Own-format takes (`isOwn`) are used as they are, others are conformed; every still is half black, half white, every card dark blue. */
export function smallMedia(ffmpeg: Ffmpeg, folder: string, isOwn: (take: Take) => boolean = () => false): SmallMedia {
  const conformed: string[] = []
  const sounds = new Map<string, Float32Array>()
  const takeFile = (take: Take): string => join(folder, `${take.id}.mp4`)
  return {
    sounds,
    conformed,
    takeFile,
    assetFile: async () => null,
    conformedTake: async (take, shape, signal) => {
      const { width, height } = shape.size
      const fits = take.size.width === width && take.size.height === height && compare(take.rate, shape.rate) === 0
      if (isOwn(take) && fits) return takeFile(take)
      const path = join(folder, `conformed-${take.id}-${width}-${shape.rate.join('-')}.mp4`)
      if (!conformed.includes(path)) await conform(ffmpeg, take, shape, takeFile(take), path, signal)
      conformed.push(path)
      return path
    },
    stillFile: async (_, shape) => {
      const path = join(folder, 'still.png')
      await drawEdge(ffmpeg, shape.size, path)
      return path
    },
    cardFile: async ({ size }) => {
      const path = join(folder, 'card.png')
      const card = ['-f', 'lavfi', '-i', `color=c=0x20243a:size=${size.width}x${size.height}`, '-frames:v', '1']
      await ffmpeg.run({ args: [...card, outputFile(path)], signal: new AbortController().signal, timeLimit })
      return path
    },
    soundSamples: async (asset) => {
      const path = join(folder, `${asset.id}.f32`)
      const samples = sounds.get(asset.id) ?? new Float32Array(0)
      await writeFile(path, new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength))
      return path
    },
  }
}
