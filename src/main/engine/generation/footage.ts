import { copyFile, mkdir, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ratioOf } from '../../../shared/film/ratio'
import type { ShotId, TakeId } from '../../../shared/ids'
import type { Take } from '../../../shared/jobs/take'
import { fail, succeed, type Result } from '../../../shared/result'
import type { ClipFault, MediaLibrary, VerifiedClip } from '../media/media-library'
import { errorCode, fileProblem } from '../project/file-problem'
import { syncFile } from '../project/sync-file'

const refusals: Readonly<Record<ClipFault, string>> = {
  missing: 'The file is not there any more.',
  damaged: 'The video is damaged: not all of it can be played.',
  truncated: 'The video is not complete.',
  notVideo: 'This is not a video that can be used. Footage can be MP4, MOV or WebM.',
  tooLarge: 'The video is too large: footage can have 2 GB and 8192 pixels a side.',
}

const mostBytes = 2 * 1024 ** 3

export interface FootageDeps {
  /** The app's own folder for clips on their way. */
  readonly folder: string
  readonly media: Pick<MediaLibrary, 'verifyClip'>
  readonly now: () => string
}

interface Footage {
  readonly path: string
  readonly shotId: ShotId
  readonly takeId: TakeId
}

/** The take that a video of the user's own becomes: made from nothing that could be asked for again, and free. */
function takeOf({ path, shotId, takeId }: Footage, clip: VerifiedClip, createdAt: string): Take {
  const { sha256, bytes, frames, rate, size, hasAudio } = clip
  return {
    id: takeId,
    shotId,
    sha256,
    bytes,
    frames,
    rate,
    size,
    hasAudio,
    provider: 'footage',
    model: 'footage',
    prompt: '',
    written: null,
    seconds: (frames * rate[1]) / rate[0],
    ratio: ratioOf(size),
    seed: null,
    options: { file: basename(path).slice(0, 200) },
    requestHash: sha256,
    upstreamHash: null,
    taskId: '',
    cost: 0,
    createdAt,
  }
}

/** What is wrong with a file before a byte of it is copied. */
async function refusalOf(path: string): Promise<string | null> {
  try {
    const found = await stat(path)
    if (!found.isFile()) return refusals.notVideo
    if (found.size === 0) return 'The file is empty.'
    return found.size > mostBytes ? refusals.tooLarge : null
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return refusals.missing
    if (errorCode(error) === 'EACCES')
      return 'The file can’t be read. It may be in use, or you may not have permission.'
    throw error
  }
}

/**
 * Makes a take of a video file: copied first, so that what is checked is what is kept, then decoded to its last frame.
 * `keep` stores it; the copy is removed whatever happens. Fails in plain words when the file can't be used, rejects with
 * ExpectedError when the disk refuses.
 */
export async function takeFootage(
  footage: Footage,
  { folder, media, now }: FootageDeps,
  keep: (take: Take, file: string) => Promise<void>,
  signal: AbortSignal,
): Promise<Result<Take, string>> {
  const refusal = await refusalOf(footage.path)
  if (refusal !== null) return fail(refusal)
  const copy = join(folder, `${footage.takeId}.mp4.part`)
  try {
    await mkdir(folder, { recursive: true })
    await copyFile(footage.path, copy)
    const checked = await media.verifyClip(copy, signal)
    if (!checked.ok) return fail(refusals[checked.problem])
    await syncFile(copy)
    const take = takeOf(footage, checked.value, now())
    await keep(take, copy)
    return succeed(take)
  } catch (error) {
    throw fileProblem(error, 'copy the footage')
  } finally {
    await rm(copy, { force: true })
  }
}
