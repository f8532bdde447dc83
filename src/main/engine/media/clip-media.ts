import PQueue from 'p-queue'
import { ExpectedError } from '../../../shared/ipc/app-error'
import type { Take } from '../../../shared/jobs/take'
import { compare } from '../../../shared/time/rational'
import { conformedFrameCount, sourceFrameOfConformed } from '../../../shared/time/time'
import { conformedFrameFilter, conformFilter, type ConformSource } from '../ffmpeg/conform-filter'
import type { Ffmpeg } from '../ffmpeg/ffmpeg'
import { filmContainerArgs, filmEncoderArgs, filmKeyInterval, scaleFlags, type FilmFormat } from '../ffmpeg/film-codec'
import { options } from '../ffmpeg/options'
import { outputFile, untrustedInput } from '../ffmpeg/untrusted-input'
import type { CachePaths } from './cache-paths'
import { createFilmHeaders } from './film-headers'
import type { MakeOnce } from './make-once'
import type { FilmShape } from './media-library'
import { probeClip, type ClipProbe } from './probe-clip'
import { clipContainer, type ClipContainer } from './verify-clip'

const stripFrames = 10
const stripWidth = 160

export interface ClipMediaParts {
  readonly ffmpeg: Ffmpeg
  readonly once: MakeOnce
  readonly paths: CachePaths
  readonly takeFile: (take: Take) => string
  /** For files of a moment. */
  readonly workFolder: string
}

interface OpenedClip {
  readonly path: string
  readonly container: ClipContainer
  readonly probe: ClipProbe
}

/** A take's frames and rate are facts from its arrival; its colours are read from the file. */
function sourceOf(take: Take, { probe }: OpenedClip): ConformSource {
  return { rate: take.rate, size: take.size, colour: probe.colour }
}

/** Picks the middle frames of ten equal stretches and lays them side by side; a shorter clip leaves black at the end. */
function stripFilter(count: number): string {
  const middles = Array.from({ length: stripFrames }, (_, index) => Math.floor(((index + 0.5) * count) / stripFrames))
  const picked = [...new Set(middles)].map((frame) => `eq(n\\,${frame})`).join('+')
  const scaled = `scale=w=${stripWidth}:h='max(2,2*trunc(${stripWidth}*ih/(iw*sar*2)+0.5))':${scaleFlags}`
  return `select=${picked},${scaled},setsar=1,tile=${stripFrames}x1,format=yuvj420p`
}

function decodeLimit(take: Take): number {
  return 120_000 + take.frames * 1000
}

/** Waits for its turn; whoever lost interest meanwhile does not take one. */
function inTurn(queue: PQueue, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  return queue.add(async () => {
    signal.throwIfAborted()
    await work()
  })
}

/** Derivatives of takes. Conforming runs one at a time at a low priority; what somebody looks at goes before it. */
export class ClipMedia {
  readonly #parts: ClipMediaParts
  readonly #idle = new PQueue({ concurrency: 1 })
  readonly #quick = new PQueue({ concurrency: 2 })
  readonly #filmHeaders: (format: FilmFormat) => Promise<string>
  /** Whether a take, under its hash and the film's headers, is as conforming would make it. */
  readonly #isFilm = new Map<string, boolean>()

  constructor(parts: ClipMediaParts) {
    this.#parts = parts
    this.#filmHeaders = createFilmHeaders(parts.ffmpeg, parts.workFolder)
  }

  /** The take at the film's size and rate, cut and joined by copying; its own file when that is so already. */
  async conformed(take: Take, shape: FilmShape, signal: AbortSignal): Promise<string> {
    const { once, paths, takeFile } = this.#parts
    const headers = await this.#filmHeaders(shape)
    if (await this.#isAsFilm(take, shape, headers)) return takeFile(take)
    return once.file(paths.conformed(take, shape, headers), signal, (temporary, wanted) =>
      inTurn(this.#idle, wanted, () => this.#writeConformed(take, shape, temporary, wanted)),
    )
  }

  /** One frame, counted at the film's rate, as PNG of the film's size. */
  exactFrame(take: Take, frame: number, shape: FilmShape, signal: AbortSignal): Promise<string> {
    const { once, paths } = this.#parts
    return once.file(paths.frame(take, frame, shape), signal, (temporary, wanted) =>
      inTurn(this.#quick, wanted, () => this.#writeFrame(take, frame, shape, temporary, wanted)),
    )
  }

  /** Ten frames side by side as JPEG, each 160 pixels wide. */
  filmstrip(take: Take, signal: AbortSignal): Promise<string> {
    const { once, paths } = this.#parts
    return once.file(paths.strip(take), signal, (temporary, wanted) =>
      inTurn(this.#quick, wanted, () => this.#writeStrip(take, temporary, wanted)),
    )
  }

  async #open(take: Take): Promise<OpenedClip> {
    const path = this.#parts.takeFile(take)
    const container = await clipContainer(path).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      throw new ExpectedError('notFound', 'The take’s file is missing from the project folder.')
    })
    const probe = container === null ? null : await probeClip(path)
    if (container !== null && probe !== null) return { path, container, probe }
    throw new ExpectedError('mediaProblem', 'The take’s file in the project folder is damaged.')
  }

  async #isAsFilm(take: Take, shape: FilmShape, headers: string): Promise<boolean> {
    const { width, height } = shape.size
    if (take.size.width !== width || take.size.height !== height || compare(take.rate, shape.rate) !== 0) return false
    const key = `${take.sha256} ${headers}`
    const known = this.#isFilm.get(key)
    if (known !== undefined) return known
    const { probe, container } = await this.#open(take)
    const isSame = container === 'mp4' && probe.decoderConfiguration === headers && probe.isEven(filmKeyInterval)
    this.#isFilm.set(key, isSame)
    return isSame
  }

  async #writeConformed(take: Take, shape: FilmShape, target: string, signal: AbortSignal): Promise<void> {
    const clip = await this.#open(take)
    const count = conformedFrameCount(take.frames, take.rate, shape.rate)
    const picture = ['-map', '0:v:0', '-an', '-vf', conformFilter(sourceOf(take, clip), shape)]
    const encoder = [...filmEncoderArgs(shape), '-frames:v', String(count)]
    const output = [...encoder, ...filmContainerArgs(shape), outputFile(target)]
    const args = [...untrustedInput(clip.path, clip.container), ...picture, ...output]
    await this.#parts.ffmpeg.run({ args, signal, timeLimit: decodeLimit(take), priority: 'idle' })
  }

  async #writeFrame(take: Take, frame: number, shape: FilmShape, target: string, signal: AbortSignal): Promise<void> {
    const clip = await this.#open(take)
    const index = sourceFrameOfConformed(frame, take.frames, take.rate, shape.rate)
    const filter = conformedFrameFilter(sourceOf(take, clip), index, shape)
    const output = [...options('-frames:v 1 -fps_mode passthrough -c:v png -f image2 -update 1'), outputFile(target)]
    const args = [...untrustedInput(clip.path, clip.container), '-map', '0:v:0', '-vf', filter, ...output]
    await this.#parts.ffmpeg.run({ args, signal, timeLimit: decodeLimit(take) })
  }

  async #writeStrip(take: Take, target: string, signal: AbortSignal): Promise<void> {
    const { path, container } = await this.#open(take)
    const args = [...untrustedInput(path, container), '-map', '0:v:0', '-vf', stripFilter(take.frames)]
    const output = options('-frames:v 1 -fps_mode passthrough -c:v mjpeg -q:v 4 -f image2 -update 1')
    const run = { args: [...args, ...output, outputFile(target)], signal, timeLimit: decodeLimit(take) }
    await this.#parts.ffmpeg.run({ ...run, priority: 'idle' })
  }
}
