import { createHash } from 'node:crypto'
import { mkdir, readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { pickedTake, type TakeIndex } from '../../../shared/continuity/pick'
import { takeFrameOf } from '../../../shared/film/still-of-shot'
import { findModel } from '../../../shared/models/catalogue'
import { secondsOfTake } from '../../../shared/models/plan-extension'
import { completeRequest } from '../../../shared/models/build-request'
import {
  noInputs,
  type GenerationRequest,
  type PlannedExtension,
  type PlannedMedia,
  type PlannedReference,
  type PlannedRequest,
  type PlannedStill,
  type RequestFile,
  type RequestInputs,
} from '../../../shared/models/request'
import type { FilmDocument } from '../../../shared/project/document'
import { fail, succeed, type Result } from '../../../shared/result'
import type { MediaLibrary } from '../media/media-library'
import { writeDurably } from '../project/durable-write'
import { errorCode } from '../project/file-problem'

/** What the files of a request are made from, as it is now. */
export interface InputSources {
  readonly document: FilmDocument
  readonly takes: TakeIndex
  readonly media: InputMedia
  /** The project's `cache/inputs`. */
  readonly folder: string
}

/** What makes the files of requests. */
export type InputMedia = Pick<MediaLibrary, 'framedFile' | 'exactFrame' | 'pictureFile' | 'assetFile' | 'takeFile'>

type ReadyStill = Exclude<PlannedStill, { kind: 'awaited' }>
type ReadyMedia = Exclude<PlannedMedia, { kind: 'awaitedTake' }>

/** How wide a picture is sent that is not a frame of the clip: what a model sees of it, in few bytes. */
const referenceWidth = 2048

/** Turns an awaited frame into the one of the take that has arrived since. */
function settleStill(still: PlannedStill, { document, takes }: InputSources): Result<ReadyStill, string> {
  if (still.kind !== 'awaited') return succeed(still)
  const found = takeFrameOf(document, takes, still.source)
  if (found?.kind === 'takeFrame') return succeed(found)
  return fail('The shot it starts from has no take.')
}

/** Turns an awaited clip into that of the take which has arrived since. */
function settleMedia(media: PlannedMedia, { document, takes }: InputSources): Result<ReadyMedia, string> {
  if (media.kind !== 'awaitedTake') return succeed(media)
  const shot = document.shots.get(media.shotId)
  const take = shot && pickedTake(document, takes, shot)
  return take ? succeed({ kind: 'take', takeId: take.id }) : fail('A shot that it refers to has no take.')
}

async function stillFile(
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

async function mediaFile(
  source: ReadyMedia,
  name: string,
  { document, media, takes }: InputSources,
  signal: AbortSignal,
): Promise<Result<string, string>> {
  if (source.kind === 'take') {
    const take = takes.byId.get(source.takeId)
    return take ? succeed(media.takeFile(take)) : fail(`The take that “${name}” stands for is missing.`)
  }
  const asset = document.assets.get(source.assetId)
  if (!asset) return fail(`A file of “${name}” is no longer in the film.`)
  if (asset.kind === 'picture') return succeed(await media.pictureFile(asset, referenceWidth, signal))
  const path = await media.assetFile(asset)
  return path === null ? fail(`A file of “${name}” is missing from the project folder.`) : succeed(path)
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
async function keepFile(path: string, folder: string): Promise<RequestFile> {
  const bytes = await readFile(path)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = `${sha256}${extname(path)}`
  if (!(await exists(join(folder, file)))) {
    await mkdir(folder, { recursive: true })
    await writeDurably(join(folder, file), bytes)
  }
  return { sha256, file }
}

/** One input of a request as it is made: the request that says which take it is of, and its kept file. */
type MakeInput = (made: Made) => Promise<Result<Made, string>>

interface Made {
  /** As it was approved, with takes in the place of what was awaited. */
  readonly planned: PlannedRequest
  readonly inputs: RequestInputs
}

function makeStill(side: 'start' | 'end', sources: InputSources, signal: AbortSignal): MakeInput {
  return async ({ planned, inputs }) => {
    const wanted = planned[side]
    if (wanted === null) return succeed({ planned, inputs })
    const still = settleStill(wanted, sources)
    if (!still.ok) return still
    const path = await stillFile(still.value, planned, sources, signal)
    if (!path.ok) return path
    const file = await keepFile(path.value, sources.folder)
    return succeed({ planned: { ...planned, [side]: still.value }, inputs: { ...inputs, [side]: file } })
  }
}

function makeReference(
  { kind, name, media: wanted }: PlannedReference,
  index: number,
  sources: InputSources,
  signal: AbortSignal,
): MakeInput {
  return async ({ planned, inputs }) => {
    const media = settleMedia(wanted, sources)
    if (!media.ok) return media
    const path = await mediaFile(media.value, name, sources, signal)
    if (!path.ok) return path
    const file = await keepFile(path.value, sources.folder)
    const settled = { kind, name, media: media.value }
    return succeed({
      planned: { ...planned, references: planned.references.with(index, settled) },
      inputs: { ...inputs, references: [...inputs.references, { kind, name, ...file }] },
    })
  }
}

function makeExtension(wanted: PlannedExtension, sources: InputSources): MakeInput {
  return async ({ planned, inputs }) => {
    const shot = wanted.kind === 'awaitedTake' ? sources.document.shots.get(wanted.shotId) : undefined
    const arrived = shot && pickedTake(sources.document, sources.takes, shot)
    const take = wanted.kind === 'take' ? sources.takes.byId.get(wanted.takeId) : arrived
    if (!take) return fail('The clip it goes on from is missing.')
    const { id: takeId, provider, taskId, size } = take
    const mostBytes = findModel(planned.provider, planned.model)?.extend?.mostBytes
    if (mostBytes !== undefined && take.bytes > mostBytes) {
      return fail(`The clip it goes on from is a file of more than ${mostBytes / 1024 / 1024} MB, which is not taken.`)
    }
    const seconds = secondsOfTake(take)
    // A clip that came longer or larger than it was to be would cost more than was agreed to.
    if (seconds > wanted.seconds + 0.5 || size.width * size.height > 1.1 * wanted.size.width * wanted.size.height) {
      return fail(
        'The clip it goes on from is longer or larger than it was on the bill. Generate it again for a new bill.',
      )
    }
    const file = await keepFile(sources.media.takeFile(take), sources.folder)
    const extension = { kind: 'take', takeId, provider, seconds, size } as const
    return succeed({
      planned: { ...planned, extension },
      inputs: { ...inputs, extension: { ...file, takeId, provider, taskId, seconds } },
    })
  }
}

/**
 * Makes the files of an approved request and completes it. Fails in words when one of them can't be had any more;
 * rejects with ExpectedError when a file can't be read or kept.
 */
export async function makeRequest(
  planned: PlannedRequest,
  sources: InputSources,
  signal: AbortSignal,
): Promise<Result<GenerationRequest, string>> {
  const steps = [
    makeStill('start', sources, signal),
    makeStill('end', sources, signal),
    ...(planned.extension ? [makeExtension(planned.extension, sources)] : []),
    ...planned.references.map((reference, index) => makeReference(reference, index, sources, signal)),
  ]
  let made: Made = { planned, inputs: noInputs }
  for (const step of steps) {
    const next = await step(made)
    if (!next.ok) return next
    made = next.value
  }
  return succeed(completeRequest(made.planned, sources.takes, made.inputs))
}

function filesOf({ start, end, references, extension }: RequestInputs): readonly RequestFile[] {
  return [start, end, extension ?? null, ...references].filter((file) => file !== null)
}

/**
 * Sees to it that the files of a journalled request are still there: the cache may have been emptied. They are made
 * again; if they are not the same bytes any more, it fails in words.
 */
export async function restoreInputs(
  planned: PlannedRequest,
  request: GenerationRequest,
  sources: InputSources,
  signal: AbortSignal,
): Promise<Result<null, string>> {
  const present = await Promise.all(filesOf(request).map(({ file }) => exists(join(sources.folder, file))))
  if (present.every(Boolean)) return succeed(null)
  const again = await makeRequest(planned, sources, signal)
  if (!again.ok) return again
  const hashes = (one: RequestInputs): string =>
    filesOf(one)
      .map(({ sha256 }) => sha256)
      .join()
  if (hashes(again.value) === hashes(request)) return succeed(null)
  return fail(
    request.references.length === 0 && !request.extension
      ? 'Its picture changed before it was sent.'
      : 'One of its files changed before it was sent.',
  )
}
