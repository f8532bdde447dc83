import { describe, expect, it } from 'vitest'
import type { AttemptId } from '../../shared/ids'
import type { Job } from '../../shared/jobs/job'
import { sampleJob, sampleJobs } from '../../test-support/window-jobs'
import {
  actionsOf,
  cancelWords,
  costWords,
  countQueue,
  countWords,
  sectionsOf,
  shownJobs,
  staysInPlace,
  stepTarget,
} from './queue-rows'

const sentAt = '2030-01-01T00:00:00.000Z'
const here = { inFilm: true, newest: true }
const credit = 1_000_000

function ended(state: Job['state'], over: Partial<Job> = {}): Job {
  return sampleJob({ state, sentAt, reason: 'It failed.', ...over })
}

describe('the sections', () => {
  it('begin with what needs the user and end with what ended last', () => {
    const jobs = sampleJobs(
      { state: 'committed', updatedAt: '2030-01-01T00:00:01.000Z' },
      { state: 'unknown' },
      { state: 'failed', updatedAt: '2030-01-01T00:00:02.000Z' },
      { state: 'running' },
      { state: 'verified' },
      { state: 'approved' },
      { state: 'intent' },
    )
    const shape = sectionsOf(jobs).map(({ id, jobs: inside }) => [id, inside.map((job) => job.attemptId)])
    expect(shape).toEqual([
      ['decide', ['a2']],
      ['going', ['a4', 'a5']],
      ['waiting', ['a6', 'a7']],
      ['ended', ['a3', 'a1']],
    ])
  })

  it('are counted in words', () => {
    const jobs = sampleJobs(
      { state: 'running' },
      { state: 'succeeded' },
      { state: 'accepted' },
      {},
      { state: 'unknown' },
    )
    expect(countQueue(jobs)).toEqual({ going: 2, waiting: 2, undecided: 1, unsent: 1 })
    expect(countWords(countQueue(jobs))).toBe('2 generating, 2 waiting')
    expect(countWords(countQueue([]))).toBe('')
  })
})

describe('long sections', () => {
  it('show their first ones until all are asked for', () => {
    const [section] = sectionsOf(sampleJobs(...Array.from({ length: 130 }, () => ({}))))
    expect(section && shownJobs(section, 'first')).toMatchObject({ hidden: 30 })
    expect(section && shownJobs(section, 'all')).toMatchObject({ hidden: 0 })
  })
})

describe('the money of a row', () => {
  it('is the approved price while it goes and the charge once that is known', () => {
    expect(costWords(sampleJob({ state: 'running' }))).toBe('60 credits')
    expect(costWords(ended('committed', { cost: 55 * credit, charged: 'yes' }))).toBe('charged 55 credits')
    expect(costWords(ended('committed', { charged: 'unknown' }))).toBe('60 credits, as approved')
  })

  it('says of every bad end who paid', () => {
    expect(costWords(ended('rejected'))).toBe('not charged')
    expect(costWords(ended('failed', { charged: 'yes', cost: 60 * credit }))).toBe('charged 60 credits')
    expect(costWords(ended('cancelled', { charged: 'unknown' }))).toBe('may have been charged 60 credits')
    expect(costWords(ended('unknown', { charged: 'unknown' }))).toBe('60 credits held')
  })

  it('is free for rehearsals, whatever became of them', () => {
    const free = { provider: 'rehearsal', model: 'rehearsal', price: 0 }
    expect(costWords(sampleJob(free))).toBe('free')
    expect(costWords(ended('failed', { ...free, charged: 'no' }))).toBe('free')
  })
})

describe('what can be done', () => {
  it('is cancelling while it goes, with words that say what that costs', () => {
    expect(actionsOf(sampleJob(), here)).toEqual(['cancel'])
    expect(cancelWords(sampleJob())).toBe('Cancel · costs nothing')
    expect(cancelWords(sampleJob({ state: 'running', sentAt }))).toBe('Cancel · may cost up to 60 credits')
    expect(cancelWords(sampleJob({ state: 'running', price: 0 }))).toBe('Cancel · costs nothing')
  })

  it('is nothing at a server that knows no way to stop a task, once it has the request', () => {
    expect(actionsOf(sampleJob({ provider: 'gptge' }), here)).toEqual(['cancel'])
    expect(actionsOf(sampleJob({ provider: 'gptge', state: 'running', sentAt }), here)).toEqual([])
  })

  it('is nothing once the task is finished, or when the row has its own exits', () => {
    for (const state of ['succeeded', 'downloading', 'verified', 'committed', 'unknown'] as const) {
      expect(actionsOf(sampleJob({ state, sentAt }), here)).toEqual([])
    }
  })

  it('is trying again for what failed, but never for what moderation refused', () => {
    expect(actionsOf(ended('failed', { code: 'INTERNAL' }), here)).toEqual(['retry'])
    expect(actionsOf(ended('rejected', { code: null }), here)).toEqual(['retry'])
    expect(actionsOf(ended('cancelled'), here)).toEqual(['retry'])
    expect(actionsOf(ended('failed', { code: 'SAFETY.INPUT.TEXT' }), here)).toEqual(['goToShot'])
  })

  it('is fetching a paid clip again for nothing, even when its shot is gone', () => {
    const damaged = ended('failed', { code: 'CLIP.DAMAGED', taskId: 'task', charged: 'yes' })
    expect(actionsOf(damaged, { inFilm: false, newest: false })).toEqual(['fetchAgain'])
  })

  it('is the user’s word about a charge that nobody told, wherever the shot is', () => {
    const cancelled = ended('cancelled', { charged: 'unknown', price: 60_000_000 })
    expect(actionsOf(cancelled, here)).toEqual(['retry', 'charged', 'notCharged'])
    expect(actionsOf(cancelled, { inFilm: false, newest: false })).toEqual(['charged', 'notCharged'])
  })

  it('is nothing for a shot that is gone or has a newer job', () => {
    expect(actionsOf(ended('failed'), { inFilm: false, newest: true })).toEqual([])
    expect(actionsOf(ended('failed'), { inFilm: true, newest: false })).toEqual([])
  })
})

describe('moving one that waits', () => {
  const waiting = ['a', 'b', 'c'] as AttemptId[]
  const [first, middle, last] = waiting as [AttemptId, AttemptId, AttemptId]

  it('names the job before which it goes', () => {
    expect(stepTarget(waiting, middle, -1)).toBe(first)
    expect(stepTarget(waiting, first, 1)).toBe(last)
    expect(stepTarget(waiting, middle, 1)).toBeNull()
  })

  it('goes nowhere from the ends, nor for one that waits no longer', () => {
    expect(stepTarget(waiting, first, -1)).toBeUndefined()
    expect(stepTarget(waiting, last, 1)).toBeUndefined()
    expect(stepTarget(waiting, 'x' as AttemptId, 1)).toBeUndefined()
  })

  it('changes nothing where it is already', () => {
    expect(staysInPlace(waiting, middle, middle)).toBe(true)
    expect(staysInPlace(waiting, middle, last)).toBe(true)
    expect(staysInPlace(waiting, last, null)).toBe(true)
    expect(staysInPlace(waiting, middle, null)).toBe(false)
  })
})
