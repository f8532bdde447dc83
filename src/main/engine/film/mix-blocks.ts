import type { FilmPlan, PlannedSound } from '../../../shared/film/plan'
import { amplitudeOf } from '../../../shared/film/sound-level'
import type { AssetId } from '../../../shared/ids'
import type { Rate } from '../../../shared/time/time'

/** The film's sound: 48 kHz, two channels, 32-bit float, interleaved. */
export const soundRate = 48_000
export const soundChannels = 2

/**
 * Gives `count` sample pairs of a sound from pair `from` on; fewer where the sound ends. Positions before its beginning
 * are never asked for.
 */
export type ReadSamples = (assetId: AssetId, from: number, count: number) => Promise<Float32Array>

/** The sample pair with which a film frame begins. */
export function samplesFromFrames(count: number, rate: Rate): number {
  return Math.round((count * rate[1] * soundRate) / rate[0])
}

interface Placed {
  readonly sound: PlannedSound
  readonly start: number
  readonly end: number
  readonly sourceStart: number
  readonly fadeIn: number
  readonly fadeOut: number
}

function place(sound: PlannedSound, rate: Rate): Placed {
  return {
    sound,
    start: samplesFromFrames(sound.start, rate),
    end: samplesFromFrames(sound.start + sound.length, rate),
    sourceStart: Math.round((sound.sourceIn[0] * soundRate) / sound.sourceIn[1]),
    fadeIn: samplesFromFrames(sound.fadeIn, rate),
    fadeOut: samplesFromFrames(sound.fadeOut, rate),
  }
}

/** Share of full level at a sample of the film: straight lines in amplitude, so that two equal fades crossed add up to one. */
function fadeAt({ start, end, fadeIn, fadeOut }: Placed, at: number): number {
  const rising = fadeIn > 0 ? Math.min(1, (at - start) / fadeIn) : 1
  const falling = fadeOut > 0 ? Math.min(1, (end - at) / fadeOut) : 1
  return rising * falling
}

async function addSound(block: Float32Array, blockStart: number, placed: Placed, read: ReadSamples): Promise<void> {
  const from = Math.max(placed.start, blockStart)
  const to = Math.min(placed.end, blockStart + block.length / soundChannels)
  const level = amplitudeOf(placed.sound.gain)
  if (from >= to || level === 0) return
  const source = await read(placed.sound.assetId, placed.sourceStart + from - placed.start, to - from)
  const pairs = Math.min(to - from, Math.floor(source.length / soundChannels))
  for (let pair = 0; pair < pairs; pair++) {
    const amplitude = level * fadeAt(placed, from + pair)
    const at = (from + pair - blockStart) * soundChannels
    for (let channel = 0; channel < soundChannels; channel++) {
      block[at + channel] = (block[at + channel] ?? 0) + amplitude * (source[pair * soundChannels + channel] ?? 0)
    }
  }
}

/** Where softening begins: one decibel below full level. */
const knee = 10 ** (-1 / 20)

function soften(value: number): number {
  const size = Math.abs(value)
  if (size <= knee) return value
  const room = 1 - knee
  return Math.sign(value) * (knee + room * Math.tanh((size - knee) / room))
}

/**
 * Only a block that would clip is touched: its peaks above -1 dB are bent towards full level, the rest stays bit for bit.
 * The curve knows no past, so player and export, whichever block they begin with, hear the same.
 */
function keepFromClipping(block: Float32Array): void {
  if (block.every((value) => Math.abs(value) <= 1)) return
  for (let at = 0; at < block.length; at++) block[at] = soften(block[at] ?? 0)
}

/**
 * Second `index` of the film's sound: gains, fades and sum of everything that sounds in it. Always one whole second;
 * silence beyond the film's end. Pure but for `read`.
 */
export async function mixBlock(
  plan: Pick<FilmPlan, 'sounds' | 'rate'>,
  read: ReadSamples,
  index: number,
): Promise<Float32Array> {
  const block = new Float32Array(soundRate * soundChannels)
  for (const sound of plan.sounds) await addSound(block, index * soundRate, place(sound, plan.rate), read)
  keepFromClipping(block)
  return block
}
