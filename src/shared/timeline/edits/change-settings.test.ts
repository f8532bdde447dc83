import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexTakes } from '../../continuity/pick'
import { planFilm } from '../../film/plan-film'
import type { AssetId, ClipId, ProjectId, ShotId, SoundId } from '../../ids'
import type { Asset, FilmDocument } from '../../project/document'
import { newDocument } from '../../project/new-document'
import { frames, rate, seconds, type Rate } from '../../time/time'
import { addAssets, changeRate, changeSettings } from './change-settings'
import { setJoin, trimClip } from './cut-clips'
import { insertShots } from './insert-shots'
import { addSound, setSoundLevels, soundSpan, trimSound } from './place-sounds'

const clipIds = ['a', 'b', 'c', 'd'] as unknown as readonly ClipId[]
const noTakes = indexTakes([])
const sound: Asset = {
  id: 'c'.repeat(64) as AssetId,
  kind: 'sound',
  name: 'tide.m4a',
  extension: 'm4a',
  bytes: 1,
  width: null,
  height: null,
  duration: seconds(4),
}

const base = insertShots(addAssets(newDocument('project' as ProjectId, 'Film'), { assets: [sound] }), {
  index: 0,
  shots: clipIds.map((clipId) => ({ shotId: `shot-${clipId}` as ShotId, clipId, assetId: null })),
})

/** A film at 24 fps with trims, dissolves and two pieces of music that touch. */
function film(ins: readonly number[], joins: readonly number[], trim: number): FilmDocument {
  const sourceLength = seconds(5)
  const trimmed = clipIds.reduce(
    (document, clipId, index) =>
      trimClip(document, { clipId, edge: 'in', at: seconds(ins[index] ?? 0, 24), sourceLength }),
    base,
  )
  const joined = clipIds.reduce(
    (document, clipId, index) =>
      setJoin(document, { clipId, join: { kind: 'dissolve', length: frames(joins[index] ?? 0) } }),
    trimmed,
  )
  const [one, two] = ['one', 'two'] as unknown as [SoundId, SoundId]
  const first = addSound(joined, { soundId: one, assetId: sound.id, track: 'music', start: frames(7) })
  const short = trimSound(first, { soundId: one, edge: 'out', frame: 7 + trim })
  const both = addSound(short, { soundId: two, assetId: sound.id, track: 'music', start: frames(7 + trim) })
  return setSoundLevels(both, { soundId: two, patch: { fadeIn: frames(11), fadeOut: frames(13) } })
}

function secondsOf(count: number, at: Rate): number {
  return (count * at[1]) / at[0]
}

/** Lengths of the dissolves in seconds, by clip. */
function dissolves({ clips, settings }: FilmDocument): ReadonlyMap<ClipId, number> {
  const joined = [...clips.values()].flatMap(({ id, join }) =>
    join.kind === 'dissolve' ? [[id, join.length] as const] : [],
  )
  return new Map(joined.map(([id, length]) => [id, secondsOf(length, settings.rate)]))
}

/** Seconds between the two pieces of music; negative when they overlap. */
function gapOfMusic(document: FilmDocument): number {
  const [one, two] = [...document.sounds.values()].flatMap((record) => soundSpan(document, record) ?? [])
  if (!one || !two) throw new Error('the film has two sounds')
  return secondsOf(two.start - one.end, document.settings.rate)
}

function lengthOf(document: FilmDocument): number {
  return secondsOf(planFilm(document, noTakes).length, document.settings.rate)
}

describe('changeRate', () => {
  const rates = fc.constantFrom(rate(25), rate(30_000, 1001), rate(60), rate(24_000, 1001), rate(12))

  it('keeps seconds, joins and music within a frame, and lets nothing overlap', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(100), { minLength: 4, maxLength: 4 }),
        fc.array(fc.nat(40), { minLength: 3, maxLength: 3 }),
        fc.integer({ min: 40, max: 90 }),
        rates,
        (ins, joins, trim, to) => {
          const before = film(ins, joins, trim)
          const after = changeRate(before, { rate: to })
          const frame = secondsOf(1, to)
          for (const clip of before.clips.values()) {
            expect(after.clips.get(clip.id)).toMatchObject({ in: clip.in, out: clip.out })
          }
          for (const [id, length] of dissolves(before)) {
            expect(Math.abs((dissolves(after).get(id) ?? Number.NaN) - length)).toBeLessThan(frame)
          }
          expect(gapOfMusic(after)).toBeGreaterThanOrEqual(0)
          expect(gapOfMusic(after)).toBeLessThanOrEqual(frame)
          expect(Math.abs(lengthOf(after) - lengthOf(before))).toBeLessThan(frame * 2 * clipIds.length)
        },
      ),
    )
  })

  it('is the same film at the same rate, written as another fraction too', () => {
    const before = film([0, 0, 0, 0], [12, 0, 0], 48)
    expect(changeRate(before, { rate: rate(48, 2) })).toBe(before)
  })
})

describe('changeSettings', () => {
  it('gives shots of the film its new shape and leaves the others', () => {
    const other = { ...base, shots: new Map(base.shots) }
    const first = [...base.shots.values()][0]!
    other.shots.set(first.id, { ...first, ratio: '1:1' })
    const after = changeSettings(other, { patch: { size: { width: 720, height: 1280 } } })
    expect([...after.shots.values()].map((shot) => shot.ratio)).toEqual(['1:1', '9:16', '9:16', '9:16'])
  })

  it('is no edit when nothing differs, and touches no shot when the shape stays', () => {
    expect(changeSettings(base, { patch: { title: 'Film' } })).toBe(base)
    expect(changeSettings(base, { patch: { size: { width: 1920, height: 1080 } } }).shots).toBe(base.shots)
  })
})
