import { describe, expect, it } from 'vitest'
import {
  assetIdOf,
  noTakes,
  sampleClip,
  sampleDocument,
  samplePicture,
  sampleShot,
  sampleTake,
} from '../../test-support/sample-film'
import { indexTakes, type TakeIndex } from '../continuity/pick'
import type { ApprovalId, AttemptId, ShotId, TakeId } from '../ids'
import { buildRequest, requestHashOf, upstreamHashOf } from '../models/build-request'
import { listPrices } from '../models/prices'
import type { FilmDocument, Shot, TakeMark } from '../project/document'
import { seconds } from '../time/time'
import type { Job, JobState, ShotFace } from './job'
import { jobsByShot, shotFace } from './shot-face'
import type { Take } from './take'

const none: ReadonlySet<ShotId> = new Set()
const upstream = sampleShot(1, { start: { kind: 'picture', assetId: assetIdOf(1), framings: {} } })
const chained = sampleShot(2, {
  start: { kind: 'shotFrame', shotId: upstream.id, take: 'pick', frame: 'lastVisible' },
})
const film = sampleDocument({
  shots: [upstream, chained],
  clips: [sampleClip(1), sampleClip(2)],
  assets: [samplePicture(1)],
})

/** A take of what the shot asks for now. */
function takeOf(document: FilmDocument, takes: TakeIndex, shot: Shot, number: number, over: Partial<Take> = {}): Take {
  const { planned } = buildRequest(shot, {
    document,
    takes,
    awaited: none,
    circular: none,
    prices: listPrices.perSecond,
  })
  const hashes = { requestHash: requestHashOf(document, shot), upstreamHash: upstreamHashOf(planned, takes) }
  return sampleTake(number, { shotId: shot.id, ...hashes, ...over })
}

const takeA = takeOf(film, noTakes, upstream, 1)
const takeB = takeOf(film, indexTakes([takeA]), chained, 2)
const both = indexTakes([takeA, takeB])

function withShot(document: FilmDocument, shot: Shot): FilmDocument {
  return { ...document, shots: new Map([...document.shots, [shot.id, shot]]) }
}

function withMark(document: FilmDocument, mark: Partial<TakeMark> & { readonly id: TakeId }): FilmDocument {
  return {
    ...document,
    marks: new Map([[mark.id, { star: false, reject: false, note: '', acceptedUpstream: null, ...mark }]]),
  }
}

function jobOf(shot: Shot, state: JobState, over: Partial<Job> = {}): Job {
  return {
    attemptId: 'a1' as AttemptId,
    approvalId: 'p1' as ApprovalId,
    shotId: shot.id,
    title: shot.name,
    provider: 'rehearsal',
    model: 'rehearsal',
    seconds: 5,
    price: 0,
    cost: null,
    taskId: null,
    code: null,
    hold: null,
    sentAt: null,
    balanceBefore: null,
    requestHash: requestHashOf(film, shot),
    state,
    progress: null,
    waitsFor: [],
    reason: null,
    charged: 'no',
    takeId: null,
    createdAt: '2030-01-02T00:00:00.000Z',
    updatedAt: '2030-01-02T00:00:00.000Z',
    ...over,
  }
}

function face(document: FilmDocument, takes: TakeIndex, shotId: ShotId, job?: Job): ShotFace {
  return shotFace(document, takes, job, document.shots.get(shotId)!)
}

describe('the face of a shot', () => {
  it('is a draft without take or job, and ready with a take of what it asks for', () => {
    expect(face(film, noTakes, upstream.id)).toEqual({ kind: 'draft' })
    expect(face(film, both, upstream.id)).toEqual({ kind: 'ready' })
    expect(face(film, both, chained.id)).toEqual({ kind: 'ready' })
  })

  it.each<readonly [JobState, ShotFace]>([
    ['approved', { kind: 'waiting' }],
    ['intent', { kind: 'waiting' }],
    ['sending', { kind: 'waiting' }],
    ['accepted', { kind: 'waiting' }],
    ['throttled', { kind: 'waiting' }],
    ['running', { kind: 'running', progress: 0.25 }],
    ['succeeded', { kind: 'arriving' }],
    ['downloading', { kind: 'arriving' }],
    ['verified', { kind: 'arriving' }],
    ['committed', { kind: 'ready' }],
    ['rejected', { kind: 'rejected', reason: 'why' }],
    ['failed', { kind: 'failed', reason: 'why' }],
    ['unknown', { kind: 'unknown', reason: 'why' }],
    ['cancelled', { kind: 'ready' }],
  ])('of a shot with a take and a newer job that is %s', (state, expected) => {
    expect(face(film, both, upstream.id, jobOf(upstream, state, { progress: 0.25, reason: 'why' }))).toEqual(expected)
  })

  it('keeps a failure until the shot is edited or gets a newer take, and lost money until it is resolved', () => {
    const edited = withShot(film, { ...upstream, prompt: 'something else' })
    const failed = jobOf(upstream, 'failed', { reason: 'why' })
    expect(face(edited, noTakes, upstream.id, failed)).toEqual({ kind: 'draft' })
    expect(face(film, noTakes, upstream.id, jobOf(upstream, 'cancelled'))).toEqual({ kind: 'cancelled', reason: '' })
    const newer = indexTakes([{ ...takeA, createdAt: '2030-01-03T00:00:00.000Z' }])
    expect(face(film, newer, upstream.id, failed)).toEqual({ kind: 'ready' })
    expect(face(edited, noTakes, upstream.id, jobOf(upstream, 'unknown')).kind).toBe('unknown')
  })

  it('does not call a take edited because the seed it was given by chance is locked', () => {
    const given = takeOf(film, noTakes, upstream, 3, { seed: 77 })
    const locked = (seed: number): FilmDocument => withShot(film, { ...upstream, seed })
    expect(face(locked(77), indexTakes([given]), upstream.id)).toEqual({ kind: 'ready' })
    expect(face(locked(78), indexTakes([given]), upstream.id)).toEqual({ kind: 'edited' })
  })

  it('follows the job that is still going, whichever came first', () => {
    const jobs = [
      jobOf(upstream, 'running'),
      jobOf(upstream, 'failed'),
      jobOf(chained, 'failed'),
      jobOf(chained, 'committed'),
    ]
    const chosen = jobsByShot(jobs)
    expect(chosen.get(upstream.id)?.state).toBe('running')
    expect(chosen.get(chained.id)?.state).toBe('committed')
  })
})

describe('stories', () => {
  it('3: tail-trim upstream of a chain: downstream is stale, a pinned frame is not', () => {
    const trimmed = { ...film, clips: new Map([...film.clips, [sampleClip(1).id, sampleClip(1, { out: seconds(4) })]]) }
    expect(face(trimmed, both, upstream.id)).toEqual({ kind: 'ready' })
    expect(face(trimmed, both, chained.id)).toEqual({ kind: 'stale' })
    const pinnedShot = { ...chained, start: { ...chained.start, take: takeA.id, frame: seconds(119, 24) } } as Shot
    const pinned = withShot(film, pinnedShot)
    const takes = indexTakes([takeA, takeOf(pinned, indexTakes([takeA]), pinnedShot, 2)])
    expect(face(withShot(trimmed, pinnedShot), takes, chained.id)).toEqual({ kind: 'ready' })
  })

  it('4: undo after an arrival: the prompt goes back, the take stays and shows as edited', () => {
    const asked = withShot(film, { ...upstream, prompt: 'at night' })
    const arrived = takeOf(asked, noTakes, asked.shots.get(upstream.id)!, 3)
    expect(face(asked, indexTakes([arrived]), upstream.id)).toEqual({ kind: 'ready' })
    expect(face(film, indexTakes([arrived]), upstream.id)).toEqual({ kind: 'edited' })
  })

  it('5: rejecting the newest take shows the one before and makes what starts from it stale; undo mends both', () => {
    const newer = { ...takeA, id: 't9' as TakeId, createdAt: '2030-01-01T00:01:00.000Z' }
    const takes = indexTakes([takeA, takeB, newer])
    expect(face(film, takes, chained.id)).toEqual({ kind: 'stale' })
    const rejected = withMark(film, { id: newer.id, reject: true })
    expect(face(rejected, takes, upstream.id)).toEqual({ kind: 'ready' })
    expect(face(rejected, takes, chained.id)).toEqual({ kind: 'ready' })
    const picked = withShot(film, { ...upstream, pick: takeA.id })
    expect(face(picked, takes, chained.id)).toEqual({ kind: 'ready' })
    expect(face(withMark(film, { id: newer.id, star: true }), takes, chained.id)).toEqual({ kind: 'stale' })
  })

  it('does not call a take stale while the frame it came from does not exist any more', () => {
    const gone = { ...film, shots: new Map([[chained.id, chained]]) }
    expect(face(gone, indexTakes([takeB]), chained.id)).toEqual({ kind: 'ready' })
  })
})
