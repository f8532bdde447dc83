import { describe, expect, it } from 'vitest'
import type { AssetId, ClipId, ProjectId, ShotId } from '../../ids'
import { newDocument } from '../../project/new-document'
import type { Asset, FilmDocument } from '../../project/document'
import { frames, seconds } from '../../time/time'
import { duplicateClips, moveClips, removeClips } from './arrange-clips'
import { addAssets } from './change-settings'
import { setJoin, splitClip } from './cut-clips'
import { insertShots } from './insert-shots'

const clip = (name: string): ClipId => name as ClipId
const shot = (name: string): ShotId => `shot-${name}` as ShotId
const empty = newDocument('project' as ProjectId, 'Film')

function film(...names: readonly string[]): FilmDocument {
  const shots = names.map((name) => ({ shotId: shot(name), clipId: clip(name), assetId: null }))
  return insertShots(empty, { index: 0, shots })
}

const dissolve = { kind: 'dissolve', length: frames(12) } as const
const order = (document: FilmDocument): string => document.track.clipIds.join('')

describe('insertShots', () => {
  const picture: Asset = {
    id: 'a'.repeat(64) as AssetId,
    kind: 'picture',
    name: 'Harbour at dawn.v2.jpg',
    extension: 'jpg',
    bytes: 1,
    width: 1600,
    height: 900,
    duration: null,
  }

  it('names a shot after its file and starts it from the picture', () => {
    const document = addAssets(empty, { assets: [picture] })
    const next = insertShots(document, {
      index: 9,
      shots: [{ shotId: shot('a'), clipId: clip('a'), assetId: picture.id }],
    })
    expect(next.shots.get(shot('a'))).toMatchObject({
      name: 'Harbour at dawn.v2',
      start: { kind: 'picture', assetId: picture.id },
      ratio: '16:9',
      seconds: 5,
    })
    expect(order(next)).toBe('a')
  })

  it('puts shots between others, and is impossible with a picture that is not there', () => {
    const document = film('a', 'b')
    const between = insertShots(document, {
      index: 1,
      shots: [{ shotId: shot('x'), clipId: clip('x'), assetId: null }],
    })
    expect(order(between)).toBe('axb')
    const missing = { shotId: shot('y'), clipId: clip('y'), assetId: picture.id }
    expect(insertShots(document, { index: 0, shots: [missing] })).toBe(document)
  })

  it('parts a dissolve when something comes between', () => {
    const joined = setJoin(film('a', 'b'), { clipId: clip('a'), join: dissolve })
    const parted = insertShots(joined, { index: 1, shots: [{ shotId: shot('x'), clipId: clip('x'), assetId: null }] })
    expect(parted.clips.get(clip('a'))?.join).toEqual({ kind: 'cut' })
  })
})

describe('moveClips', () => {
  it('moves many clips in their order on the track', () => {
    const document = film('a', 'b', 'c', 'd', 'e')
    expect(order(moveClips(document, { clipIds: [clip('d'), clip('a')], index: 3 }))).toBe('bcade')
    expect(order(moveClips(document, { clipIds: [clip('b')], index: 0 }))).toBe('bacde')
    expect(order(moveClips(document, { clipIds: [clip('b')], index: 99 }))).toBe('acdeb')
  })

  it('leaves the very same document when nothing changes its place', () => {
    const document = film('a', 'b', 'c')
    expect(moveClips(document, { clipIds: [clip('b')], index: 1 })).toBe(document)
    expect(moveClips(document, { clipIds: [clip('b')], index: 2 })).toBe(document)
    expect(moveClips(document, { clipIds: [], index: 2 })).toBe(document)
  })

  it('keeps a dissolve whose two clips stay together and ends it where they part', () => {
    const joined = setJoin(film('a', 'b', 'c'), { clipId: clip('a'), join: dissolve })
    const together = moveClips(joined, { clipIds: [clip('a'), clip('b')], index: 3 })
    expect(together.clips.get(clip('a'))?.join).toEqual(dissolve)
    const apart = moveClips(joined, { clipIds: [clip('a')], index: 3 })
    expect(apart.clips.get(clip('a'))?.join).toEqual({ kind: 'cut' })
  })
})

describe('removeClips', () => {
  it('closes the gap and removes a shot only with its last clip', () => {
    const document = splitClip(film('a', 'b'), {
      clipId: clip('a'),
      at: seconds(2),
      sourceLength: seconds(5),
      newClipId: clip('x'),
    })
    const one = removeClips(document, { clipIds: [clip('a')] })
    expect(order(one)).toBe('xb')
    expect(one.shots.has(shot('a'))).toBe(true)
    const both = removeClips(one, { clipIds: [clip('x')] })
    expect([...both.shots.keys()]).toEqual([shot('b')])
  })

  it('ends the dissolve into what was removed', () => {
    const joined = setJoin(film('a', 'b', 'c'), { clipId: clip('a'), join: dissolve })
    expect(removeClips(joined, { clipIds: [clip('b')] }).clips.get(clip('a'))?.join.kind).toBe('cut')
  })

  it('is impossible for clips that are not there', () => {
    const document = film('a')
    expect(removeClips(document, { clipIds: [clip('z')] })).toBe(document)
  })
})

describe('duplicateClips', () => {
  it('makes new shots with the same request and no pinned take, behind the last', () => {
    const document = film('a', 'b', 'c')
    const next = duplicateClips(document, {
      copies: [
        { clipId: clip('b'), newClipId: clip('y'), newShotId: shot('y') },
        { clipId: clip('a'), newClipId: clip('x'), newShotId: shot('x') },
      ],
    })
    expect(order(next)).toBe('abxyc')
    expect(next.shots.get(shot('y'))).toEqual({ ...document.shots.get(shot('b')), id: shot('y'), pick: null })
  })

  it('copies the two clips of a split shot as two clips of one new shot', () => {
    const split = splitClip(film('a'), {
      clipId: clip('a'),
      at: seconds(2),
      sourceLength: seconds(5),
      newClipId: clip('b'),
    })
    const next = duplicateClips(split, {
      copies: [
        { clipId: clip('a'), newClipId: clip('x'), newShotId: shot('x') },
        { clipId: clip('b'), newClipId: clip('y'), newShotId: shot('y') },
      ],
    })
    expect(next.shots.size).toBe(2)
    expect(next.clips.get(clip('y'))).toMatchObject({ shotId: shot('x'), in: [2, 1] })
  })
})
