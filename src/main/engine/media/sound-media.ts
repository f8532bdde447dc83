import { createReadStream } from 'node:fs'
import { stat, writeFile } from 'node:fs/promises'
import PQueue from 'p-queue'
import type { Asset } from '../../../shared/project/document'
import { fail, succeed, type Result } from '../../../shared/result'
import { seconds, type Seconds } from '../../../shared/time/time'
import { FfmpegError, type Ffmpeg } from '../ffmpeg/ffmpeg'
import { options } from '../ffmpeg/options'
import { outputFile, untrustedInput, type MediaContainer } from '../ffmpeg/untrusted-input'
import type { CachePaths } from './cache-paths'
import type { MakeOnce } from './make-once'
import type { ImportRefusal } from './media-library'
import { createPeakMeter } from './peak-meter'

const sampleRate = 48_000
const bytesPerSample = 2 * 4
/** Decoding runs at many times the speed of sound; a file that takes longer is made to hang. */
const decodeTimeLimit = 10 * 60_000

export interface SoundMedia {
  /** Decodes a sound into the cache and tells its exact length, or why it is refused. */
  measure(
    path: string,
    container: MediaContainer,
    sha256: string,
    signal: AbortSignal,
  ): Promise<Result<Seconds, ImportRefusal>>
  /** 48 kHz stereo 32-bit float PCM, little endian. */
  samples(asset: Asset, signal: AbortSignal): Promise<string>
  /** Signed 8-bit min/max pairs, 100 pairs a second. */
  peaks(asset: Asset, signal: AbortSignal): Promise<string>
}

export interface SoundMediaParts {
  readonly ffmpeg: Ffmpeg
  readonly once: MakeOnce
  readonly paths: CachePaths
  readonly assetPath: (asset: Asset) => string
}

const containers: Readonly<Record<string, MediaContainer>> = {
  mp3: 'mp3',
  wav: 'wav',
  flac: 'flac',
  ogg: 'ogg',
  aac: 'aac',
  m4a: 'mp4',
  webm: 'webm',
}

function containerOf(asset: Asset): MediaContainer {
  const container = containers[asset.extension]
  if (container === undefined) throw new Error(`${asset.id} is not stored as a sound`)
  return container
}

/** What a failed decoding says about the file; null when it says nothing, but something of ours went wrong. */
function soundRefusal(error: FfmpegError): ImportRefusal | null {
  if (error.reason === 'diskFull') return 'diskFull'
  if (error.reason !== 'exit' && error.reason !== 'timeLimit') return null
  return error.errorLines.some((line) => line.includes('matches no streams')) ? 'noSound' : 'damaged'
}

/** Decoded sounds and their waveforms. */
export function createSoundMedia({ ffmpeg, once, paths, assetPath }: SoundMediaParts): SoundMedia {
  const queue = new PQueue({ concurrency: 2 })

  function decoded(path: string, container: MediaContainer, sha256: string, signal: AbortSignal): Promise<string> {
    return once.file(paths.samples(sha256), signal, (temporary, wanted) =>
      queue.add(async () => {
        const output = options(`-map 0:a:0 -vn -ac 2 -ar ${sampleRate} -c:a pcm_f32le -f f32le`)
        const args = [...untrustedInput(path, container), ...output, outputFile(temporary)]
        await ffmpeg.run({ args, signal: wanted, timeLimit: decodeTimeLimit })
      }),
    )
  }

  function samples(asset: Asset, signal: AbortSignal): Promise<string> {
    return decoded(assetPath(asset), containerOf(asset), asset.id, signal)
  }

  return {
    samples,
    async measure(path, container, sha256, signal) {
      try {
        const file = await decoded(path, container, sha256, signal)
        const count = Math.floor((await stat(file)).size / bytesPerSample)
        return count === 0 ? fail('noSound') : succeed(seconds(count, sampleRate))
      } catch (error) {
        const refusal = error instanceof FfmpegError ? soundRefusal(error) : null
        if (refusal === null) throw error
        return fail(refusal)
      }
    },
    peaks: (asset, signal) =>
      once.file(paths.peaks(asset), signal, async (temporary, wanted) => {
        const meter = createPeakMeter(sampleRate / 100)
        const file = await samples(asset, wanted)
        for await (const chunk of createReadStream(file, { highWaterMark: bytesPerSample << 15, signal: wanted })) {
          meter.add(chunk as Buffer)
        }
        await writeFile(temporary, meter.pairs())
      }),
  }
}
