import { describe, expect, it } from 'vitest'
import type { Job, JobState } from '../../shared/jobs/job'
import { sampleJob } from '../../test-support/window-jobs'
import { quitWords } from './quit-words'

const sentAt = '2030-01-01T00:00:00.000Z'

function at(state: JobState, over: Partial<Job> = {}): Job {
  return sampleJob({ state, provider: 'runway', sentAt: state === 'approved' ? null : sentAt, ...over })
}

const idle = { jobs: [], paused: false, exporting: false }

describe('quitting', () => {
  it('asks nothing while nothing is open', () => {
    expect(quitWords(idle)).toBeNull()
    expect(quitWords({ ...idle, jobs: [at('committed'), at('failed'), at('unknown')] })).toBeNull()
  })

  it('names what goes on at the provider and what starts again', () => {
    const jobs = [at('running'), at('downloading'), at('running', { provider: 'rehearsal' })]
    expect(quitWords({ ...idle, jobs })).toBe(
      '2 shots go on at Runway and arrive at the next start. 1 rehearsal starts again.',
    )
  })

  it('names what is sent later, and what is not while the queue is paused', () => {
    const jobs = [at('running'), at('approved')]
    expect(quitWords({ ...idle, jobs })).toBe(
      '1 shot goes on at Runway and arrives at the next start. 1 shot waits and is sent at the next start.',
    )
    expect(quitWords({ ...idle, jobs: [at('approved'), at('approved')], paused: true })).toBe(
      '2 shots wait on in the paused queue.',
    )
  })

  it('names an export that is stopped', () => {
    expect(quitWords({ ...idle, exporting: true })).toBe('The export that is running will be stopped.')
  })
})
