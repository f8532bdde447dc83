import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { filmContainerArgs, filmEncoderArgs, filmFrameTags, rateArgument, type FilmFormat } from '../ffmpeg/film-codec'
import type { Ffmpeg } from '../ffmpeg/ffmpeg'
import { options } from '../ffmpeg/options'
import { outputFile } from '../ffmpeg/untrusted-input'
import { probeClip } from './probe-clip'

const timeLimit = 30_000

async function encodeOne(ffmpeg: Ffmpeg, format: FilmFormat, path: string): Promise<string> {
  const { size, rate } = format
  const black = `color=c=black:size=${size.width}x${size.height}:rate=${rateArgument(rate)}`
  const filter = `format=yuv420p,${filmFrameTags}`
  const output = [...filmEncoderArgs(format), '-frames:v', '1', ...filmContainerArgs(format), outputFile(path)]
  const args = [...options(`-f lavfi -i ${black} -vf ${filter}`), ...output]
  await ffmpeg.run({ args, timeLimit, signal: new AbortController().signal })
  const probe = await probeClip(path)
  if (!probe?.decoderConfiguration) throw new Error('The encoder wrote no parameter sets')
  return probe.decoderConfiguration
}

/**
 * The parameter sets that this ffmpeg writes for a film format, in hexadecimal: streams with the same ones are joined by
 * copying. Found by encoding one black frame, once per format.
 */
export function createFilmHeaders(ffmpeg: Ffmpeg, folder: string): (format: FilmFormat) => Promise<string> {
  const known = new Map<string, Promise<string>>()

  async function find(format: FilmFormat): Promise<string> {
    await mkdir(folder, { recursive: true })
    const path = join(folder, `${randomUUID()}.mp4`)
    try {
      return await encodeOne(ffmpeg, format, path)
    } finally {
      await rm(path, { force: true })
    }
  }

  return (format) => {
    const key = JSON.stringify([format.size, format.rate])
    const finding = known.get(key) ?? find(format)
    known.set(key, finding)
    finding.catch(() => known.delete(key))
    return finding
  }
}
