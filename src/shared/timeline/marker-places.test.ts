import { test } from '@fast-check/vitest'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noTakes, sampleClip, sampleDocument, sampleTake } from '../../test-support/sample-film'
import { indexTakes, type TakeIndex } from '../continuity/pick'
import { planFilm } from '../film/plan-film'
import type { ClipId, MarkerId } from '../ids'
import type { FilmDocument } from '../project/document'
import { frames, rate, seconds } from '../time/time'
import { moveClips, removeClips } from './edits/arrange-clips'
import { changeRate } from './edits/change-settings'
import { splitClip, trimClip } from './edits/cut-clips'
import { addMarker, changeMarker, removeMarker } from './edits/place-markers'
import { markerPlaceAt, placedMarkers } from './marker-places'

const id = 'marker' as MarkerId
const [c1, c2, c3] = ['c1', 'c2', 'c3'] as unknown as [ClipId, ClipId, ClipId]
/** Three clips of 120 frames. */
const film = sampleDocument({ clips: [sampleClip(1), sampleClip(2), sampleClip(3)] })
const sourceLength = seconds(5)

function marked(document: FilmDocument, frame: number): FilmDocument {
  const at = markerPlaceAt(planFilm(document, noTakes), frame)
  return addMarker(document, { marker: { id, name: '', colour: 'running', at } })
}

function place(document: FilmDocument, takes: TakeIndex = noTakes): number | undefined {
  return placedMarkers(planFilm(document, takes), document.markers.values())[0]?.frame
}

describe('a marker on a shot', () => {
  test.prop([fc.nat(359)])('is where it was set', (frame) => {
    expect(place(marked(film, frame))).toBe(frame)
  })

  it('goes along when what lies before it becomes shorter', () => {
    const short = trimClip(marked(film, 130), { clipId: c1, edge: 'out', at: seconds(2), sourceLength })
    expect(place(short)).toBe(58)
    expect(place(removeClips(marked(film, 130), { clipIds: [c1] }))).toBe(10)
  })

  it('goes along when its shot is moved, and when a take comes out longer', () => {
    expect(place(moveClips(marked(film, 130), { clipIds: [c2], index: 0 }))).toBe(10)
    expect(place(marked(film, 130), indexTakes([sampleTake(1, { frames: 130 })]))).toBe(140)
  })

  it('waits at the edge where its frame was trimmed away, and comes back', () => {
    const document = marked(film, 130)
    const trimmed = trimClip(document, { clipId: c2, edge: 'in', at: seconds(1), sourceLength })
    expect(place(trimmed)).toBe(120)
    expect(place(trimClip(trimmed, { clipId: c2, edge: 'in', at: seconds(0), sourceLength }))).toBe(130)
    expect(place(trimClip(marked(film, 230), { clipId: c2, edge: 'out', at: seconds(1), sourceLength }))).toBe(143)
  })

  test.prop([fc.integer({ min: 120, max: 239 }), fc.integer({ min: 1, max: 119 })])(
    'does not move when its shot is split anywhere',
    (frame, cut) => {
      const document = splitClip(marked(film, frame), {
        clipId: c2,
        at: seconds(cut, 24),
        sourceLength,
        newClipId: 'half' as ClipId,
      })
      expect(place(document)).toBe(frame)
      const half = frame < 120 + cut ? c2 : ('half' as ClipId)
      expect(document.markers.get(id)?.at).toMatchObject({ clipId: half })
    },
  )

  it('is deleted with its shot', () => {
    expect(removeClips(marked(film, 130), { clipIds: [c2] }).markers.size).toBe(0)
    expect(removeClips(marked(film, 130), { clipIds: [c3] }).markers.size).toBe(1)
  })
})

describe('a marker at a time of the film', () => {
  const tied = changeMarker(marked(film, 130), { markerId: id, patch: { at: { kind: 'film', frame: frames(130) } } })

  it('stays there whatever is cut', () => {
    expect(place(trimClip(tied, { clipId: c1, edge: 'out', at: seconds(2), sourceLength }))).toBe(130)
    expect(place(removeClips(tied, { clipIds: [c2] }))).toBe(130)
  })

  it('keeps its seconds at another rate', () => {
    expect(place(changeRate(tied, { rate: rate(48) }))).toBe(260)
  })

  it('may lie behind the film', () => {
    expect(markerPlaceAt(planFilm(film, noTakes), 400)).toEqual({ kind: 'film', frame: 400 })
  })
})

describe('the edits of markers', () => {
  it('change nothing that is so already', () => {
    const document = marked(film, 130)
    expect(changeMarker(document, { markerId: id, patch: { at: markerPlaceAt(planFilm(film, noTakes), 130) } })).toBe(
      document,
    )
    expect(
      addMarker(document, { marker: { id, name: 'x', colour: 'ready', at: { kind: 'film', frame: frames(0) } } }),
    ).toBe(document)
    expect(removeMarker(film, { markerId: id })).toBe(film)
  })

  it('refuse a clip that is not in the film', () => {
    const at = { kind: 'clip', clipId: 'gone' as ClipId, time: seconds(0) } as const
    expect(addMarker(film, { marker: { id, name: '', colour: 'ready', at } })).toBe(film)
    const document = marked(film, 130)
    expect(changeMarker(document, { markerId: id, patch: { at } })).toBe(document)
  })
})
