import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Sound } from '../../../shared/project/document'
import { frames, rate, seconds } from '../../../shared/time/time'
import { makeExportRoom, type ExportRoom } from '../../../test-support/export-room'
import {
  at24,
  sampleClip,
  sampleDocument,
  sampleSound,
  sampleSoundAsset,
  sampleTake,
} from '../../../test-support/sample-film'
import { filmSoundBlock } from './film-sound'
import { samplesFromFrames, soundRate } from './mix-blocks'
import { readMp4 } from './mp4/read-mp4'

// Real ffmpeg runs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let room: ExportRoom
const size = { width: 160, height: 90 }
const asset = sampleSoundAsset(9, 8)
/** Clicks in the music, in seconds. */
const clicks = [0.5, 1.25, 2.9]

beforeAll(async () => {
  room = await makeExportRoom([sampleTake(1, { frames: 72, size }), sampleTake(2, { frames: 40, size })], () => true)
  const music = new Float32Array(8 * soundRate * 2)
  for (const click of clicks)
    music.fill(0.8, Math.round(click * soundRate) * 2, (Math.round(click * soundRate) + 48) * 2)
  room.media.sounds.set(asset.id, music)
})
afterAll(() => room.remove())

/** What a player hears: the file's sound decoded with its edit list applied. */
async function heard(path: string): Promise<Float32Array> {
  const { output } = await room.ffmpeg.run({
    args: ['-i', `file:${path}`, '-vn', '-f', 'f32le', '-ar', String(soundRate), '-ac', '2', 'pipe:1'],
    output: 'collect',
    signal: new AbortController().signal,
    timeLimit: 30_000,
  })
  return new Float32Array(output.buffer.slice(output.byteOffset, output.byteOffset + output.byteLength))
}

/** Seconds at which something loud begins. */
function onsets(samples: Float32Array): readonly number[] {
  const found: number[] = []
  for (let at = 0; at < samples.length; at += 2) {
    const time = at / 2 / soundRate
    if (Math.abs(samples[at] ?? 0) > 0.3 && time - (found.at(-1) ?? -1) > 0.1) found.push(time)
  }
  return found
}

function filmWith(
  sounds: readonly Sound[],
  over: Partial<Parameters<typeof sampleDocument>[0]> = {},
): ReturnType<typeof sampleDocument> {
  return sampleDocument({ clips: [sampleClip(1)], settings: { size }, assets: [asset], sounds, ...over })
}

describe('the sound of the player', () => {
  it('is what an export encodes, a second a block, and nothing after the end', async () => {
    const { plan } = await room.exportFilm(filmWith([sampleSound(9, { start: frames(6) })]))
    const block = (index: number): Promise<Uint8Array | null> =>
      filmSoundBlock({
        plan,
        assets: new Map([[asset.id, asset]]),
        media: room.media,
        index,
        signal: new AbortController().signal,
      })
    const bytes = await block(1)
    const at = Math.round(0.5 * soundRate) * 2
    const samples = new Float32Array(bytes?.buffer ?? new ArrayBuffer(0))
    expect(samples.length).toBe(soundRate * 2)
    expect([samples[at - 1], samples[at]]).toEqual([0, Math.fround(0.8)])
    expect(await block(3)).toBeNull()
    expect(await block(-1)).toBeNull()
  })
})

describe('the sound of an exported film', () => {
  it('is on its frame within 20 ms and as long as the picture', async () => {
    const { plan, report } = await room.exportFilm(filmWith([sampleSound(9, { start: frames(6) })]))
    expect(report.method).toBe('copy')
    const samples = await heard(report.path)
    const wanted = clicks.map((click) => click + 6 / 24).filter((time) => time < 3)
    const found = onsets(samples)
    expect(found.length).toBe(wanted.length)
    found.forEach((time, index) => expect(Math.abs(time - Number(wanted[index]))).toBeLessThan(0.02))
    expect(Math.abs(samples.length / 2 - samplesFromFrames(plan.length, plan.rate))).toBeLessThanOrEqual(1024)
  })

  it('starts at its in point, over a dissolve and at 29.97 frames a second', async () => {
    const join = { kind: 'dissolve', length: frames(12) } as const
    const clips = [sampleClip(1, { join }), sampleClip(2)]
    const document = filmWith([sampleSound(9, { in: seconds(1) })], {
      clips,
      settings: { size, rate: rate(30_000, 1001) },
    })
    const { plan, report } = await room.exportFilm(document)
    const found = onsets(await heard(report.path))
    expect(found.length).toBe(2)
    expect(Math.abs(Number(found[0]) - 0.25)).toBeLessThan(0.02)
    expect(Math.abs(Number(found[1]) - 1.9)).toBeLessThan(0.02)
    const { tracks } = await readMp4(report.path)
    expect(tracks.map(({ handler }) => handler)).toEqual(['vide', 'soun'])
    expect(tracks[0]?.samples.count).toBe(plan.length)
  })

  it('is left out when there is nothing to hear', async () => {
    const silent = filmWith([sampleSound(9, { gain: -60 })])
    const { report } = await room.exportFilm(silent)
    expect((await readMp4(report.path)).tracks.map(({ handler }) => handler)).toEqual(['vide'])
  })

  it('ends with a film shorter than the music', async () => {
    const { report } = await room.exportFilm(filmWith([sampleSound(9)], { clips: [sampleClip(1, { out: at24(13) })] }))
    const samples = await heard(report.path)
    expect(Math.abs(samples.length / 2 - (13 / 24) * soundRate)).toBeLessThanOrEqual(1024)
  })
})
