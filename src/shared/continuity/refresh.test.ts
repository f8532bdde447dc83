import { describe, expect, it } from 'vitest'
import { sampleDocument, sampleShot, sampleTake } from '../../test-support/sample-film'
import type { ShotId, TakeId } from '../ids'
import type { FilmDocument, FrameSource } from '../project/document'
import { markTake } from '../timeline/edits/ask-shots'
import { indexTakes, type TakeIndex } from './pick'
import { acceptStale, refreshOrder, staleShots } from './refresh'
import { upstreamNow } from './stale'

const id = (number: number): ShotId => `s${number}` as ShotId
const last = (number: number): FrameSource => ({
  kind: 'shotFrame',
  shotId: id(number),
  take: 'pick',
  frame: 'lastVisible',
})

/** Shot 2 continues 1, 3 continues 2, 4 stands alone; all have takes. */
const film: FilmDocument = sampleDocument({
  shots: [sampleShot(1), sampleShot(2, { start: last(1) }), sampleShot(3, { start: last(2) }), sampleShot(4)],
  clips: [],
})
const alone = [sampleTake(1), sampleTake(4)]

function chainedTakes(): TakeIndex {
  const second = sampleTake(2, { upstreamHash: upstreamNow(film, indexTakes(alone), film.shots.get(id(2))!) })
  const two = [...alone, second]
  const third = sampleTake(3, { upstreamHash: upstreamNow(film, indexTakes(two), film.shots.get(id(3))!) })
  return indexTakes([...two, third])
}

const takes = chainedTakes()
/** Shot 1 has another take: what hangs on it is stale. */
const after = indexTakes([
  ...takes.byId.values(),
  sampleTake(9, { shotId: id(1), createdAt: '2031-01-01T00:00:00.000Z' }),
])

describe('a chain whose first shot gets another take', () => {
  it('is stale one shot down, and refreshing it means all that hangs on it', () => {
    expect(staleShots(film, takes)).toEqual([])
    expect(staleShots(film, after)).toEqual([id(2)])
    expect(refreshOrder(film, after, [id(2)])).toEqual([id(2), id(3)])
  })

  it('is accepted as it is until the frame changes again', () => {
    const accepted = acceptStale(film, after, [id(2), id(4)])
    expect(staleShots(accepted, after)).toEqual([])
    expect([...accepted.marks.keys()]).toEqual(['t2'])
    const again = markTake(accepted, { takeId: 't9' as TakeId, patch: { reject: true } })
    const newer = sampleTake(10, { shotId: id(1), createdAt: '2032-01-01T00:00:00.000Z' })
    expect(staleShots(again, indexTakes([...after.byId.values(), newer]))).toEqual([id(2)])
  })

  it('is fresh again once the old take is picked', () => {
    const back = markTake(film, { takeId: 't9' as TakeId, patch: { reject: true } })
    expect(staleShots(back, after)).toEqual([])
  })
})
