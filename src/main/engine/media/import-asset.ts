import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { assetIdSchema } from '../../../shared/ids'
import type { Asset } from '../../../shared/project/document'
import { fail, succeed, type Result } from '../../../shared/result'
import type { Seconds } from '../../../shared/time/time'
import type { MediaContainer } from '../ffmpeg/untrusted-input'
import { partialName } from '../film/partial-names'
import { sweepPartials } from '../film/sweep-partials'
import type { ImportRefusal } from './media-library'
import type { PictureDesk } from './pictures/picture-desk'
import type { PictureFile } from './pictures/picture-job'
import { sniffLength, sniffMedia, type SniffedMedia } from './sniff-media'

const mostPictureBytes = 50 * 1024 * 1024
const mostSoundBytes = 500 * 1024 * 1024

/** Decodes a sound that was just stored and tells how long it is, or why it can't be used. */
export type MeasureSound = (
  path: string,
  container: MediaContainer,
  sha256: string,
  signal: AbortSignal,
) => Promise<Result<Seconds, ImportRefusal>>

type Outcome = Result<Asset, ImportRefusal>

interface AssetImporterParts {
  /** The project's `assets/`. */
  readonly folder: string
  readonly desk: PictureDesk
  readonly measureSound: MeasureSound
}

/** Something to take in: a name for people, and its bytes as often as asked. */
interface Incoming {
  readonly name: string
  readonly bytes: number
  read(): AsyncIterable<Uint8Array>
}

interface Copied {
  readonly sha256: string
  readonly bytes: number
}

type Usable =
  | { readonly kind: 'picture'; readonly format: PictureFile['format']; readonly extension: string }
  | { readonly kind: 'sound'; readonly container: MediaContainer; readonly extension: string }

/** What may be tried: MP4 and WebM files can hold a sound alone, which decoding decides. */
function usable(sniffed: SniffedMedia): Result<Usable, ImportRefusal> {
  switch (sniffed.kind) {
    case 'picture':
    case 'sound':
      return succeed(sniffed)
    case 'container':
      return succeed({
        kind: 'sound',
        container: sniffed.container,
        extension: sniffed.container === 'mp4' ? 'm4a' : 'webm',
      })
    case 'svg':
      return fail('svg')
    case 'unknown':
      return fail('notMedia')
  }
}

function systemRefusal(error: unknown): ImportRefusal | null {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return 'notFound'
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'diskFull'
  if (code === 'EACCES' || code === 'EPERM' || code === 'EISDIR' || code === 'EBUSY' || code === 'EIO')
    return 'unreadable'
  return null
}

function displayName(name: string): string {
  const shown = basename(name.replaceAll('\\', '/'))
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
  return (shown || 'Untitled').slice(0, 200)
}

async function firstBytes(source: Incoming): Promise<Uint8Array> {
  for await (const chunk of source.read()) return chunk.subarray(0, sniffLength)
  return new Uint8Array(0)
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.byteLength;) at += (await file.write(chunk, at)).bytesWritten
}

/** Copies the bytes once, hashing them on the way: what is checked afterwards is what is kept. */
async function copyTo(
  path: string,
  source: Incoming,
  most: number,
  signal: AbortSignal,
): Promise<Copied | 'tooManyBytes'> {
  const hash = createHash('sha256')
  const file = await open(path, 'wx')
  let bytes = 0
  try {
    for await (const chunk of source.read()) {
      signal.throwIfAborted()
      bytes += chunk.byteLength
      if (bytes > most) return 'tooManyBytes'
      hash.update(chunk)
      await writeAll(file, chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), bytes }
}

/** Makes a rename survive a power cut. Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

type Facts = Pick<Asset, 'width' | 'height' | 'duration'>

/** Faults of the file or the disk as refusals; anything else stays a fault. */
async function guarded(work: () => Promise<Outcome>, signal: AbortSignal): Promise<Outcome> {
  try {
    return await work()
  } catch (error) {
    signal.throwIfAborted()
    const refusal = systemRefusal(error)
    if (refusal === null) throw error
    return fail(refusal)
  }
}

/** Takes files in as assets: sniffed, copied, hashed, fully decoded, then kept once under the hash of their bytes. */
export class AssetImporter {
  readonly #parts: AssetImporterParts
  #sweeping: Promise<unknown> | null = null

  constructor(parts: AssetImporterParts) {
    this.#parts = parts
  }

  /** Takes in a file by its path, which nothing else is asked of. */
  fromFile(path: string, signal: AbortSignal): Promise<Outcome> {
    return guarded(async () => {
      const found = await stat(path)
      if (!found.isFile()) return fail('unreadable')
      const read = (): AsyncIterable<Uint8Array> => createReadStream(path, { highWaterMark: 1 << 20 })
      return this.#takeIn({ name: path, bytes: found.size, read }, signal)
    }, signal)
  }

  /** Takes in bytes that have no file; `name` is for people. */
  fromBytes(name: string, bytes: Uint8Array, signal: AbortSignal): Promise<Outcome> {
    async function* read(): AsyncGenerator<Uint8Array> {
      yield bytes
    }
    return guarded(() => this.#takeIn({ name, bytes: bytes.byteLength, read }, signal), signal)
  }

  async #takeIn(source: Incoming, signal: AbortSignal): Promise<Outcome> {
    const { folder } = this.#parts
    if (source.bytes === 0) return fail('empty')
    const what = usable(sniffMedia(await firstBytes(source)))
    if (!what.ok) return what
    await mkdir(folder, { recursive: true })
    this.#sweeping ??= sweepPartials(folder)
    await this.#sweeping
    const temporary = join(folder, await partialName())
    try {
      return await this.#keep(source, what.value, temporary, signal)
    } finally {
      await rm(temporary, { force: true })
    }
  }

  async #keep(source: Incoming, what: Usable, temporary: string, signal: AbortSignal): Promise<Outcome> {
    const { folder } = this.#parts
    const most = what.kind === 'picture' ? mostPictureBytes : mostSoundBytes
    if (source.bytes > most) return fail('tooManyBytes')
    const copied = await copyTo(temporary, source, most, signal)
    if (copied === 'tooManyBytes') return fail(copied)
    const { sha256, bytes } = copied
    const facts = await this.#factsOf(temporary, what, sha256, signal)
    if (!facts.ok) return facts
    const { kind, extension } = what
    // The same bytes again replace themselves: one file, whoever comes second.
    await rename(temporary, join(folder, `${sha256}.${extension}`))
    await syncFolder(folder)
    const name = displayName(source.name)
    return succeed({ id: assetIdSchema.parse(sha256), kind, name, extension, bytes, ...facts.value })
  }

  async #factsOf(
    path: string,
    what: Usable,
    sha256: string,
    signal: AbortSignal,
  ): Promise<Result<Facts, ImportRefusal>> {
    const { desk, measureSound } = this.#parts
    if (what.kind === 'sound') {
      const measured = await measureSound(path, what.container, sha256, signal)
      return measured.ok ? succeed({ width: null, height: null, duration: measured.value }) : measured
    }
    const answer = await desk.run({ kind: 'inspect', source: { path, format: what.format } }, signal)
    if (!answer.ok) return fail(answer.refusal)
    return succeed({ width: answer.facts.width, height: answer.facts.height, duration: null })
  }
}
