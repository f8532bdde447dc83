import { describe, expect, it } from 'vitest'
import { sampleDocument, sampleShot, sampleTake } from '../../test-support/sample-film'
import type { ShotId } from '../ids'
import type { FilmDocument, FrameSource } from '../project/document'
import { setFrameSource } from '../timeline/edits/ask-shots'
import { indexTakes } from './pick'
import { upstreamNow } from './stale'
import { staleCauses } from './why-stale'

const id = (number: number): ShotId => `s${number}` as ShotId
const from = (number: number, frame: 'lastVisible' | 'firstVisible' = 'lastVisible'): FrameSource => ({
  kind: 'shotFrame',
  shotId: id(number),
  take: 'pick',
  frame,
})

/** Shot 3 goes from shot 1 to shot 2. */
const film = sampleDocument({
  shots: [sampleShot(1), sampleShot(2), sampleShot(3, { start: from(1), end: from(2, 'firstVisible') })],
  clips: [],
})
const before = indexTakes([sampleTake(1), sampleTake(2)])
const third = sampleTake(3, { upstreamHash: upstreamNow(film, before, film.shots.get(id(3))!) })
const later = '2031-01-01T00:00:00.000Z'
const takes = indexTakes([...before.byId.values(), third])
const causes = (document: FilmDocument, index = takes) => staleCauses(document, index, document.shots.get(id(3))!)

describe('why a shot is stale', () => {
  it('has nothing to say of one that is not', () => {
    expect(causes(film)).toEqual([])
  })

  it('names the shot that shows another take, and not the other one', () => {
    const after = indexTakes([...takes.byId.values(), sampleTake(9, { shotId: id(2), createdAt: later })])
    expect(causes(film, after)).toEqual([{ shotId: id(2), end: 'end', what: 'take' }])
  })

  it('names every frame where no take explains it', () => {
    const moved = setFrameSource(film, { shotId: id(3), end: 'start', source: from(1, 'firstVisible') })
    expect(causes(moved)).toEqual([
      { shotId: id(1), end: 'start', what: 'frame' },
      { shotId: id(2), end: 'end', what: 'frame' },
    ])
  })
})
