import type { SampleTable } from './read-mp4'

/** Consecutive samples of one file, copied as they are. */
export interface SampleRun {
  readonly path: string
  readonly samples: SampleTable
  readonly from: number
  readonly count: number
}

interface TrackBase {
  readonly entry: Buffer
  readonly runs: readonly SampleRun[]
}

/** Every picture lasts `frameTicks`; the film's clock is the picture's. */
export interface PictureTrack extends TrackBase {
  readonly timescale: number
  readonly frameTicks: number
  readonly width: number
  readonly height: number
}

/** Sound that begins to be heard `primingTicks` into its first sample and ends with the picture. */
export interface SoundTrack extends TrackBase {
  readonly timescale: number
  readonly primingTicks: number
}

export interface Movie {
  readonly picture: PictureTrack
  readonly sound: SoundTrack | null
}

/** One stretch of samples in the file; picture and sound alternate about every second. */
export interface Chunk {
  readonly track: 'picture' | 'sound'
  readonly run: SampleRun
  readonly from: number
  readonly count: number
  readonly bytes: number
}

/** Bytes of consecutive samples. */
export function bytesOf({ sizes }: SampleTable, from: number, count: number): number {
  let sum = 0
  for (let sample = from; sample < from + count; sample++) sum += sizes[sample] ?? 0
  return sum
}

/** Cuts runs into chunks of about a second, each with the film time at which it begins. */
function chunksOf(
  kind: Chunk['track'],
  runs: readonly SampleRun[],
  secondsOf: (run: SampleRun, sample: number) => number,
): readonly { readonly at: number; readonly chunk: Chunk }[] {
  const chunks: { at: number; chunk: Chunk }[] = []
  let time = 0
  for (const run of runs) {
    const end = run.from + run.count
    for (let from = run.from; from < end;) {
      const at = time
      let to = from
      while (to < end && (to === from || time - at < 1)) time += secondsOf(run, to++)
      const bytes = bytesOf(run.samples, from, to - from)
      chunks.push({ at, chunk: { track: kind, run, from, count: to - from, bytes } })
      from = to
    }
  }
  return chunks
}

/** The order of everything in the file. */
export function layOut({ picture, sound }: Movie): readonly Chunk[] {
  const frameSeconds = picture.frameTicks / picture.timescale
  const pictures = chunksOf('picture', picture.runs, () => frameSeconds)
  const sounds = sound
    ? chunksOf('sound', sound.runs, ({ samples }, sample) => (samples.durations[sample] ?? 0) / sound.timescale)
    : []
  return [...pictures, ...sounds].sort((a, b) => a.at - b.at).map(({ chunk }) => chunk)
}
