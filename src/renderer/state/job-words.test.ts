import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ShotId } from '../../shared/ids'
import { sampleDocument, sampleShot } from '../../test-support/sample-film'
import { sampleJob } from '../../test-support/window-jobs'
import { documentStore } from './document-store'
import { factsStore } from './facts-store'
import { jobWords, nextStep, stateWords } from './job-words'

const sentAt = '2030-01-01T00:00:00.000Z'
const shots = [1, 2, 3].map((number) => sampleShot(number))
const ids = (...numbers: readonly number[]): readonly ShotId[] => numbers.map((number) => `s${number}` as ShotId)

beforeEach(() => documentStore.setState({ document: sampleDocument({ shots, clips: [] }) }))
afterEach(() => {
  documentStore.setState({ document: null })
  factsStore.setState({ paused: false })
})

describe('what a job waits for', () => {
  it('is another shot, a place, the end of a pause, or what holds it up', () => {
    expect(stateWords(sampleJob({ waitsFor: ids(1) }), false)).toBe('Waiting for Shot 1')
    expect(stateWords(sampleJob({ waitsFor: ids(1, 2) }), false)).toBe('Waiting for Shot 1 and Shot 2')
    expect(stateWords(sampleJob({ waitsFor: ids(1, 2, 3) }), false)).toBe('Waiting for Shot 1 and 2 more')
    expect(stateWords(sampleJob(), false)).toBe('Waiting for a free place')
    expect(stateWords(sampleJob(), true)).toBe('Paused')
    expect(stateWords(sampleJob({ hold: 'There is no key for Runway.' }), true)).toBe(
      'Waiting: There is no key for Runway.',
    )
  })

  it('is the provider once it is sent, paused or not', () => {
    expect(stateWords(sampleJob({ state: 'sending', sentAt }), true)).toBe('Sending')
    expect(stateWords(sampleJob({ state: 'accepted', sentAt }), true)).toBe('Accepted by Runway')
    expect(stateWords(sampleJob({ state: 'throttled', sentAt }), true)).toBe('Waiting for a place at Runway')
    expect(stateWords(sampleJob({ state: 'running', sentAt, progress: 0.623 }), true)).toBe('Generating 62 %')
  })
})

describe('how a job ended', () => {
  const failed = sampleJob({ state: 'failed', sentAt, reason: 'It was refused.', code: 'SAFETY.INPUT.TEXT' })

  it('says who paid and why', () => {
    expect(jobWords({ ...failed, charged: 'yes', cost: 60_000_000 })).toBe(
      'Failed, charged 60 credits: It was refused.',
    )
    expect(jobWords({ ...failed, charged: 'unknown' })).toBe(
      'Failed, may have been charged 60 credits: It was refused.',
    )
    expect(jobWords({ ...failed, state: 'rejected' })).toBe('Not sent: It was refused.')
    expect(jobWords({ ...failed, state: 'cancelled', reason: 'Cancelled' })).toBe('Cancelled, not charged')
    expect(jobWords({ ...failed, state: 'unknown' })).toBe('May have been charged: It was refused.')
  })

  it('says nothing of money where there is none', () => {
    expect(jobWords({ ...failed, price: 0, provider: 'rehearsal' })).toBe('Failed: It was refused.')
  })

  it('says what to do next where that is known', () => {
    expect(nextStep(failed)).toMatch(/^Change the prompt/)
    expect(nextStep({ ...failed, code: null })).toBeNull()
  })
})
