import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleDocument, sampleShot } from '../../test-support/sample-film'
import type { ShotId } from '../ids'
import type { FilmDocument, FrameSource } from '../project/document'
import { setFrameSource } from '../timeline/edits/ask-shots'
import { frameLinks, layOutGraph, loopBy } from './graph'

const id = (number: number): ShotId => `s${number}` as ShotId

function from(number: number): FrameSource {
  return { kind: 'shotFrame', shotId: id(number), take: 'pick', frame: 'lastVisible' }
}

/** A film of so many shots in which each pair says who takes a frame of whom. */
function film(count: number, ...links: readonly (readonly [to: number, from: number])[]): FilmDocument {
  const shots = Array.from({ length: count }, (_, index) => sampleShot(index + 1))
  return links.reduce(
    (document, [to, source]) => {
      const shot = document.shots.get(id(to))!
      const next = { ...shot, [shot.start ? 'end' : 'start']: from(source) }
      return { ...document, shots: new Map([...document.shots, [shot.id, next]]) }
    },
    sampleDocument({ shots, clips: [] }),
  )
}

function placed(document: FilmDocument): Record<string, [column: number, row: number]> {
  const nodes = layOutGraph(document, [...document.shots.keys()])
  return Object.fromEntries(nodes.map((node) => [node.shotId, [node.column, node.row]]))
}

describe('a loop', () => {
  it('is named from the shot back to itself', () => {
    const document = film(4, [2, 1], [3, 2], [4, 3])
    expect(loopBy(document, id(1), id(4))).toEqual(['s1', 's4', 's3', 's2', 's1'])
    expect(loopBy(document, id(1), id(1))).toEqual(['s1', 's1'])
    expect(loopBy(document, id(4), id(1))).toBeNull()
  })

  it('is found exactly where an edit is refused, whatever the links', () => {
    const pair = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 12 }), pair, (tries, [to, source]) => {
        const document = tries.reduce(
          (film, [shot, other]) => setFrameSource(film, { shotId: id(shot), end: 'start', source: from(other) }),
          film(6),
        )
        const loop = loopBy(document, id(to), id(source))
        const next = setFrameSource(document, { shotId: id(to), end: 'end', source: from(source) })
        expect(loop === null).toBe(next !== document)
        if (loop) expect([loop[0], loop[1], loop.at(-1)]).toEqual([id(to), id(source), id(to)])
      }),
    )
  })
})

describe('the picture of the links', () => {
  it('runs chains along a row, opens a row for a branch and puts loose shots last', () => {
    expect(placed(film(6, [2, 1], [3, 2], [5, 2]))).toEqual({
      s1: [0, 0],
      s2: [1, 0],
      s3: [2, 0],
      s5: [2, 1],
      s4: [0, 2],
      s6: [0, 2],
    })
  })

  it('puts every shot right of all it takes frames of, on a place of its own', () => {
    const pair = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 30 }), (pairs) => {
        const later = pairs.filter(([to, source]) => to > source)
        const document = later.reduce((film, [to, source]) => {
          const end = film.shots.get(id(to))?.start ? 'end' : 'start'
          return setFrameSource(film, { shotId: id(to), end, source: from(source) })
        }, film(12))
        const places = placed(document)
        for (const link of frameLinks(document)) expect(places[link.to]![0]).toBeGreaterThan(places[link.from]![0])
        const linked = new Set(frameLinks(document).flatMap((link) => [link.from, link.to]))
        const taken = [...linked].map((shot) => places[shot]!.join())
        expect(new Set(taken).size).toBe(taken.length)
      }),
    )
  })

  it('does not hang on a loop', () => {
    expect(Object.keys(placed(film(3, [1, 3], [2, 1], [3, 2])))).toHaveLength(3)
  })
})
