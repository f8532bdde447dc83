import { test } from '@fast-check/vitest'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexTakes } from '../../../shared/continuity/pick'
import { layersAt } from '../../../shared/film/film-layers'
import type { FilmPlan } from '../../../shared/film/plan'
import { planFilm } from '../../../shared/film/plan-film'
import { frames } from '../../../shared/time/time'
import { at24, sampleClip, sampleDocument, sampleTake } from '../../../test-support/sample-film'
import { filmPieces, type FilmPiece, type KeysOf } from './film-pieces'

const keys: KeysOf = ({ source, sourceLength }) =>
  source.kind === 'take' ? Uint8Array.from({ length: sourceLength }, (_, frame) => (frame % 12 === 0 ? 1 : 0)) : null

/** Source frames that a piece shows on its frame `k`, with their weights, in the words of `layersAt`. */
function shownBy(piece: FilmPiece, k: number): readonly (readonly [string, number])[] {
  if (piece.kind === 'copy') return [[piece.takeId, piece.from + k]]
  const incoming = [piece.incoming.clip.clipId, piece.incoming.from + k] as const
  const { outgoing } = piece
  return outgoing && k < outgoing.length ? [[outgoing.clip.clipId, outgoing.from + k], incoming] : [incoming]
}

function expectWholeFilm(plan: FilmPlan, pieces: readonly FilmPiece[]): void {
  let next = 0
  for (const piece of pieces) {
    expect(piece.start).toBe(next)
    expect(piece.length).toBeGreaterThan(0)
    for (let k = 0; k < piece.length; k++) {
      const layers = layersAt(plan, piece.start + k)
      const wanted = layers.map(({ clip, sourceFrame }) => [clip.clipId, sourceFrame])
      if (piece.kind === 'encode') expect(shownBy(piece, k)).toEqual(wanted)
      else expect(shownBy(piece, k)).toEqual(layers.map((layer) => [takeOf(layer.clip.source), layer.sourceFrame]))
    }
    next += piece.length
  }
  expect(next).toBe(plan.length)
}

function takeOf(source: { kind: string; takeId?: string }): string | undefined {
  return source.takeId
}

describe('filmPieces', () => {
  it('copies whole takes that are joined by cuts', () => {
    const document = sampleDocument({ clips: [sampleClip(1), sampleClip(2, { out: at24(31) })] })
    expect(filmPieces(planFilm(document, indexTakes([sampleTake(1), sampleTake(2)])), keys)).toEqual([
      { kind: 'copy', start: 0, length: 120, takeId: 't1', from: 0 },
      { kind: 'copy', start: 120, length: 31, takeId: 't2', from: 0 },
    ])
  })

  it('encodes only from a cut to the next key frame', () => {
    const document = sampleDocument({ clips: [sampleClip(1, { in: at24(20) })] })
    expect(filmPieces(planFilm(document, indexTakes([sampleTake(1)])), keys)).toMatchObject([
      { kind: 'encode', start: 0, length: 4, incoming: { from: 20, length: 4 }, outgoing: null },
      { kind: 'copy', start: 4, length: 96, from: 24 },
    ])
  })

  it('makes a dissolve and the frames to the next key frame in one piece', () => {
    const join = { kind: 'dissolve', length: frames(10) } as const
    const document = sampleDocument({ clips: [sampleClip(1, { join }), sampleClip(2)] })
    expect(filmPieces(planFilm(document, indexTakes([sampleTake(1), sampleTake(2)])), keys)).toMatchObject([
      { kind: 'copy', start: 0, length: 110, from: 0 },
      { kind: 'encode', start: 110, length: 12, incoming: { from: 0 }, outgoing: { from: 110, length: 10 } },
      { kind: 'copy', start: 122, length: 108, from: 12 },
    ])
  })

  it('has no pieces for an empty film', () => {
    expect(filmPieces(planFilm(sampleDocument({ clips: [] }), indexTakes([])), keys)).toEqual([])
  })

  const anyClip = fc.record({
    taken: fc.boolean(),
    start: fc.integer({ min: 0, max: 40 }),
    length: fc.integer({ min: 1, max: 70 }),
    join: fc.integer({ min: 0, max: 30 }),
  })

  test.prop([fc.array(anyClip, { minLength: 1, maxLength: 8 })])('shows every frame of the film once', (specs) => {
    const clips = specs.map(({ start, length, join }, index) =>
      sampleClip(index, {
        in: at24(start),
        out: at24(start + length),
        join: join === 0 ? { kind: 'cut' } : { kind: 'dissolve', length: frames(join) },
      }),
    )
    const takes = specs.flatMap(({ taken }, index) => (taken ? [sampleTake(index)] : []))
    const plan = planFilm(sampleDocument({ clips }), indexTakes(takes))
    expectWholeFilm(plan, filmPieces(plan, keys))
  })
})
