import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FilmDocument, FrameSource, Shot } from '../project/document'
import { sampleDocument, sampleShot } from '../../test-support/sample-film'
import type { ShotId, TakeId } from '../ids'
import { circularShots, downstreamOf, generationOrder, upstreamOf } from './generation-order'

const id = (number: number): ShotId => `s${number}` as ShotId

function from(number: number, take: 'pick' | TakeId = 'pick'): FrameSource {
  return { kind: 'shotFrame', shotId: id(number), take, frame: 'lastVisible' }
}

function film(...shots: readonly Shot[]): FilmDocument {
  return sampleDocument({ shots, clips: [] })
}

describe('generation order', () => {
  it('puts a shot after the shots whose frames it takes and leaves independent ones where they were', () => {
    const document = film(
      sampleShot(1, { start: from(3) }),
      sampleShot(2),
      sampleShot(3, { start: from(4), end: from(2) }),
      sampleShot(4),
    )
    expect(generationOrder(document, [id(1), id(2), id(3), id(4)])).toEqual([id(2), id(4), id(3), id(1)])
    expect(circularShots(document).size).toBe(0)
  })

  it('waits for nobody where the take is pinned, by the link or by the shot', () => {
    const pinned = 't1' as TakeId
    const document = film(
      sampleShot(1, { pick: pinned }),
      sampleShot(2, { start: from(1) }),
      sampleShot(3, { start: from(2, pinned) }),
    )
    expect(upstreamOf(document, document.shots.get(id(2))!)).toEqual([])
    expect(upstreamOf(document, document.shots.get(id(3))!)).toEqual([])
  })

  it('finds the shots of a circle, not those before or behind it', () => {
    const document = film(
      sampleShot(1),
      sampleShot(2, { start: from(1), end: from(4) }),
      sampleShot(3, { start: from(2) }),
      sampleShot(4, { start: from(3) }),
      sampleShot(5, { start: from(4) }),
    )
    expect([...circularShots(document)].sort()).toEqual([id(2), id(3), id(4)])
  })

  it('names everything downstream of a new take', () => {
    const document = film(
      sampleShot(1),
      sampleShot(2, { start: from(1) }),
      sampleShot(3, { start: from(2) }),
      sampleShot(4, { start: from(9) }),
      sampleShot(5),
    )
    expect([...downstreamOf(document, [id(1)])].sort()).toEqual([id(2), id(3)])
  })

  it('holds for any links: each listed once, after its upstream, unless a circle is in the way', () => {
    const links = fc.array(fc.option(fc.nat(11)), { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(links, (starts) => {
        const shots = starts.map((at, index) =>
          sampleShot(index, { start: at === null || at === index ? null : from(at) }),
        )
        const document = film(...shots)
        const circular = circularShots(document)
        const order = generationOrder(
          document,
          shots.map((shot) => shot.id),
        )
        expect([...order].sort()).toEqual(shots.map((shot) => shot.id).sort())
        const behindCircle = new Set([...circular, ...downstreamOf(document, circular)])
        for (const shot of shots) {
          if (behindCircle.has(shot.id)) continue
          for (const up of upstreamOf(document, shot)) expect(order.indexOf(up)).toBeLessThan(order.indexOf(shot.id))
        }
        for (const shotId of circular) {
          expect(downstreamOf(document, upstreamOf(document, document.shots.get(shotId)!)).has(shotId)).toBe(true)
        }
      }),
    )
  })
})
