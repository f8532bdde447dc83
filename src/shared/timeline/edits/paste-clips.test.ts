import { test } from '@fast-check/vitest'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  assetIdOf,
  noTakes,
  sampleClip,
  sampleDocument,
  sampleShot,
  sampleSound,
  sampleSoundAsset,
} from '../../../test-support/sample-film'
import { planFilm } from '../../film/plan-film'
import type { ClipId, ShotId, SoundId } from '../../ids'
import type { FilmDocument } from '../../project/document'
import { findBrokenInvariant } from '../../project/invariants'
import { frames, seconds } from '../../time/time'
import { removeClips } from './arrange-clips'
import { splitClip } from './cut-clips'
import { continuation, healClip, pasteClips, pasteSound, swapClips, type CopiedClip } from './paste-clips'
import { addMarker } from './place-markers'

const dissolve = { kind: 'dissolve', length: frames(10) } as const
const film = sampleDocument({ clips: [sampleClip(1, { join: dissolve }), sampleClip(2), sampleClip(3)] })
const [c1, c2, c3] = ['c1', 'c2', 'c3'] as unknown as [ClipId, ClipId, ClipId]
const half = 'half' as ClipId

function copy(document: FilmDocument, ids: readonly ClipId[]): readonly CopiedClip[] {
  return ids.flatMap((id) => {
    const clip = document.clips.get(id)
    const shot = clip && document.shots.get(clip.shotId)
    return clip && shot ? [{ clip: { ...clip, id: `new-${id}` as ClipId }, shot }] : []
  })
}

describe('pasting', () => {
  it('makes one more clip of the same shot, so nothing new is asked for', () => {
    const pasted = pasteClips(film, { index: 3, items: copy(film, [c2]), instead: [] })
    expect(pasted.track.clipIds).toEqual(['c1', 'c2', 'c3', 'new-c2'])
    expect(pasted.shots).toBe(film.shots)
    expect(pasted.clips.get('new-c2' as ClipId)?.shotId).toBe('s2')
  })

  it('brings a shot back that was cut out, as itself', () => {
    const cutOut = removeClips(film, { clipIds: [c2] })
    expect(cutOut.shots.has('s2' as ShotId)).toBe(false)
    const pasted = pasteClips(cutOut, { index: 0, items: copy(film, [c2]), instead: [] })
    expect(pasted.track.clipIds).toEqual(['new-c2', 'c1', 'c3'])
    expect(pasted.shots.get('s2' as ShotId)).toEqual(film.shots.get('s2' as ShotId))
  })

  it('keeps the dissolve between clips that were copied together, and none at the end', () => {
    const pasted = pasteClips(film, { index: 3, items: copy(film, [c1, c2]), instead: [] })
    expect(pasted.clips.get('new-c1' as ClipId)?.join).toEqual(dissolve)
    const alone = pasteClips(film, { index: 3, items: copy(film, [c1]), instead: [] })
    expect(alone.clips.get('new-c1' as ClipId)?.join).toEqual({ kind: 'cut' })
  })

  it('takes the place of other clips', () => {
    const pasted = pasteClips(film, { index: 1, items: copy(film, [c1]), instead: [c2] })
    expect(pasted.track.clipIds).toEqual(['c1', 'new-c1', 'c3'])
    expect(pasted.shots.has('s2' as ShotId)).toBe(false)
  })

  it('refuses a shot whose picture the film does not have', () => {
    const start = { kind: 'picture', assetId: assetIdOf(9), framings: {} } as const
    const items = [{ clip: sampleClip(7), shot: sampleShot(7, { start }) }]
    expect(pasteClips(film, { index: 0, items, instead: [] })).toBe(film)
    expect(pasteClips(film, { index: 0, items: [], instead: [c1] })).toBe(film)
  })
})

describe('swapping', () => {
  it('lets two shots change places and nothing else', () => {
    expect(swapClips(film, { one: c1, other: c3 }).track.clipIds).toEqual(['c3', 'c2', 'c1'])
    expect(swapClips(film, { one: c1, other: c1 })).toBe(film)
    expect(swapClips(film, { one: c1, other: half })).toBe(film)
  })
})

describe('joining the parts of a split', () => {
  test.prop([fc.integer({ min: 1, max: 119 }), fc.nat(119)])('gives the film back as it was', (at, marker) => {
    const place = { kind: 'clip', clipId: c1, time: seconds(marker, 24) } as const
    const marked = addMarker(film, { marker: { id: 'm' as never, name: '', colour: 'ready', at: place } })
    const parts = splitClip(marked, { clipId: c1, at: seconds(at, 24), sourceLength: seconds(5), newClipId: half })
    expect(continuation(parts, c1)?.id).toBe(half)
    const whole = healClip(parts, { clipId: c1 })
    expect(whole.track).toEqual(marked.track)
    expect(whole.clips).toEqual(marked.clips)
    expect(whole.markers).toEqual(marked.markers)
    expect(planFilm(whole, noTakes)).toEqual(planFilm(marked, noTakes))
    expect(findBrokenInvariant(whole)).toBeNull()
  })

  it('needs parts that meet in one shot', () => {
    expect(healClip(film, { clipId: c1 })).toBe(film)
    const parts = splitClip(film, { clipId: c3, at: seconds(2), sourceLength: seconds(5), newClipId: half })
    const apart = swapClips(parts, { one: c3, other: half })
    expect(healClip(apart, { clipId: c3 })).toBe(apart)
    expect(healClip(parts, { clipId: half })).toBe(parts)
    expect(healClip(parts, { clipId: c3 }).track.clipIds).toEqual(['c1', 'c2', 'c3'])
  })
})

describe('pasting a sound', () => {
  const withSound = sampleDocument({
    clips: [sampleClip(1)],
    assets: [sampleSoundAsset(1, 4)],
    sounds: [sampleSound(1, { track: 'voice', gain: -5, in: seconds(1), fadeOut: frames(12) })],
  })

  it('puts it in the nearest free place of its track, cut and as loud as it was', () => {
    const sound = withSound.sounds.get('m1' as SoundId)
    if (!sound) throw new Error('no sound')
    const pasted = pasteSound(withSound, { sound: { ...sound, id: 'm2' as SoundId, start: frames(60) } })
    expect(pasted.sounds.get('m2' as SoundId)).toEqual({ ...sound, id: 'm2', start: 72 })
    expect(pasteSound(withSound, { sound })).toBe(withSound)
  })
})
