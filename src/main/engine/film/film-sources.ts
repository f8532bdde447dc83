import { stat } from 'node:fs/promises'
import type { FilmPlan, PlannedClip } from '../../../shared/film/plan'
import type { TakeId } from '../../../shared/ids'
import { ExpectedError } from '../../../shared/ipc/app-error'
import type { Take } from '../../../shared/jobs/take'
import { filmTimescale } from '../ffmpeg/film-codec'
import type { MediaLibrary } from '../media/media-library'
import { errorCode } from '../project/file-problem'
import type { ExportRequest } from './film-export'
import { inParallel } from './in-parallel'
import { Mp4Error } from './mp4/boxes'
import { decoderKey, readMp4, type Mp4Track } from './mp4/read-mp4'

/** What an export asks of the media library. */
export type ExportMedia = Pick<
  MediaLibrary,
  'conformedTake' | 'takeFile' | 'assetFile' | 'stillFile' | 'cardFile' | 'soundSamples'
>

/** A take at the film's size and rate. */
export interface TakeSource {
  readonly path: string
  /** Its frames, one sample each and in order; null when they can only be decoded, not copied. */
  readonly track: Mp4Track | null
  /** Takes with equal keys may follow each other in one stream; null with `track`. */
  readonly key: string | null
}

/** Takes are conformed two at a time: one alone leaves a core idle while it starts, ends and scales. */
const conformsAtOnce = 2

function takeIdsOf({ clips }: FilmPlan): readonly TakeId[] {
  const stills = clips.flatMap(({ source }) =>
    source.kind === 'still' && source.picture.kind === 'takeFrame' ? [source.picture.takeId] : [],
  )
  const shown = clips.flatMap(({ source }) => (source.kind === 'take' ? [source.takeId] : []))
  return [...new Set([...shown, ...stills])]
}

/**
 * Whether sample k of a track is frame k of the film's clock: shown in decoding order, from the start, at an even pace
 * that is the film's. Only then can a run of frames be copied by counting samples.
 */
function isFrameByFrame(track: Mp4Track, { rate }: Pick<FilmPlan, 'rate'>): boolean {
  const { samples, timescale, mediaStart } = track
  if (samples.count === 0 || samples.reordered || mediaStart !== 0 || samples.keys[0] !== 1) return false
  const ticks = samples.durations[0] ?? 0
  const isEven = samples.durations.every((duration, index) => duration === ticks || index === samples.count - 1)
  return isEven && ticks * rate[0] === timescale * rate[1]
}

async function readTake(path: string, plan: FilmPlan): Promise<TakeSource> {
  try {
    const { tracks } = await readMp4(path)
    const pictures = tracks.filter((track) => track.handler === 'vide')
    const [track] = pictures
    const key = track ? decoderKey(track) : null
    if (!track || key === null || pictures.length > 1 || !isFrameByFrame(track, plan))
      return { path, track: null, key: null }
    return { path, track, key }
  } catch (error) {
    // ffmpeg reads more than we copy, or says better than we do what is wrong.
    if (error instanceof Mp4Error) return { path, track: null, key: null }
    throw error
  }
}

function requireTake(takes: ReadonlyMap<TakeId, Take>, id: TakeId): Take {
  const take = takes.get(id)
  if (!take) throw new ExpectedError('notFound', 'A take of this film is missing. Generate the shot again.')
  return take
}

/** Conforms every take of the film and reads where its frames lie. */
export async function readTakeSources(
  { plan, takes, signal }: ExportRequest,
  media: ExportMedia,
  onDone: (count: number, total: number) => void,
): Promise<ReadonlyMap<TakeId, TakeSource>> {
  const shown = new Set(plan.clips.flatMap(({ source }) => (source.kind === 'take' ? [source.takeId] : [])))
  const sources = new Map<TakeId, TakeSource>()
  await inParallel([...shown], conformsAtOnce, signal, async (id, _, inner) => {
    const path = await media.conformedTake(requireTake(takes, id), plan, inner)
    sources.set(id, await readTake(path, plan))
    onDone(sources.size, shown.size)
  })
  return sources
}

async function fileMark(path: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(path, { bigint: true })
    return `${dev}:${ino}`
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}

/** Throws when the target is a file that the project itself needs: exporting onto a take would destroy it. */
export async function refuseOwnFiles(request: ExportRequest, media: ExportMedia): Promise<void> {
  const target = await fileMark(request.target)
  if (target === null) return
  const takeFiles = takeIdsOf(request.plan)
    .flatMap((id) => request.takes.get(id) ?? [])
    .map((take) => media.takeFile(take))
  const assetFiles = await Promise.all([...request.assets.values()].map((asset) => media.assetFile(asset)))
  for (const path of [...takeFiles, ...assetFiles]) {
    if (path !== null && (await fileMark(path)) === target) {
      throw new ExpectedError('fileProblem', 'That file is a take or a picture of this project. Choose another name.')
    }
  }
}

/** Where a clip's frames can be copied from when the stream's headers are `key`: one flag a frame for key frames. */
export function copyableKeys(
  clip: PlannedClip,
  sources: ReadonlyMap<TakeId, TakeSource>,
  key: string | null,
  isMarked: boolean,
): Uint8Array | null {
  if (clip.source.kind !== 'take' || (isMarked && clip.source.rehearsal)) return null
  const source = sources.get(clip.source.takeId)
  if (!source?.track || source.key !== key) return null
  const { count, keys } = source.track.samples
  return count >= clip.sourceIn + clip.length ? keys : null
}

/** The track that all pieces become: ticks a second, and ticks a frame. */
export function filmClock({ rate }: Pick<FilmPlan, 'rate'>): {
  readonly timescale: number
  readonly frameTicks: number
} {
  const timescale = filmTimescale(rate)
  return { timescale, frameTicks: (timescale * rate[1]) / rate[0] }
}
