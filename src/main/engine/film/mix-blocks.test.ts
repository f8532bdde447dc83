import { describe, expect, it } from 'vitest'
import type { PlannedSound } from '../../../shared/film/plan'
import { frames, rate, seconds } from '../../../shared/time/time'
import { assetIdOf } from '../../../test-support/sample-film'
import { mixBlock, samplesFromFrames, soundRate, type ReadSamples } from './mix-blocks'

function sound(over: Partial<PlannedSound> = {}): PlannedSound {
  return {
    soundId: 'm1' as never,
    assetId: assetIdOf(1),
    start: frames(0),
    length: frames(240),
    sourceIn: seconds(0),
    gain: 0,
    fadeIn: frames(0),
    fadeOut: frames(0),
    ...over,
  }
}

const at24 = rate(24)
/** Every sound is a constant of 0.5 on the left and -0.25 on the right. */
const constant: ReadSamples = async (_, __, count) =>
  Float32Array.from({ length: count * 2 }, (___, at) => (at % 2 ? -0.25 : 0.5))
/** Every sample tells its own position in the sound. */
const counting: ReadSamples = async (_, from, count) =>
  Float32Array.from({ length: count * 2 }, (__, at) => (from + Math.floor(at / 2)) / 1e6)

describe('mixBlock', () => {
  it('is one second of silence without sounds', async () => {
    const block = await mixBlock({ sounds: [], rate: at24 }, constant, 0)
    expect(block).toEqual(new Float32Array(96_000))
  })

  it('starts a sound on the sample of its film frame, at its own in point', async () => {
    const sounds = [sound({ start: frames(30), sourceIn: seconds(1, 2) })]
    const block = await mixBlock({ sounds, rate: at24 }, counting, 1)
    const start = samplesFromFrames(30, at24) - soundRate
    expect(start).toBe(12_000)
    expect(block[(start - 1) * 2]).toBe(0)
    expect(block[start * 2]).toBeCloseTo(24_000 / 1e6, 6)
    expect(block[start * 2 + 2]).toBeCloseTo(24_001 / 1e6, 6)
  })

  it('continues without a gap from block to block, also at 29.97', async () => {
    const plan = { sounds: [sound({ start: frames(7) })], rate: rate(30_000, 1001) }
    const [first, second] = [await mixBlock(plan, counting, 0), await mixBlock(plan, counting, 1)]
    expect(Number(second[0]) - Number(first.at(-1))).toBeCloseTo(1 / 1e6, 8)
  })

  it('applies gain in decibels, and silence at -60', async () => {
    const louder = await mixBlock({ sounds: [sound({ gain: -20 })], rate: at24 }, constant, 0)
    expect([louder[0], louder[1]].map((value) => value?.toFixed(4))).toEqual(['0.0500', '-0.0250'])
    const silent = await mixBlock({ sounds: [sound({ gain: -60 })], rate: at24 }, constant, 0)
    expect(silent.every((value) => value === 0)).toBe(true)
  })

  it('fades in straight lines of amplitude', async () => {
    const sounds = [sound({ length: frames(24), fadeIn: frames(12), fadeOut: frames(6) })]
    const block = await mixBlock({ sounds, rate: at24 }, constant, 0)
    const left = (share: number): number => Number(block[Math.round(share * soundRate) * 2])
    expect([left(0), left(0.25), left(0.5), left(0.7), left(0.875)]).toEqual([0, 0.25, 0.5, 0.5, 0.25])
  })

  it('crosses two equal fades at an even level', async () => {
    const first = sound({ length: frames(24), fadeOut: frames(24) })
    const second = sound({ length: frames(24), fadeIn: frames(24) })
    const block = await mixBlock({ sounds: [first, second], rate: at24 }, constant, 0)
    for (let at = 0; at < block.length; at += 5000) expect(block[at]).toBeCloseTo(at % 2 ? -0.25 : 0.5, 6)
  })

  it('ends with the sound’s own samples', async () => {
    const short: ReadSamples = async (_, from, count) =>
      new Float32Array(Math.max(0, Math.min(count, 100 - from)) * 2).fill(0.5)
    const block = await mixBlock({ sounds: [sound()], rate: at24 }, short, 0)
    expect([block[198], block[200]]).toEqual([0.5, 0])
  })

  it('leaves a full-level sound as it is', async () => {
    const full: ReadSamples = async (_, __, count) => new Float32Array(count * 2).fill(1)
    expect((await mixBlock({ sounds: [sound()], rate: at24 }, full, 0)).every((value) => value === 1)).toBe(true)
  })

  it('bends peaks that would clip towards full level and keeps their order', async () => {
    const ramp: ReadSamples = async (_, __, count) =>
      Float32Array.from({ length: count * 2 }, (___, at) => (at / (count * 2)) * 0.9)
    const block = await mixBlock({ sounds: [sound(), sound()], rate: at24 }, ramp, 0)
    expect(block.every((value, at) => value <= 1 && (at === 0 || value >= Number(block[at - 1])))).toBe(true)
    expect(block[20_000]).toBeCloseTo((20_000 / 96_000) * 1.8, 5)
  })
})
