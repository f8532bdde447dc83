import { describe, expect, it } from 'vitest'
import type { ClipId, ProjectId, ShotId } from '../../ids'
import type { Clip, FilmDocument } from '../../project/document'
import { newDocument } from '../../project/new-document'
import { frames, seconds } from '../../time/time'
import { setJoin, splitClip, trimClip } from './cut-clips'
import { insertShots } from './insert-shots'

const [a, b, c] = ['a', 'b', 'c'] as unknown as [ClipId, ClipId, ClipId]
const two = insertShots(newDocument('project' as ProjectId, 'Film'), {
  index: 0,
  shots: [a, b].map((clipId) => ({ shotId: `shot-${clipId}` as ShotId, clipId, assetId: null })),
})
const sourceLength = seconds(5)

function clipOf(document: FilmDocument, id: ClipId): Clip {
  const clip = document.clips.get(id)
  if (!clip) throw new Error(`no clip ${id}`)
  return clip
}

describe('trimClip', () => {
  it('moves an edge in source time', () => {
    const next = trimClip(two, { clipId: a, edge: 'in', at: seconds(1, 2), sourceLength })
    expect(clipOf(next, a)).toMatchObject({ in: [1, 2], out: null })
    expect(clipOf(trimClip(next, { clipId: a, edge: 'out', at: seconds(3), sourceLength }), a).out).toEqual([3, 1])
  })

  it('keeps one frame whatever is asked for', () => {
    const short = trimClip(two, { clipId: a, edge: 'out', at: seconds(0), sourceLength })
    expect(clipOf(short, a).out).toEqual([1, 24])
    const end = trimClip(two, { clipId: a, edge: 'in', at: seconds(99), sourceLength })
    expect(clipOf(end, a).in).toEqual([119, 24])
  })

  it('becomes untrimmed at the ends of the source', () => {
    const trimmed = trimClip(two, { clipId: a, edge: 'out', at: seconds(3), sourceLength })
    const whole = trimClip(trimmed, { clipId: a, edge: 'out', at: seconds(60), sourceLength })
    expect(clipOf(whole, a).out).toBeNull()
    const head = trimClip(two, { clipId: a, edge: 'in', at: seconds(1), sourceLength })
    expect(clipOf(trimClip(head, { clipId: a, edge: 'in', at: seconds(0), sourceLength }), a).in).toBeNull()
  })

  it('leaves the very same document when the edge is there already', () => {
    expect(trimClip(two, { clipId: a, edge: 'out', at: seconds(5), sourceLength })).toBe(two)
    expect(trimClip(two, { clipId: c, edge: 'out', at: seconds(1), sourceLength })).toBe(two)
  })

  it('brings the cut of a take that came out too short back inside it', () => {
    const long = trimClip(two, { clipId: a, edge: 'out', at: seconds(4), sourceLength })
    const next = trimClip(long, { clipId: a, edge: 'in', at: seconds(4), sourceLength: seconds(2) })
    expect(clipOf(next, a).in).toEqual([47, 24])
  })
})

describe('splitClip', () => {
  it('makes two clips of one shot and gives the join to the second', () => {
    const joined = setJoin(two, { clipId: a, join: { kind: 'dissolve', length: frames(10) } })
    const next = splitClip(joined, { clipId: a, at: seconds(2), sourceLength, newClipId: c })
    expect(next.track.clipIds).toEqual([a, c, b])
    expect(clipOf(next, a)).toMatchObject({ in: null, out: [2, 1], join: { kind: 'cut' } })
    expect(clipOf(next, c)).toMatchObject({ in: [2, 1], out: null, join: { kind: 'dissolve', length: 10 } })
    expect(next.shots).toBe(two.shots)
  })

  it('is impossible where a part would have no frame', () => {
    for (const at of [seconds(0), seconds(5), seconds(9), seconds(1, 48)]) {
      expect(splitClip(two, { clipId: a, at, sourceLength, newClipId: c })).toBe(two)
    }
    expect(splitClip(two, { clipId: a, at: seconds(1, 24), sourceLength, newClipId: c })).not.toBe(two)
    expect(splitClip(two, { clipId: a, at: seconds(119, 24), sourceLength, newClipId: c })).not.toBe(two)
  })
})

describe('setJoin', () => {
  it('is impossible on the last clip and when nothing changes', () => {
    const join = { kind: 'dissolve', length: frames(10) } as const
    expect(setJoin(two, { clipId: b, join })).toBe(two)
    const joined = setJoin(two, { clipId: a, join })
    expect(setJoin(joined, { clipId: a, join: { ...join } })).toBe(joined)
    expect(setJoin(two, { clipId: a, join: { kind: 'cut' } })).toBe(two)
  })
})
