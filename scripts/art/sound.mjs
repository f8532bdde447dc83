// Instruments and room: all lengths in seconds, all levels from 0 to 1.
import { hash } from './noise.mjs'

/** Samples a second. */
export const RATE = 44100

/** The pitch of a MIDI note number in hertz. */
const pitch = (note) => 440 * 2 ** ((note - 69) / 12)

/** Makes an empty stereo track. */
export function createTrack(seconds) {
  const length = Math.round(seconds * RATE)
  return [new Float32Array(length), new Float32Array(length)]
}

function addPartial(track, { start, frequency, level, decay, pan, attack, phase }) {
  const from = Math.round(start * RATE)
  const turn = (2 * Math.PI * frequency) / RATE
  const until = Math.min(track[0].length, from + Math.round(decay * 7 * RATE))
  const left = level * Math.cos((pan * Math.PI) / 2)
  const right = level * Math.sin((pan * Math.PI) / 2)
  for (let index = from; index < until; index += 1) {
    const time = (index - from) / RATE
    const value = Math.sin(turn * (index - from) + phase) * Math.exp(-time / decay) * Math.min(1, time / attack)
    track[0][index] += value * left
    track[1][index] += value * right
  }
}

/** Strikes a felt piano: two slightly detuned strings, overtones that stretch and die sooner, a soft hammer. */
export function strike(track, { start, note, level, ring = 1 }) {
  const base = pitch(note)
  const low = Math.max(0.55, Math.min(1.6, 2 ** ((60 - note) / 26)))
  const pan = 0.5 + (note - 62) / 110
  for (let partial = 1; partial <= 9; partial += 1) {
    const frequency = base * partial * Math.sqrt(1 + 0.00035 * partial * partial)
    if (frequency > 9000) break
    const strength = level * partial ** -1.75 * (0.55 + 0.45 * level * 2) ** (partial - 1)
    const decay = (1.7 * low * ring) / (1 + 0.42 * (partial - 1))
    for (const [side, bend] of [
      [-1, 0.99972],
      [1, 1.00028],
    ]) {
      addPartial(track, {
        start,
        frequency: frequency * bend,
        level: strength * 0.5,
        decay,
        pan: pan + side * 0.09,
        attack: 0.009,
        phase: partial * 1.3 + side,
      })
    }
  }
  addHammer(track, start, level * 0.05, pan)
}

function addHammer(track, start, level, pan) {
  const from = Math.round(start * RATE)
  let soft = 0
  for (let index = 0; index < 0.06 * RATE && from + index < track[0].length; index += 1) {
    soft += (hash(index, from, 77) * 2 - 1 - soft) * 0.06
    const value = soft * level * Math.exp(-index / (0.012 * RATE)) * 3
    track[0][from + index] += value * (1 - pan)
    track[1][from + index] += value * pan
  }
}

/** Holds a warm pad note that breathes in and out; wide, with only the first overtones. */
export function hold(track, { start, length, note, level, rise = 1.6, fall = 2.2 }) {
  const base = pitch(note)
  const from = Math.round(start * RATE)
  const count = Math.min(track[0].length - from, Math.round((length + fall) * RATE))
  for (let index = 0; index < count; index += 1) {
    const time = index / RATE
    const swell = Math.min(1, time / rise) * Math.min(1, Math.max(0, (length + fall - time) / fall))
    const body = swell * swell * (3 - 2 * swell) * level
    for (let side = 0; side < 2; side += 1) {
      const drift = Math.sin(2 * Math.PI * (0.11 + side * 0.03) * (start + time) + note) * 1.1
      const phase = 2 * Math.PI * base * (1 + (side - 0.5) * 0.0016) * time + drift * 0.6
      const value =
        Math.sin(phase) +
        0.34 * Math.sin(2 * phase + 0.5) +
        0.13 * Math.sin(3 * phase + side) +
        0.05 * Math.sin(4 * phase)
      track[side][from + index] += value * body
    }
  }
}

/** Adds the wash of small waves on a shore: filtered noise that rises and falls, different on each side. */
export function addWash(track, level) {
  for (let side = 0; side < 2; side += 1) {
    let slow = 0
    let slower = 0
    for (let index = 0; index < track[side].length; index += 1) {
      const time = index / RATE
      const wave = Math.max(0, Math.sin((2 * Math.PI * time) / 7.5 - 1.4 + side * 0.5)) ** 1.6
      slow += (hash(index, side, 99) * 2 - 1 - slow) * (0.03 + 0.07 * wave)
      slower += (slow - slower) * 0.006
      track[side][index] += (slow - slower) * level * (0.12 + wave)
    }
  }
}

const COMBS = [0.0297, 0.0371, 0.0411, 0.0437, 0.0533, 0.0617]
const DIFFUSERS = [0.005, 0.0017, 0.0077]

function comb(input, seconds, feedback) {
  const line = new Float32Array(Math.round(seconds * RATE))
  const output = new Float32Array(input.length)
  let damped = 0
  for (let index = 0; index < input.length; index += 1) {
    const at = index % line.length
    const delayed = line[at]
    damped += (delayed - damped) * 0.36
    line[at] = input[index] + damped * feedback
    output[index] = delayed
  }
  return output
}

function diffuse(input, seconds) {
  const line = new Float32Array(Math.round(seconds * RATE))
  return input.map((value, index) => {
    const at = index % line.length
    const delayed = line[at]
    line[at] = value + delayed * 0.6
    return delayed - 0.6 * line[at]
  })
}

/** Puts a track in a large soft room; gives the wet sound only. */
export function room(track, feedback = 0.86) {
  return track.map((side, channel) => {
    const wet = new Float32Array(side.length)
    for (const seconds of COMBS) {
      const echo = comb(side, seconds * (1 + channel * 0.023) + 0.011, feedback)
      for (let index = 0; index < wet.length; index += 1) wet[index] += echo[index] / COMBS.length
    }
    return DIFFUSERS.reduce((sound, seconds) => diffuse(sound, seconds * (1 + channel * 0.05)), wet)
  })
}
