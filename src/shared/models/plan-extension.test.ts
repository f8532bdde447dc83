import { describe, expect, it } from 'vitest'
import {
  assetIdOf,
  noTakes,
  samplePicture,
  sampleDocument,
  sampleShot,
  sampleTake,
} from '../../test-support/sample-film'
import { circularShots, generationOrder, upstreamOf } from '../continuity/generation-order'
import { frameLinks, loopBy } from '../continuity/graph'
import { indexTakes, type TakeIndex } from '../continuity/pick'
import { staleShots } from '../continuity/refresh'
import { staleCauses } from '../continuity/why-stale'
import type { ShotId, TakeId } from '../ids'
import type { FilmDocument, FrameSource, Shot } from '../project/document'
import { findBrokenInvariant } from '../project/invariants'
import { setFrameSource } from '../timeline/edits/ask-shots'
import { buildRequest, completeRequest, requestHashOf, upstreamHashOf } from './build-request'
import { findModel } from './catalogue'
import type { ExtendSupport, VideoModel } from './model'
import { extensionProblems, planExtension } from './plan-extension'
import { listPrices } from './prices'
import { noInputs } from './request'

const id = (number: number): ShotId => `s${number}` as ShotId
const goesOnFrom = (number: number): FrameSource => ({ kind: 'extension', shotId: id(number), take: 'pick' })
const paid = { provider: 'runway', model: 'seedance2_fast', prompt: 'the tide', seconds: 5 } as const

function chain(count: number, over: Partial<Shot> = {}): FilmDocument {
  const shots = Array.from({ length: count }, (_, index) =>
    sampleShot(index + 1, { ...paid, ...over, start: index === 0 ? null : goesOnFrom(index) }),
  )
  return sampleDocument({ shots, clips: [], assets: [samplePicture(1)] })
}

function built(document: FilmDocument, number: number, takes: TakeIndex = noTakes, awaited: readonly ShotId[] = []) {
  const context = { document, takes, awaited: new Set(awaited), circular: circularShots(document) }
  return buildRequest(document.shots.get(id(number))!, { ...context, prices: listPrices.perSecond })
}

const take = (number: number) => sampleTake(number, { size: { width: 1280, height: 720 } })

describe('a shot that goes on from the clip of another one', () => {
  it('is a link like any other: order, waiting and loops', () => {
    const document = chain(3)
    expect(upstreamOf(document, document.shots.get(id(3))!)).toEqual([id(2)])
    expect(generationOrder(document, [id(3), id(2), id(1)])).toEqual([id(1), id(2), id(3)])
    expect(frameLinks(document).map(({ from, to, frame }) => [from, to, frame])).toEqual([
      [id(1), id(2), 'clip'],
      [id(2), id(3), 'clip'],
    ])
    expect(loopBy(document, id(1), id(3))).toEqual([id(1), id(3), id(2), id(1)])
    expect(setFrameSource(document, { shotId: id(1), end: 'start', source: goesOnFrom(3) })).toBe(document)
  })

  it('may only begin with it', () => {
    const document = chain(2)
    expect(setFrameSource(document, { shotId: id(2), end: 'end', source: goesOnFrom(1) })).toBe(document)
    const shots = new Map([...document.shots, [id(2), { ...document.shots.get(id(2))!, end: goesOnFrom(1) }]])
    expect(findBrokenInvariant({ ...document, shots })).toBe('shot s2 ends on a clip')
  })

  it('holds the clip in its request, or waits for the one that is coming, or says that there is none', () => {
    const document = chain(2)
    const takes = indexTakes([take(1)])
    const size = { width: 1280, height: 720 }
    const known = { kind: 'take', takeId: 't1', provider: 'rehearsal', seconds: 5, size }
    expect(built(document, 2, takes).planned).toMatchObject({ start: null, extension: known, size })
    const coming = { kind: 'awaitedTake', shotId: id(1), provider: 'runway', seconds: 5, size }
    expect(built(document, 2, takes, [id(1)]).planned.extension).toEqual(coming)
    expect(built(document, 2).planned.extension).toBeUndefined()
    expect(built(document, 2).problems).toContain('upstreamMissing')
  })

  it('is stale once that shot shows another take, and says why', () => {
    const document = chain(2)
    const first = indexTakes([take(1)])
    const { planned } = built(document, 2, first)
    const { upstreamHash } = completeRequest(planned, first, noInputs)
    const second = sampleTake(2, { requestHash: planned.requestHash, upstreamHash })
    expect(staleShots(document, indexTakes([take(1), second]))).toEqual([])
    const newer = sampleTake(3, { shotId: id(1) })
    const takes = indexTakes([take(1), second, newer])
    expect(staleShots(document, takes)).toEqual([id(2)])
    const shot = document.shots.get(id(2))!
    expect(staleCauses(document, takes, shot)).toEqual([{ shotId: id(1), end: 'start', what: 'take' }])
    expect(upstreamHashOf(built(document, 2, takes, [id(1)]).planned, takes)).toBeNull()
  })

  it('asks for something else than one that starts from the last frame', () => {
    const document = chain(2)
    const shot = document.shots.get(id(2))!
    const frame = { kind: 'shotFrame', shotId: id(1), take: 'pick', frame: 'lastVisible' } as const
    expect(requestHashOf(document, shot)).not.toBe(requestHashOf(document, { ...shot, start: frame }))
  })

  it('goes on from one take for ever where that is pinned', () => {
    const document = chain(2)
    const shot = sampleShot(2, { ...paid, start: { kind: 'extension', shotId: id(1), take: 't1' as TakeId } })
    const takes = indexTakes([take(1), sampleTake(4, { shotId: id(1) })])
    const sources = { document, takes, awaited: new Set([id(1)]) }
    expect(planExtension(shot, sources)).toMatchObject({ kind: 'take', takeId: 't1' })
  })
})

describe('what keeps a model from going on', () => {
  const model = (extend: Partial<ExtendSupport> = {}): VideoModel => ({
    ...findModel('runway', 'seedance2_fast')!,
    extend: { from: 'file', steps: null, mostTimes: null, mostSeconds: null, ...extend },
  })
  const problems = (document: FilmDocument, number: number, of: VideoModel) => {
    const shot = document.shots.get(id(number))!
    const planned = planExtension(shot, { document, takes: indexTakes([take(1)]), awaited: new Set() })
    return [...extensionProblems(shot, of, planned, document)]
  }

  it('is that it can’t at all, which is a problem of the shot', () => {
    expect(built(chain(2, { model: 'veo3.1_fast', seconds: 4 }), 2, indexTakes([take(1)])).problems).toEqual([
      'extendRefused',
    ])
  })

  it('is its limits, each told', () => {
    expect(problems(chain(4), 4, model())).toEqual([])
    expect(problems(chain(4), 4, model({ mostTimes: 3 }))).toEqual([])
    expect(problems(chain(5), 5, model({ mostTimes: 3 }))).toEqual(['extendTooOften'])
    expect(problems(chain(4), 4, model({ mostSeconds: 20 }))).toEqual([])
    expect(problems(chain(4), 4, model({ mostSeconds: 19 }))).toEqual(['extendTooLong'])
    expect(problems(chain(2), 2, model({ from: 'task' }))).toEqual(['extendElsewhere'])
    expect(problems(chain(2, { prompt: ' ' }), 2, model())).toEqual(['promptMissing'])
    const end = { kind: 'picture', assetId: assetIdOf(1), framings: {} } as const
    expect(problems(chain(2, { end }), 2, model())).toEqual(['extendWithEnd'])
  })
})
