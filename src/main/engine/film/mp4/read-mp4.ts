import { open, type FileHandle } from 'node:fs/promises'
import { box, childBoxes, findBox, Mp4Error, readBoxHeader, type Box } from './boxes'

/** Samples of one track in decoding order. */
export interface SampleTable {
  readonly count: number
  /** Where each sample lies in the file. */
  readonly offsets: Float64Array
  readonly sizes: Uint32Array
  /** In ticks of the track. */
  readonly durations: Uint32Array
  /** 1 where decoding may begin. */
  readonly keys: Uint8Array
  /** Whether the samples are shown in another order or at another time than they are decoded. */
  readonly reordered: boolean
}

export interface Mp4Track {
  readonly handler: string
  /** Ticks a second. */
  readonly timescale: number
  /** The sample entry: codec, size, parameter sets; without the bit rate, which differs from clip to clip. */
  readonly entry: Buffer
  /** Media time, in ticks, at which the track begins to show. */
  readonly mediaStart: number
  readonly samples: SampleTable
}

export interface Mp4File {
  readonly bytes: number
  readonly tracks: readonly Mp4Track[]
  /** Types of the boxes at the top, in file order. */
  readonly layout: readonly string[]
}

const largestMovieBox = 256 * 1024 * 1024
const mostSamples = 20_000_000

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, position)
  return bytes.subarray(0, bytesRead)
}

function required(boxes: readonly Box[], ...path: readonly string[]): Buffer {
  const body = findBox(boxes, ...path)
  if (!body) throw new Mp4Error(`no ${path.join('/')} box`)
  return body
}

/** Number of rows of a table after its version, flags and count; checked against the bytes that are there. */
function rowsOf(body: Buffer, countAt: number, rowBytes: number): number {
  const count = body.readUInt32BE(countAt)
  if (count > mostSamples || countAt + 4 + count * rowBytes > body.length) throw new Mp4Error('a table is cut off')
  return count
}

function readSizes(body: Buffer): Uint32Array {
  const fixed = body.readUInt32BE(4)
  const count = fixed === 0 ? rowsOf(body, 8, 4) : rowsOf(body, 8, 0)
  const sizes = new Uint32Array(count).fill(fixed)
  if (fixed === 0) for (let index = 0; index < count; index++) sizes[index] = body.readUInt32BE(12 + index * 4)
  return sizes
}

function readDurations(body: Buffer, count: number): Uint32Array {
  const durations = new Uint32Array(count)
  let at = 0
  for (let row = 0; row < rowsOf(body, 4, 8); row++) {
    const end = at + body.readUInt32BE(8 + row * 8)
    if (end > count) throw new Mp4Error('more durations than samples')
    durations.fill(body.readUInt32BE(12 + row * 8), at, end)
    at = end
  }
  if (at !== count) throw new Mp4Error('fewer durations than samples')
  return durations
}

function readKeys(body: Buffer | null, count: number): Uint8Array {
  if (!body) return new Uint8Array(count).fill(1)
  const keys = new Uint8Array(count)
  for (let row = 0; row < rowsOf(body, 4, 4); row++) {
    const sample = body.readUInt32BE(8 + row * 4) - 1
    if (sample < 0 || sample >= count) throw new Mp4Error('a key frame that does not exist')
    keys[sample] = 1
  }
  return keys
}

function readChunkOffsets(stbl: readonly Box[]): Float64Array {
  const narrow = findBox(stbl, 'stco')
  const body = narrow ?? required(stbl, 'co64')
  const rowBytes = narrow ? 4 : 8
  const offsets = new Float64Array(rowsOf(body, 4, rowBytes))
  for (let row = 0; row < offsets.length; row++) {
    const at = 8 + row * rowBytes
    offsets[row] = narrow ? body.readUInt32BE(at) : Number(body.readBigUInt64BE(at))
  }
  return offsets
}

/** Samples in each chunk, from the table that only lists where that number changes. */
function readChunkLengths(body: Buffer, chunks: number): Uint32Array {
  const lengths = new Uint32Array(chunks)
  for (let row = 0; row < rowsOf(body, 4, 12); row++) {
    const first = body.readUInt32BE(8 + row * 12) - 1
    lengths.fill(body.readUInt32BE(12 + row * 12), Math.max(0, first))
  }
  return lengths
}

function readOffsets(stbl: readonly Box[], sizes: Uint32Array): Float64Array {
  const chunks = readChunkOffsets(stbl)
  const lengths = readChunkLengths(required(stbl, 'stsc'), chunks.length)
  const offsets = new Float64Array(sizes.length)
  let sample = 0
  chunks.forEach((start, chunk) => {
    let position = start
    const end = Math.min(sizes.length, sample + (lengths[chunk] ?? 0))
    for (; sample < end; sample++) {
      offsets[sample] = position
      position += sizes[sample] ?? 0
    }
  })
  if (sample !== sizes.length) throw new Mp4Error('samples without a place')
  return offsets
}

function isReordered(body: Buffer | null): boolean {
  if (!body) return false
  for (let row = 0; row < rowsOf(body, 4, 8); row++) if (body.readUInt32BE(12 + row * 8) !== 0) return true
  return false
}

/** Version 1 of a header box has 64-bit times; gives the place of the timescale. */
function timescaleOf(mdhd: Buffer): number {
  return mdhd.readUInt32BE(mdhd[0] === 1 ? 20 : 12)
}

/** Media time of the first edit that shows something. */
function mediaStartOf(elst: Buffer | null): number {
  if (!elst) return 0
  const wide = elst[0] === 1
  const rowBytes = wide ? 20 : 12
  for (let row = 0; row < rowsOf(elst, 4, rowBytes); row++) {
    const at = 8 + row * rowBytes
    const start = wide ? Number(elst.readBigInt64BE(at + 8)) : elst.readInt32BE(at + 4)
    if (start >= 0) return start
  }
  return 0
}

/** Fixed part of a sample entry before its own boxes. */
const entryHeaderBytes: Readonly<Record<string, number>> = { avc1: 78, avc3: 78, mp4a: 28 }

/** The one sample entry, without its bit rate box. */
function readEntry(stsd: Buffer): Buffer {
  const [entry, ...more] = childBoxes(stsd.subarray(8))
  if (!entry || more.length > 0) throw new Mp4Error('not exactly one sample entry')
  const fixed = entryHeaderBytes[entry.type] ?? entry.body.length
  const kept = childBoxes(entry.body.subarray(fixed)).filter((child) => child.type !== 'btrt')
  const parts = kept.map(({ type, body }) => box(type, body))
  return box(entry.type, Buffer.concat([entry.body.subarray(0, fixed), ...parts]))
}

/**
 * What a decoder has to be told of a video track. Tracks with equal keys can follow each other without a word, whatever
 * else their sample entries say (a compressor's name, a colour box that repeats the parameter sets).
 */
export function decoderKey(track: Mp4Track): string | null {
  const children = childBoxes(track.entry.subarray(8 + (entryHeaderBytes['avc1'] ?? 0)))
  const parameters = findBox(children, 'avcC')
  const pixelShape = findBox(children, 'pasp')
  const isSquare = !pixelShape || pixelShape.readUInt32BE(0) === pixelShape.readUInt32BE(4)
  return parameters && isSquare ? parameters.toString('hex') : null
}

function readTrack(trak: Buffer): Mp4Track {
  const boxes = childBoxes(trak)
  const stbl = childBoxes(required(boxes, 'mdia', 'minf', 'stbl'))
  const sizes = readSizes(required(stbl, 'stsz'))
  return {
    handler: required(boxes, 'mdia', 'hdlr').toString('latin1', 8, 12),
    timescale: timescaleOf(required(boxes, 'mdia', 'mdhd')),
    entry: readEntry(required(stbl, 'stsd')),
    mediaStart: mediaStartOf(findBox(boxes, 'edts', 'elst')),
    samples: {
      count: sizes.length,
      sizes,
      offsets: readOffsets(stbl, sizes),
      durations: readDurations(required(stbl, 'stts'), sizes.length),
      keys: readKeys(findBox(stbl, 'stss'), sizes.length),
      reordered: isReordered(findBox(stbl, 'ctts')),
    },
  }
}

async function readMovieBox(file: FileHandle, bytes: number): Promise<{ moov: Buffer; layout: readonly string[] }> {
  const layout: string[] = []
  let moov: Buffer | null = null
  for (let position = 0; position < bytes;) {
    const header = readBoxHeader(await readAt(file, position, 16))
    const size = header?.size === 0 ? bytes - position : (header?.size ?? 0)
    if (!header || size < header.headerSize || position + size > bytes) throw new Mp4Error('a box is cut off')
    layout.push(header.type)
    if (header.type === 'moov') {
      if (size > largestMovieBox) throw new Mp4Error('the movie box is too large')
      moov = (await readAt(file, position, size)).subarray(header.headerSize)
    }
    position += size
  }
  if (!moov) throw new Mp4Error('no movie box')
  return { moov, layout }
}

/** Reads where every sample of an MP4 lies. Throws `Mp4Error` when it is not one, or not a whole one. */
export async function readMp4(path: string): Promise<Mp4File> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const { moov, layout } = await readMovieBox(file, size)
    const tracks = childBoxes(moov).flatMap((child) => (child.type === 'trak' ? [readTrack(child.body)] : []))
    return { bytes: size, tracks, layout }
  } catch (error) {
    if (error instanceof RangeError) throw new Mp4Error('a box is too short')
    throw error
  } finally {
    await file.close()
  }
}
