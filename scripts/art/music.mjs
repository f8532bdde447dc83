// "Tide": eight slow bars in D for felt piano, pad and a distant shore. 34 seconds.
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { addWash, createTrack, hold, RATE, room, strike } from './sound.mjs'
import { hash, smooth } from './noise.mjs'

const SECONDS = 34
const BAR = 3.75
const BEAT = BAR / 4
const PEAK = 0.84

// For each bar: the bass, the broken chord above it (eighths, null is a rest), the pad.
const BARS = [
  { bass: 38, chord: [50, 57, 62, 66, 69, 66, 62, 57], pad: [50, 57, 66] },
  { bass: 35, chord: [47, 54, 62, 66, 69, 66, 62, 54], pad: [47, 54, 66] },
  { bass: 43, chord: [50, 55, 62, 66, 71, 66, 62, 59], pad: [50, 59, 66] },
  { bass: 33, chord: [45, 52, 57, 62, 64, 62, 57, 52], pad: [52, 57, 64] },
  { bass: 42, chord: [45, 54, 57, 61, 66, 61, 57, 54], pad: [49, 57, 66] },
  { bass: 35, chord: [47, 54, 59, 62, 66, 69, 66, 62], pad: [50, 59, 66] },
  { bass: 43, chord: [50, 55, 59, 66, 69, 66, 59, 55], pad: [50, 59, 69] },
  { bass: 38, chord: [50, 57, 62, 64, 69, null, null, null], pad: [50, 57, 64] },
]

// The tune: [bar, beat, note, level].
const TUNE = [
  [0, 2, 78, 0.5],
  [0, 3.5, 76, 0.36],
  [1, 0, 74, 0.5],
  [1, 2.5, 73, 0.36],
  [1, 3, 74, 0.42],
  [2, 0, 71, 0.5],
  [2, 2, 74, 0.42],
  [2, 3, 78, 0.46],
  [3, 0, 76, 0.54],
  [3, 2, 74, 0.36],
  [3, 3, 73, 0.38],
  [4, 0, 81, 0.54],
  [4, 1.5, 78, 0.4],
  [4, 3, 76, 0.4],
  [5, 0, 74, 0.5],
  [5, 2, 78, 0.42],
  [5, 3.5, 81, 0.4],
  [6, 0, 83, 0.5],
  [6, 1.5, 81, 0.4],
  [6, 2.5, 78, 0.38],
  [6, 3.5, 76, 0.34],
  [7, 0.05, 74, 0.46],
  [7, 2.5, 81, 0.24],
  [7, 3.5, 86, 0.2],
]

// Nobody plays on the grid: a few milliseconds early or late, a little softer or louder.
const human = (index, seed) => (hash(index, 3, seed) - 0.5) * 0.03

function playPiano(track) {
  BARS.forEach(({ bass, chord }, bar) => {
    const start = 0.25 + bar * BAR
    // The last bar slows down.
    const pace = bar === BARS.length - 1 ? 1.18 : 1
    strike(track, { start: start + human(bar, 5), note: bass, level: 0.4, ring: 1.5 })
    chord.forEach((note, index) => {
      if (note === null) return
      const accent = index === 0 ? 0.34 : 0.2 + 0.06 * Math.sin((index / 8) * Math.PI)
      strike(track, {
        start: start + index * (BEAT / 2) * pace + human(bar * 8 + index, 6),
        note,
        level: accent + human(index + bar, 8),
      })
    })
  })
  TUNE.forEach(([bar, beat, note, level], index) => {
    strike(track, { start: 0.25 + bar * BAR + beat * BEAT + human(index, 9), note, level: level * 0.8, ring: 1.35 })
  })
}

function playPad(track) {
  BARS.forEach(({ pad }, bar) => {
    const last = bar === BARS.length - 1
    for (const note of pad)
      hold(track, { start: 0.1 + bar * BAR, length: last ? BAR * 1.15 : BAR, note, level: 0.034, fall: last ? 3 : 2.2 })
  })
}

function mix(layers) {
  const sum = createTrack(SECONDS)
  for (const { track, level } of layers) {
    track.forEach((side, channel) =>
      side.forEach((value, index) => {
        sum[channel][index] += value * level
      }),
    )
  }
  return sum
}

function master(track) {
  const fade = (index) => smooth(0, 0.4, index / RATE) * smooth(SECONDS, SECONDS - 3.2, index / RATE)
  // Rounding the peaks a little keeps the quiet parts present without a compressor's pumping.
  const rounded = track.map((side) => side.map((value, index) => Math.tanh(value * 1.25) * fade(index)))
  const peak = rounded.reduce((most, side) => side.reduce((best, value) => Math.max(best, Math.abs(value)), most), 0)
  return rounded.map((side) => side.map((value) => (value / peak) * PEAK))
}

function toWav([left, right]) {
  const bytes = Buffer.alloc(44 + left.length * 4)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(bytes.length - 8, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(2, 22)
  bytes.writeUInt32LE(RATE, 24)
  bytes.writeUInt32LE(RATE * 4, 28)
  bytes.writeUInt16LE(4, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36)
  bytes.writeUInt32LE(left.length * 4, 40)
  for (let index = 0; index < left.length; index += 1) {
    ;[left, right].forEach((side, channel) => {
      const dither = hash(index, channel, 41) - hash(index, channel, 42)
      bytes.writeInt16LE(
        Math.max(-32768, Math.min(32767, Math.round(side[index] * 32767 + dither * 0.5))),
        44 + index * 4 + channel * 2,
      )
    })
  }
  return bytes
}

/** Plays the piece and encodes it with ffmpeg (on the PATH, or FFMPEG) as AAC; throws when ffmpeg fails. */
export async function recordMusic(file) {
  const piano = createTrack(SECONDS)
  const pad = createTrack(SECONDS)
  const shore = createTrack(SECONDS)
  playPiano(piano)
  playPad(pad)
  addWash(shore, 0.5)
  const hall = room(
    mix([
      { track: piano, level: 0.8 },
      { track: pad, level: 0.6 },
    ]),
  )
  const wav = toWav(
    master(
      mix([
        { track: piano, level: 0.62 },
        { track: pad, level: 0.9 },
        { track: shore, level: 0.22 },
        { track: hall, level: 0.42 },
      ]),
    ),
  )
  const folder = await mkdtemp(join(tmpdir(), 'seamline-art-'))
  try {
    await writeFile(join(folder, 'tide.wav'), wav)
    const encode = [
      '-v',
      'error',
      '-y',
      '-i',
      join(folder, 'tide.wav'),
      '-c:a',
      'aac',
      '-b:a',
      '144k',
      '-movflags',
      '+faststart',
      '-bitexact',
      file,
    ]
    await promisify(execFile)(process.env.FFMPEG ?? 'ffmpeg', encode)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
