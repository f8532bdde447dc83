import { createHash } from 'node:crypto'
import { mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { TakeIndex } from '../../../shared/continuity/pick'
import { takeFrameOf } from '../../../shared/film/still-of-shot'
import { completeRequest } from '../../../shared/models/build-request'
import type { GenerationRequest, PlannedRequest, PlannedStill, RequestStill } from '../../../shared/models/request'
import type { FilmDocument } from '../../../shared/project/document'
import { fail, succeed, type Result } from '../../../shared/result'
import type { MediaLibrary } from '../media/media-library'
import { writeDurably } from '../project/durable-write'
import { errorCode } from '../project/file-problem'

/** What the pictures of a request are made from, as it is now. */
export interface InputSources {
  readonly document: FilmDocument
  readonly takes: TakeIndex
  readonly media: Pick<MediaLibrary, 'framedFile' | 'exactFrame'>
  /** The project's `cache/inputs`. */
  readonly folder: string
}

type ReadyStill = Exclude<PlannedStill, { kind: 'awaited' }>

/** Turns an awaited frame into the one of the take that has arrived since. */
function settleStill(still: PlannedStill | null, sources: InputSources): Result<ReadyStill | null, string> {
  if (still?.kind !== 'awaited') return succeed(still)
  const found = takeFrameOf(sources.document, sources.takes, still.source)
  if (found?.kind === 'takeFrame') return succeed(found)
  return fail('The shot it starts from has no take.')
}

async function pictureFile(
  still: ReadyStill,
  planned: PlannedRequest,
  sources: InputSources,
  signal: AbortSignal,
): Promise<Result<string, string>> {
  const { document, media, takes } = sources
  if (still.kind === 'asset') {
    const asset = document.assets.get(still.assetId)
    if (!asset) return fail('Its picture is no longer in the film.')
    return succeed(await media.framedFile(asset, still.framing, planned.size, signal))
  }
  const take = takes.byId.get(still.takeId)
  if (!take) return fail('The take it starts from is missing.')
  const shape = { size: planned.size, rate: planned.rate, fit: document.settings.fit }
  return succeed(await media.exactFrame(take, still.frame, shape, signal))
}

async function exists(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false
    throw error
  }
}

/** Keeps exactly the bytes that are going to be sent, under their own hash. */
async function keepStill(path: string, folder: string): Promise<RequestStill> {
  const bytes = await readFile(path)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = `${sha256}.png`
  if (!(await exists(join(folder, file)))) {
    await mkdir(folder, { recursive: true })
    await writeDurably(join(folder, file), bytes)
  }
  return { sha256, file }
}

/**
 * Makes the pictures of an approved request and completes it. Fails in words when one of them can't be had any more;
 * rejects with ExpectedError when a picture can't be read or kept.
 */
export async function makeRequest(
  planned: PlannedRequest,
  sources: InputSources,
  signal: AbortSignal,
): Promise<Result<GenerationRequest, string>> {
  const stills: { start: RequestStill | null; end: RequestStill | null } = { start: null, end: null }
  const ready: { start: ReadyStill | null; end: ReadyStill | null } = { start: null, end: null }
  for (const side of ['start', 'end'] as const) {
    const settled = settleStill(planned[side], sources)
    if (!settled.ok) return settled
    if (settled.value === null) continue
    ready[side] = settled.value
    const file = await pictureFile(settled.value, planned, sources, signal)
    if (!file.ok) return file
    stills[side] = await keepStill(file.value, sources.folder)
  }
  return succeed(completeRequest({ ...planned, ...ready }, sources.takes, stills))
}

/**
 * Sees to it that the pictures of a journalled request are still there: the cache may have been emptied. They are made
 * again; if they are not the same bytes any more, it fails in words.
 */
export async function restoreInputs(
  planned: PlannedRequest,
  request: GenerationRequest,
  sources: InputSources,
  signal: AbortSignal,
): Promise<Result<null, string>> {
  const files = [request.start, request.end].flatMap((still) => (still ? [join(sources.folder, still.file)] : []))
  const present = await Promise.all(files.map(exists))
  if (present.every(Boolean)) return succeed(null)
  const again = await makeRequest(planned, sources, signal)
  if (!again.ok) return again
  const same = again.value.start?.sha256 === request.start?.sha256 && again.value.end?.sha256 === request.end?.sha256
  return same ? succeed(null) : fail('Its picture changed before it was sent.')
}
