import { box, fullBox, u16, u32, u32List, u64 } from './boxes'
import type { Chunk, Movie, PictureTrack, SampleRun, SoundTrack } from './movie'
import type { SampleTable } from './read-mp4'

const largestNarrow = 0xffffffff
const identityMatrix = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)

function sampleCount(runs: readonly SampleRun[]): number {
  return runs.reduce((sum, run) => sum + run.count, 0)
}

function* samplesOf(runs: readonly SampleRun[]): Generator<{ readonly samples: SampleTable; readonly sample: number }> {
  for (const { samples, from, count } of runs) {
    for (let sample = from; sample < from + count; sample++) yield { samples, sample }
  }
}

/** Rows of [count, value] for a table that stores runs of equal values. */
function runLengths(values: Iterable<number>): readonly (readonly [number, number])[] {
  const rows: [number, number][] = []
  for (const value of values) {
    const last = rows.at(-1)
    if (last?.[1] === value) last[0] += 1
    else rows.push([1, value])
  }
  return rows
}

function sizeTable(runs: readonly SampleRun[]): Buffer {
  const sizes: number[] = []
  for (const { samples, sample } of samplesOf(runs)) sizes.push(samples.sizes[sample] ?? 0)
  return fullBox('stsz', 0, 0, u32(0, sizes.length), u32List(sizes))
}

function keyTable(runs: readonly SampleRun[]): Buffer {
  const keys: number[] = []
  let number = 0
  for (const { samples, sample } of samplesOf(runs)) {
    number += 1
    if (samples.keys[sample] === 1) keys.push(number)
  }
  return fullBox('stss', 0, 0, u32(keys.length), u32List(keys))
}

function timeTable(rows: readonly (readonly [number, number])[]): Buffer {
  return fullBox('stts', 0, 0, u32(rows.length), u32List(rows.flat()))
}

function chunkTables(chunks: readonly Chunk[], offsets: readonly number[], wide: boolean): Buffer {
  const rows: number[] = []
  let before = -1
  chunks.forEach(({ count }, index) => {
    if (count !== before) rows.push(index + 1, count, 1)
    before = count
  })
  const places = wide
    ? fullBox('co64', 0, 0, u32(offsets.length), u64(...offsets))
    : fullBox('stco', 0, 0, u32(offsets.length), u32List(offsets))
  return Buffer.concat([fullBox('stsc', 0, 0, u32(rows.length / 3), u32List(rows)), places])
}

interface TrackBoxes {
  readonly id: number
  readonly handler: 'vide' | 'soun'
  readonly timescale: number
  readonly mediaTicks: number
  readonly filmTicks: number
  readonly width: number
  readonly height: number
  readonly header: Buffer
  readonly edits: Buffer
  readonly tables: Buffer
}

/** Version, and creation time, change time, (fields between), duration as that version writes them. */
function timed(type: string, flags: number, duration: number, between: Buffer, ...after: readonly Buffer[]): Buffer {
  const wide = duration > largestNarrow
  const number = wide ? u64 : u32
  return fullBox(type, wide ? 1 : 0, flags, number(0, 0), between, number(duration), ...after)
}

function trackBox(track: TrackBoxes): Buffer {
  const isSound = track.handler === 'soun'
  const place = Buffer.concat([u32(0, 0), u16(0, 0, isSound ? 0x100 : 0, 0), identityMatrix])
  const size = u32(track.width * 0x10000, track.height * 0x10000)
  const name = Buffer.from(isSound ? 'Sound\0' : 'Picture\0')
  return box(
    'trak',
    timed('tkhd', 3, track.filmTicks, u32(track.id, 0), place, size),
    track.edits,
    box(
      'mdia',
      // 0x55c4: the language is not said.
      timed('mdhd', 0, track.mediaTicks, u32(track.timescale), u16(0x55c4, 0)),
      fullBox('hdlr', 0, 0, u32(0), Buffer.from(track.handler), u32(0, 0, 0), name),
      box(
        'minf',
        track.header,
        box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1))),
        box('stbl', track.tables),
      ),
    ),
  )
}

function pictureBox(picture: PictureTrack, chunkBoxes: Buffer): Buffer {
  const count = sampleCount(picture.runs)
  const ticks = count * picture.frameTicks
  const tables = [
    fullBox('stsd', 0, 0, u32(1), picture.entry),
    timeTable([[count, picture.frameTicks]]),
    keyTable(picture.runs),
    sizeTable(picture.runs),
    chunkBoxes,
  ]
  return trackBox({
    id: 1,
    handler: 'vide',
    timescale: picture.timescale,
    mediaTicks: ticks,
    filmTicks: ticks,
    width: picture.width,
    height: picture.height,
    header: fullBox('vmhd', 0, 1, u16(0, 0, 0, 0)),
    edits: Buffer.alloc(0),
    tables: Buffer.concat(tables),
  })
}

function soundBox(sound: SoundTrack, filmTicks: number, chunkBoxes: Buffer): Buffer {
  const durations: number[] = []
  for (const { samples, sample } of samplesOf(sound.runs)) durations.push(samples.durations[sample] ?? 0)
  const wide = filmTicks > largestNarrow
  const edit = Buffer.concat([(wide ? u64 : u32)(filmTicks, sound.primingTicks), u16(1, 0)])
  const tables = [
    fullBox('stsd', 0, 0, u32(1), sound.entry),
    timeTable(runLengths(durations)),
    sizeTable(sound.runs),
    chunkBoxes,
  ]
  return trackBox({
    id: 2,
    handler: 'soun',
    timescale: sound.timescale,
    mediaTicks: durations.reduce((sum, ticks) => sum + ticks, 0),
    filmTicks,
    width: 0,
    height: 0,
    header: fullBox('smhd', 0, 0, u16(0, 0)),
    edits: box('edts', fullBox('elst', wide ? 1 : 0, 0, u32(1), edit)),
    tables: Buffer.concat(tables),
  })
}

function movieBox(movie: Movie, chunks: readonly Chunk[], offsets: readonly number[], wide: boolean): Buffer {
  const { picture, sound } = movie
  const tablesOf = (track: Chunk['track']): Buffer => {
    const kept = chunks.flatMap((chunk, index) => (chunk.track === track ? [index] : []))
    const own = kept.flatMap((index) => chunks[index] ?? [])
    return chunkTables(
      own,
      kept.map((index) => offsets[index] ?? 0),
      wide,
    )
  }
  const filmTicks = sampleCount(picture.runs) * picture.frameTicks
  const rest = Buffer.concat([u32(0x10000), u16(0x100, 0), u32(0, 0), identityMatrix, u32(0, 0, 0, 0, 0, 0), u32(3)])
  return box(
    'moov',
    timed('mvhd', 0, filmTicks, u32(picture.timescale), rest),
    pictureBox(picture, tablesOf('picture')),
    ...(sound ? [soundBox(sound, filmTicks, tablesOf('sound'))] : []),
  )
}

/** Everything before the first sample. Chunk places are part of it, so it is built once to learn its own size. */
export function headOf(movie: Movie, chunks: readonly Chunk[]): Buffer {
  const mediaBytes = chunks.reduce((sum, chunk) => sum + chunk.bytes, 0)
  const brands = box('ftyp', Buffer.from('isom'), u32(0x200), Buffer.from('isomiso2avc1mp41'))
  const wide = mediaBytes > largestNarrow - 64 * 1024 * 1024
  const mediaHeader = wide
    ? Buffer.concat([u32(1), Buffer.from('mdat'), u64(mediaBytes + 16)])
    : Buffer.concat([u32(mediaBytes + 8), Buffer.from('mdat')])
  const build = (start: number): Buffer => {
    let at = start
    const offsets = chunks.map(({ bytes }) => (at += bytes) - bytes)
    return Buffer.concat([brands, movieBox(movie, chunks, offsets, wide), mediaHeader])
  }
  return build(build(0).length)
}
