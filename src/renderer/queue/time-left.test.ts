import { describe, expect, it } from 'vitest'
import type { Job } from '../../shared/jobs/job'
import { sampleJob, sampleJobs } from '../../test-support/window-jobs'
import { laneOf } from '../../shared/jobs/typical-times'
import { timesOfJobs } from '../../shared/jobs/typical-times'
import { queueTimeLeft, timeLeft } from './time-left'

const start = Date.parse('2030-01-01T00:00:00.000Z')

/** So many seconds after the start. */
function at(seconds: number): string {
  return new Date(start + seconds * 1000).toISOString()
}

const now = start + 100_000

function finished(seconds: number, ended = 90): Partial<Job> {
  return { state: 'committed', sentAt: at(ended - seconds), updatedAt: at(ended) }
}

describe('what a job still takes', () => {
  it('follows from its progress once that tells something', () => {
    const running = { state: 'running', sentAt: at(50), updatedAt: at(60) } as const
    expect(timeLeft(sampleJob({ ...running, progress: 0.5 }), undefined, now)).toBe(40_000)
    expect(timeLeft(sampleJob({ ...running, progress: 0.05 }), undefined, now)).toBeNull()
    expect(timeLeft(sampleJob({ ...running, progress: null }), undefined, now)).toBeNull()
  })

  it('else from what the last ones of its model took, and is not known beyond that', () => {
    const usual = 70_000
    expect(timeLeft(sampleJob({ state: 'accepted', sentAt: at(60) }), usual, now)).toBe(30_000)
    expect(timeLeft(sampleJob({ state: 'approved' }), usual, now)).toBe(70_000)
    expect(timeLeft(sampleJob({ state: 'running', sentAt: at(10) }), usual, now)).toBeNull()
  })

  it('is not told of what is held up or over', () => {
    expect(timeLeft(sampleJob({ hold: 'There is no key for Runway.' }), 70_000, now)).toBeNull()
    expect(timeLeft(sampleJob({ state: 'unknown', sentAt: at(90) }), 70_000, now)).toBeNull()
  })
})

describe('what jobs of a model take', () => {
  it('is the middle of the last five that finished, so that one that lay over night does not count', () => {
    const jobs = sampleJobs(
      finished(1000, 10),
      finished(40, 50),
      finished(50, 60),
      finished(60, 70),
      finished(30, 80),
      finished(30_000, 85),
    )
    expect(timesOfJobs(jobs).get('runway/gen4.5')).toBe(50_000)
  })

  it('is not mixed with other models', () => {
    const other = sampleJob({ ...finished(20), model: 'veo3.1' })
    const durations = timesOfJobs([...sampleJobs(finished(40)), other])
    expect(durations.get(laneOf(sampleJob()))).toBe(40_000)
    expect(durations.get(laneOf(other))).toBe(20_000)
  })
})

describe('what the whole queue still takes', () => {
  it('is shared by as many as run side by side', () => {
    const sent = { state: 'accepted', sentAt: at(100) } as const
    const jobs = sampleJobs(finished(40), sent, sent, {}, {})
    expect(queueTimeLeft(jobs, false, now)).toBe(80_000)
  })

  it('does not fall silent for one that takes longer than usual', () => {
    const late = { state: 'downloading', sentAt: at(10) } as const
    expect(queueTimeLeft(sampleJobs(finished(40), late, { state: 'accepted', sentAt: at(90) }), false, now)).toBe(
      30_000,
    )
    expect(queueTimeLeft(sampleJobs(finished(40), late), false, now)).toBeNull()
  })

  it('takes what runs for a measure while nothing is finished', () => {
    const running = { state: 'running', sentAt: at(60), updatedAt: at(60), progress: 0.5 } as const
    expect(queueTimeLeft(sampleJobs(running, {}), false, now)).toBe(40_000 + 80_000)
  })

  it('is not told when nobody knows, something is held up, or the queue is paused', () => {
    expect(queueTimeLeft([], false, now)).toBeNull()
    expect(queueTimeLeft(sampleJobs({}), false, now)).toBeNull()
    expect(queueTimeLeft(sampleJobs(finished(40), { hold: 'No key.' }), false, now)).toBeNull()
    expect(queueTimeLeft(sampleJobs(finished(40), {}), true, now)).toBeNull()
  })
})
