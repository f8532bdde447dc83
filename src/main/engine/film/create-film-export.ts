import { basename, dirname, join } from 'node:path'
import type { ExportReport } from '../../../shared/film/export-options'
import { ExpectedError } from '../../../shared/ipc/app-error'
import { FfmpegError, type Ffmpeg } from '../ffmpeg/ffmpeg'
import type { FilmFormat } from '../ffmpeg/film-codec'
import { createFilmHeaders } from '../media/film-headers'
import { fileProblem } from '../project/file-problem'
import { encodePieces, writeRehearsalMark, type EncodedFile, type EncodeParts } from './encode-pieces'
import { encodeSound, hasSound } from './encode-sound'
import { makeWorkFolder, needSpace, openPartialFilm, type PartialFilm } from './export-target'
import type { ExportFilm, ExportRequest } from './film-export'
import { filmPieces, type EncodedPiece, type FilmPiece } from './film-pieces'
import {
  copyableKeys,
  filmClock,
  readTakeSources,
  refuseOwnFiles,
  type ExportMedia,
  type TakeSource,
} from './film-sources'
import { bytesOf, type Movie, type SampleRun } from './mp4/movie'
import { writeMp4 } from './mp4/write-mp4'
import { openSoundReader } from './sound-reader'
import { verifyFilm } from './verify-film'

export interface FilmExportParts {
  readonly ffmpeg: Ffmpeg
  readonly media: ExportMedia
  /** Where pieces are kept while an export runs; each export has a folder of its own in it. */
  readonly workFolder: string
}

/** Bytes a picture element takes in the film's encoding, rounded up: for asking whether a disk has room. */
const bytesPerPixel = 0.06

/** Shares of the whole at which each step ends. */
const shares = { sources: 0.15, pieces: 0.85, sound: 0.9, writing: 0.98 } as const

function checkRequest({ plan, options }: ExportRequest): void {
  if (plan.length === 0) throw new ExpectedError('badRequest', 'The film is empty.')
  const missing = plan.clips.filter(({ source }) => source.kind !== 'take').length
  if (options.missing === 'refuse' && missing > 0) {
    throw new ExpectedError('badRequest', `${missing} ${missing === 1 ? 'clip has' : 'clips have'} no take yet.`)
  }
}

/** Reports a step's own share as part of the whole; never goes back. */
function stepProgress(request: ExportRequest): (from: number, to: number, share: number, step: string) => void {
  let reached = 0
  return (from, to, share, step) => {
    reached = Math.max(reached, from + (to - from) * share)
    request.onProgress(reached, step)
  }
}

type Progress = ReturnType<typeof stepProgress>

/** The decoder key of what our encoder writes. */
type FilmHeaders = (format: FilmFormat) => Promise<string>

interface Work {
  readonly filmHeaders: FilmHeaders
  readonly parts: EncodeParts
  readonly request: ExportRequest
  readonly progress: Progress
}

/** The takes' one decoder key; null when they differ. */
function commonKey(takes: ReadonlyMap<unknown, TakeSource>): string | null {
  const keys = new Set([...takes.values()].map((take) => take.key))
  const [key] = keys
  return keys.size === 1 && key !== undefined ? key : null
}

/**
 * What is copied and what is encoded. When nothing has to be encoded, takes need only agree with each other; otherwise
 * they must agree with what our encoder writes.
 */
async function choosePieces({ parts, filmHeaders }: Work): Promise<readonly FilmPiece[]> {
  const { plan, takes } = parts
  const isMarked = parts.mark !== null
  const piecesFor = (key: string | null): readonly FilmPiece[] =>
    filmPieces(plan, (clip) => (key === null ? null : copyableKeys(clip, takes, key, isMarked)))
  const pieces = piecesFor(commonKey(takes))
  if (pieces.every((piece) => piece.kind === 'copy')) return pieces
  const hasCandidates = [...takes.values()].some((take) => take.key !== null)
  return hasCandidates ? piecesFor(await filmHeaders(plan)) : pieces
}

function copiedBytes(pieces: readonly FilmPiece[], { takes }: EncodeParts): number {
  return pieces.reduce((sum, piece) => {
    const samples = piece.kind === 'copy' ? takes.get(piece.takeId)?.track?.samples : undefined
    return piece.kind === 'copy' && samples ? sum + bytesOf(samples, piece.from, piece.length) : sum
  }, 0)
}

function runOf(piece: FilmPiece, parts: EncodeParts, encoded: ReadonlyMap<EncodedPiece, EncodedFile>): SampleRun {
  const file = piece.kind === 'encode' ? encoded.get(piece) : parts.takes.get(piece.takeId)
  if (!file?.track) throw new Error('a piece of the film has no file')
  const from = piece.kind === 'encode' ? 0 : piece.from
  return { path: file.path, samples: file.track.samples, from, count: piece.length }
}

function entryOf(
  pieces: readonly FilmPiece[],
  parts: EncodeParts,
  encoded: ReadonlyMap<EncodedPiece, EncodedFile>,
): Buffer {
  const [first] = encoded.values()
  const copied = pieces.flatMap((piece) => (piece.kind === 'copy' ? (parts.takes.get(piece.takeId)?.track ?? []) : []))
  const entry = first?.track.entry ?? copied[0]?.entry
  if (!entry) throw new Error('a film without pieces')
  return entry
}

async function soundOf({ parts, request, progress }: Work): Promise<Movie['sound']> {
  const { plan, assets, signal } = request
  if (!hasSound(plan)) return null
  const path = join(parts.folder, 'sound.mp4')
  const reader = openSoundReader(parts.media, assets, signal)
  const report = (share: number): void => progress(shares.pieces, shares.sound, share, 'Mixing the sound')
  try {
    const { entry, timescale, mediaStart, samples } = await encodeSound(
      parts.ffmpeg,
      plan,
      reader.read,
      path,
      report,
      signal,
    )
    return { entry, timescale, primingTicks: mediaStart, runs: [{ path, samples, from: 0, count: samples.count }] }
  } finally {
    await reader.close()
  }
}

function movieBytes({ picture, sound }: Movie): number {
  const runs = [...picture.runs, ...(sound?.runs ?? [])]
  return runs.reduce((sum, { samples, from, count }) => sum + bytesOf(samples, from, count), 0)
}

async function makeFilm(work: Work, partial: PartialFilm): Promise<{ bytes: number; method: ExportReport['method'] }> {
  const { parts, request, progress } = work
  const { plan, signal, target } = request
  const pieces = await choosePieces(work)
  const toEncode = pieces.filter((piece) => piece.kind === 'encode')
  const encodedFrames = toEncode.reduce((sum, piece) => sum + piece.length, 0)
  const encodedBytes = encodedFrames * plan.size.width * plan.size.height * bytesPerPixel
  await needSpace(parts.folder, encodedBytes)
  await needSpace(dirname(target), encodedBytes + copiedBytes(pieces, parts))
  const report = (share: number, finished: number): void => {
    const current = Math.min(finished + 1, toEncode.length)
    progress(shares.sources, shares.pieces, share, `Rendering clip ${current} of ${toEncode.length}`)
  }
  const encoded = await encodePieces(parts, toEncode, report, signal)
  const runs = pieces.map((piece) => runOf(piece, parts, encoded))
  const picture = { ...filmClock(plan), ...plan.size, entry: entryOf(pieces, parts, encoded), runs }
  const movie: Movie = { picture, sound: await soundOf(work) }
  await needSpace(dirname(target), movieBytes(movie))
  const onProgress = (share: number): void => progress(shares.sound, shares.writing, share, 'Writing the film')
  const { bytes, pictureChecksum } = await writeMp4(partial.file, movie, { signal, onProgress })
  progress(shares.writing, 1, 0, 'Checking the film')
  const film = { path: partial.path, plan, pieces, pictureChecksum, withSound: movie.sound !== null }
  await verifyFilm(parts.ffmpeg, parts.folder, film, signal)
  signal.throwIfAborted()
  await partial.finish()
  progress(shares.writing, 1, 1, 'Checking the film')
  return { bytes, method: toEncode.length === 0 ? 'copy' : 'encoded' }
}

/** Puts every way an export can end badly into plain words; bugs come back as they are. */
function exportProblem(error: unknown, { signal, target }: ExportRequest): unknown {
  if (error instanceof ExpectedError) return error
  if (signal.aborted) return new ExpectedError('cancelled', 'The export was cancelled.')
  if (!(error instanceof FfmpegError)) return fileProblem(error, `write “${basename(target)}” in “${dirname(target)}”`)
  if (error.reason === 'diskFull') {
    return new ExpectedError('diskFull', 'The export stopped: the disk is full. Free some space and try again.')
  }
  return new ExpectedError(
    'ffmpegProblem',
    `The export stopped: ffmpeg could not make a part of the film (${error.errorLines.at(-1) ?? error.reason}).`,
  )
}

async function prepare(
  parts: FilmExportParts,
  filmHeaders: FilmHeaders,
  request: ExportRequest,
  folder: string,
): Promise<Work> {
  const { plan, options } = request
  const progress = stepProgress(request)
  progress(0, shares.sources, 0, 'Preparing the takes')
  const takes = await readTakeSources(request, parts.media, (count, total) =>
    progress(0, shares.sources, count / total, `Preparing take ${count} of ${total}`),
  )
  const isRehearsed = plan.clips.some(({ source }) => source.kind === 'take' && source.rehearsal)
  const mark = options.rehearsalMark && isRehearsed ? await writeRehearsalMark(plan, folder) : null
  return { filmHeaders, request, progress, parts: { ...parts, plan, takes, folder, mark } }
}

async function exportFilm(
  parts: FilmExportParts,
  filmHeaders: FilmHeaders,
  request: ExportRequest,
): Promise<ExportReport> {
  const started = performance.now()
  const { plan, target } = request
  checkRequest(request)
  await refuseOwnFiles(request, parts.media)
  const partial = await openPartialFilm(target)
  try {
    const folder = await makeWorkFolder(parts.workFolder)
    try {
      const { bytes, method } = await makeFilm(await prepare(parts, filmHeaders, request, folder.path), partial)
      return {
        path: target,
        fileName: basename(target),
        frames: plan.length,
        seconds: (plan.length * plan.rate[1]) / plan.rate[0],
        bytes,
        method,
        elapsedSeconds: (performance.now() - started) / 1000,
      }
    } finally {
      await folder.dispose()
    }
  } finally {
    await partial.dispose()
  }
}

/**
 * The film as one MP4. What agrees is copied byte for byte, the rest is rendered in pieces by the same plan that the
 * player shows; sound is mixed and encoded once. The target's name appears only on a verified film; failure and cancel
 * leave neither a file nor a process. Throws `ExpectedError` in plain words.
 */
export function createFilmExport(parts: FilmExportParts): ExportFilm {
  const filmHeaders = createFilmHeaders(parts.ffmpeg, parts.workFolder)
  return async (request) => {
    try {
      return await exportFilm(parts, filmHeaders, request)
    } catch (error) {
      throw exportProblem(error, request)
    }
  }
}
