import { open, type FileHandle } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { writeFully } from '../../project/durable-write'
import { layOut, type Chunk, type Movie } from './movie'
import { headOf } from './movie-box'
import type { SampleTable } from './read-mp4'

export interface WriteOptions {
  readonly signal: AbortSignal
  readonly onProgress: (share: number) => void
}

export interface WrittenMovie {
  readonly bytes: number
  /** CRC-32 of the pictures' bytes in order, as they were read from their sources. */
  readonly pictureChecksum: number
}

const blockBytes = 1024 * 1024

/** Stretches of a file that hold consecutive samples: neighbours are one stretch. */
function* stretchesOf(samples: SampleTable, from: number, count: number): Generator<readonly [number, number]> {
  for (let sample = from; sample < from + count;) {
    const start = samples.offsets[sample] ?? 0
    let end = start
    while (sample < from + count && samples.offsets[sample] === end) end += samples.sizes[sample++] ?? 0
    yield [start, end]
  }
}

/**
 * Reads the bytes of consecutive samples in blocks that stay in the processor's cache. A block is valid until the next
 * one is asked for: they share `buffer`. Throws when the file ends before them.
 */
export async function* readSamples(
  file: FileHandle,
  samples: SampleTable,
  from: number,
  count: number,
  buffer: Buffer,
): AsyncGenerator<Buffer> {
  for (const [start, end] of stretchesOf(samples, from, count)) {
    for (let at = start; at < end;) {
      const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, end - at), at)
      if (bytesRead === 0) throw new Error('a source ended before its last sample')
      yield buffer.subarray(0, bytesRead)
      at += bytesRead
    }
  }
}

/** Room for reading samples. */
export function sampleBuffer(): Buffer {
  return Buffer.allocUnsafe(blockBytes)
}

/** Opens one source at a time: consecutive runs mostly come from the same file, and 200 need not be open at once. */
class SourceFiles {
  readonly #open = new Map<Chunk['track'], { readonly path: string; readonly file: FileHandle }>()

  async get(track: Chunk['track'], path: string): Promise<FileHandle> {
    const current = this.#open.get(track)
    if (current?.path === path) return current.file
    await current?.file.close()
    this.#open.delete(track)
    const file = await open(path, 'r')
    this.#open.set(track, { path, file })
    return file
  }

  async close(): Promise<void> {
    for (const { file } of this.#open.values()) await file.close()
    this.#open.clear()
  }
}

/**
 * Writes a movie into an open, empty file by copying samples: header first, then the samples in film order, picture and
 * sound in turns. Memory holds a block of samples. Throws the abort reason when cancelled.
 */
export async function writeMp4(target: FileHandle, movie: Movie, options: WriteOptions): Promise<WrittenMovie> {
  const chunks = layOut(movie)
  const head = headOf(movie, chunks)
  await writeFully(target, head, 0)
  const buffer = sampleBuffer()
  const sources = new SourceFiles()
  let position = head.length
  let pictureChecksum = 0
  try {
    for (const [index, { track, run, from, count }] of chunks.entries()) {
      options.signal.throwIfAborted()
      for await (const bytes of readSamples(await sources.get(track, run.path), run.samples, from, count, buffer)) {
        if (track === 'picture') pictureChecksum = crc32(bytes, pictureChecksum)
        await writeFully(target, bytes, position)
        position += bytes.length
      }
      options.onProgress((index + 1) / chunks.length)
    }
  } finally {
    await sources.close()
  }
  return { bytes: position, pictureChecksum }
}
