import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { heldPath } from '../../../shared/film/camera-move'
import type { FilmPlan } from '../../../shared/film/plan'
import type { TakeId } from '../../../shared/ids'
import { ExpectedError } from '../../../shared/ipc/app-error'
import type { Ffmpeg } from '../ffmpeg/ffmpeg'
import type { ClipRange, EncodedPiece } from './film-pieces'
import type { ExportMedia, TakeSource } from './film-sources'
import { inParallel } from './in-parallel'
import { readMp4, type Mp4Track } from './mp4/read-mp4'
import { pieceArgs, type LayerSource, type OverlayFile } from './piece-args'
import { drawRehearsalMark, rehearsalMarkPlace } from './rehearsal-mark'

/** Two at a time: while one piece decodes or starts, the other encodes. Memory is that of two pieces, however long the film. */
const piecesAtOnce = 2
const startTime = 60_000
/** Far slower than any machine that can play the film at all. */
const timePerFrame = 5_000

export interface EncodeParts {
  readonly ffmpeg: Ffmpeg
  readonly media: ExportMedia
  readonly plan: FilmPlan
  readonly takes: ReadonlyMap<TakeId, TakeSource>
  /** Folder for the pieces. */
  readonly folder: string
  /** The badge to burn into rehearsed takes, or none. */
  readonly mark: OverlayFile | null
}

/** A piece that was encoded, and the file that holds it. */
export interface EncodedFile {
  readonly path: string
  readonly track: Mp4Track
}

async function layerSource(parts: EncodeParts, range: ClipRange, signal: AbortSignal): Promise<LayerSource> {
  const { media, plan, takes, mark } = parts
  const { from, length, clip } = range
  const { source } = clip
  if (source.kind === 'take') {
    const path = takes.get(source.takeId)?.path
    if (path === undefined) throw new Error('a take of the plan was not prepared')
    return { kind: 'video', path, from, length, overlay: source.rehearsal ? mark : null }
  }
  if (source.kind === 'still') {
    const path = await media.stillFile(source.picture, plan, signal)
    return { kind: 'picture', path, from, length, camera: source.camera }
  }
  const path = await media.cardFile({ title: source.title, text: source.text, size: plan.size }, signal)
  return { kind: 'picture', path, from, length, camera: heldPath }
}

async function readPictureTrack(path: string): Promise<Mp4Track> {
  const track = (await readMp4(path)).tracks[0]
  if (!track) throw new Error('an encoded piece has no track')
  return track
}

async function encodePiece(
  parts: EncodeParts,
  piece: EncodedPiece,
  path: string,
  onFrames: (count: number) => void,
  signal: AbortSignal,
): Promise<EncodedFile> {
  const incoming = await layerSource(parts, piece.incoming, signal)
  const outgoing = piece.outgoing ? await layerSource(parts, piece.outgoing, signal) : null
  await parts.ffmpeg.run({
    args: pieceArgs({ incoming, outgoing }, parts.plan, path),
    signal,
    timeLimit: startTime + piece.length * timePerFrame,
    onFrames,
  })
  const track = await readPictureTrack(path)
  if (track.samples.count !== piece.length) {
    const shot = piece.incoming.clip.index + 1
    throw new ExpectedError('mediaProblem', `Clip ${shot} has fewer pictures than it should. Generate its shot again.`)
  }
  return { path, track }
}

/**
 * Encodes pieces of the film, each into a file of its own. Progress is the share of all frames and the number of pieces
 * that are finished.
 * Throws `FfmpegError`, or `ExpectedError` when a source has too few frames.
 */
export async function encodePieces(
  parts: EncodeParts,
  pieces: readonly EncodedPiece[],
  onProgress: (share: number, finished: number) => void,
  signal: AbortSignal,
): Promise<ReadonlyMap<EncodedPiece, EncodedFile>> {
  const total = pieces.reduce((sum, piece) => sum + piece.length, 0)
  const files = new Map<EncodedPiece, EncodedFile>()
  const done = new Map<EncodedPiece, number>()
  const report = (piece: EncodedPiece, count: number): void => {
    done.set(piece, Math.min(piece.length, count))
    const frames = [...done.values()].reduce((sum, value) => sum + value, 0)
    onProgress(frames / total, files.size)
  }
  await inParallel(pieces, piecesAtOnce, signal, async (piece, index, inner) => {
    const path = join(parts.folder, `piece-${index}.mp4`)
    files.set(piece, await encodePiece(parts, piece, path, (count) => report(piece, count), inner))
    report(piece, piece.length)
  })
  return files
}

/** Draws the rehearsal badge for a film of this size into a folder. */
export async function writeRehearsalMark({ size }: Pick<FilmPlan, 'size'>, folder: string): Promise<OverlayFile> {
  const { width, height, pixels } = drawRehearsalMark(size)
  const path = join(folder, 'mark.rgba')
  await writeFile(path, pixels)
  return { path, width, height, ...rehearsalMarkPlace(size) }
}
