import type { FilmPlan } from '../../../shared/film/plan'
import type { Ffmpeg } from '../ffmpeg/ffmpeg'
import { options } from '../ffmpeg/options'
import { outputFile } from '../ffmpeg/untrusted-input'
import { mixBlock, samplesFromFrames, soundChannels, soundRate, type ReadSamples } from './mix-blocks'
import { readMp4, type Mp4Track } from './mp4/read-mp4'

const startTime = 60_000
const timePerSecond = 5_000

/** Whether anything can be heard on the film. */
export function hasSound({ sounds }: Pick<FilmPlan, 'sounds'>): boolean {
  return sounds.some((sound) => sound.gain > -60)
}

/** The film's sound from its first to its last sample, a second at a time. */
async function* mixedBytes(
  plan: FilmPlan,
  read: ReadSamples,
  onSecond: (count: number) => void,
): AsyncGenerator<Uint8Array> {
  const total = samplesFromFrames(plan.length, plan.rate)
  for (let second = 0; second * soundRate < total; second++) {
    const block = await mixBlock(plan, read, second)
    const pairs = Math.min(soundRate, total - second * soundRate)
    yield new Uint8Array(block.buffer, 0, pairs * soundChannels * Float32Array.BYTES_PER_ELEMENT)
    onSecond(second + 1)
  }
}

/**
 * Encodes the film's whole sound as one AAC track, as long as the picture to the sample. The track's `mediaStart` is the
 * encoder's own lead-in. Throws `FfmpegError`, and whatever `read` throws.
 */
export async function encodeSound(
  ffmpeg: Ffmpeg,
  plan: FilmPlan,
  read: ReadSamples,
  path: string,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Mp4Track> {
  const seconds = Math.ceil(samplesFromFrames(plan.length, plan.rate) / soundRate)
  await ffmpeg.run({
    args: [
      ...options(`-f f32le -ar ${soundRate} -ac ${soundChannels} -i pipe:0`),
      ...options('-c:a aac -b:a 192k -map_metadata -1 -fflags +bitexact -f mp4'),
      outputFile(path),
    ],
    input: mixedBytes(plan, read, (count) => onProgress(count / seconds)),
    signal,
    timeLimit: startTime + seconds * timePerSecond,
  })
  const track = (await readMp4(path)).tracks.find(({ handler }) => handler === 'soun')
  if (!track) throw new Error('the encoded sound has no track')
  return track
}
