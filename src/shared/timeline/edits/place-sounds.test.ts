import { describe, expect, it } from 'vitest'
import type { AssetId, ProjectId, SoundId } from '../../ids'
import type { Asset, FilmDocument, Sound } from '../../project/document'
import { newDocument } from '../../project/new-document'
import { frames, rate, seconds } from '../../time/time'
import { addAssets, changeRate } from './change-settings'
import { addSound, moveSound, removeSound, setSoundLevels, soundSpan, splitSound, trimSound } from './place-sounds'

const [one, two] = ['one', 'two'] as unknown as [SoundId, SoundId]
const asset: Asset = {
  id: 'b'.repeat(64) as AssetId,
  kind: 'sound',
  name: 'tide.mp3',
  extension: 'mp3',
  bytes: 1,
  width: null,
  height: null,
  duration: seconds(10),
}
const film = addAssets(newDocument('project' as ProjectId, 'Film'), { assets: [asset] })
const withOne = addSound(film, { soundId: one, assetId: asset.id, track: 'music', start: frames(24) })

function soundOf(document: FilmDocument, id: SoundId): Sound {
  const sound = document.sounds.get(id)
  if (!sound) throw new Error(`no sound ${id}`)
  return sound
}

function span(document: FilmDocument, id: SoundId): readonly [number, number] {
  const found = soundSpan(document, soundOf(document, id))
  if (!found) throw new Error(`no span of ${id}`)
  return [found.start, found.end]
}

describe('sound tracks', () => {
  it('hold sounds side by side that one track could not', () => {
    const both = addSound(withOne, { soundId: two, assetId: asset.id, track: 'voice', start: frames(24) })
    expect([span(both, one), span(both, two)]).toEqual([
      [24, 264],
      [24, 264],
    ])
  })

  it('take a sound in the free place nearest to where it is, and give it back', () => {
    const both = addSound(withOne, { soundId: two, assetId: asset.id, track: 'voice', start: frames(60) })
    const moved = moveSound(both, { soundId: two, start: 60, track: 'music' })
    expect(soundOf(moved, two)).toMatchObject({ track: 'music', start: 264 })
    expect(soundOf(moveSound(moved, { soundId: two, start: 60, track: 'effects' }), two)).toMatchObject({
      track: 'effects',
      start: 60,
    })
    expect(moveSound(both, { soundId: two, start: 60, track: 'voice' })).toBe(both)
  })

  it('are trimmed against the neighbours on the same track only', () => {
    const short = trimSound(withOne, { soundId: one, edge: 'out', frame: 100 })
    const both = addSound(short, { soundId: two, assetId: asset.id, track: 'voice', start: frames(110) })
    expect(span(trimSound(both, { soundId: one, edge: 'out', frame: 200 }), one)).toEqual([24, 200])
  })

  it('are split into parts on the same track', () => {
    const voice = moveSound(withOne, { soundId: one, start: 24, track: 'voice' })
    expect(soundOf(splitSound(voice, { soundId: one, frame: 99, newSoundId: two }), two).track).toBe('voice')
  })
})

describe('music', () => {
  it('goes to the free place nearest to where it is put', () => {
    expect(span(withOne, one)).toEqual([24, 264])
    const both = addSound(withOne, { soundId: two, assetId: asset.id, track: 'music', start: frames(200) })
    expect(span(both, two)).toEqual([264, 504])
    expect(span(moveSound(both, { soundId: two, start: 900 }), two)).toEqual([900, 1140])
    expect(span(moveSound(both, { soundId: two, start: 0 }), two)).toEqual([264, 504])
  })

  it('keeps what is heard in place when its head is trimmed', () => {
    const next = trimSound(withOne, { soundId: one, edge: 'in', frame: 48 })
    expect(soundOf(next, one)).toMatchObject({ start: 48, in: [1, 1] })
    expect(span(next, one)).toEqual([48, 264])
    const back = trimSound(next, { soundId: one, edge: 'in', frame: 0 })
    expect(soundOf(back, one)).toMatchObject({ start: 24, in: null })
  })

  it('is trimmed inside its file, between its neighbours, to a frame at least', () => {
    const both = addSound(withOne, { soundId: two, assetId: asset.id, track: 'music', start: frames(300) })
    const short = trimSound(both, { soundId: one, edge: 'out', frame: 0 })
    expect(span(short, one)).toEqual([24, 25])
    expect(span(trimSound(short, { soundId: one, edge: 'out', frame: 999 }), one)).toEqual([24, 264])
    const touching = moveSound(short, { soundId: two, start: 100 })
    expect(span(trimSound(touching, { soundId: one, edge: 'out', frame: 999 }), one)).toEqual([24, 100])
  })

  it('is split with the fades at the outer ends', () => {
    const faded = setSoundLevels(withOne, { soundId: one, patch: { fadeIn: frames(10), fadeOut: frames(20) } })
    const split = splitSound(faded, { soundId: one, frame: 100, newSoundId: two })
    expect(soundOf(split, one)).toMatchObject({ fadeIn: 10, fadeOut: 0 })
    expect(soundOf(split, two)).toMatchObject({ fadeIn: 0, fadeOut: 20, start: 100 })
    expect([span(split, one), span(split, two)]).toEqual([
      [24, 100],
      [100, 264],
    ])
    expect(splitSound(faded, { soundId: one, frame: 24, newSoundId: two })).toBe(faded)
  })

  it('keeps gain and fades inside their limits', () => {
    const loud = setSoundLevels(withOne, { soundId: one, patch: { gain: 99 } })
    expect(soundOf(loud, one).gain).toBe(12)
    const faded = setSoundLevels(withOne, { soundId: one, patch: { fadeOut: frames(200) } })
    expect(soundOf(setSoundLevels(faded, { soundId: one, patch: { fadeIn: frames(999) } }), one).fadeIn).toBe(40)
    const trimmed = trimSound(faded, { soundId: one, edge: 'out', frame: 74 })
    expect(soundOf(trimmed, one).fadeOut).toBe(50)
  })

  it('leaves a gap when it is removed', () => {
    const both = addSound(withOne, { soundId: two, assetId: asset.id, track: 'music', start: frames(300) })
    const left = removeSound(both, { soundId: one })
    expect(span(left, two)).toEqual([300, 540])
    expect(removeSound(left, { soundId: one })).toBe(left)
  })

  it('keeps its seconds when the rate changes, and touching sounds still touch', () => {
    const both = addSound(withOne, { soundId: two, assetId: asset.id, track: 'music', start: frames(264) })
    const next = changeRate(both, { rate: rate(30_000, 1001) })
    expect(span(next, one)).toEqual([30, 330])
    expect(soundOf(next, two).start).toBeGreaterThanOrEqual(330)
    expect(soundOf(next, two).start).toBeLessThanOrEqual(331)
    expect(changeRate(both, { rate: rate(24) })).toBe(both)
  })
})
