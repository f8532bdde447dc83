import { describe, expect, it } from 'vitest'
import { jobRecordSchema } from '../../../../shared/jobs/job-record'
import { documentedFailureCodes } from '../../../../simulator/outcome'
import { microCredits, readTask, statusOfTask } from './runway-status'

function told(answer: object) {
  return statusOfTask(readTask(answer))
}

describe('what a task says', () => {
  it.each([
    [{ status: 'PENDING' }, { kind: 'throttled' }],
    [{ status: 'THROTTLED' }, { kind: 'throttled' }],
    [{ status: 'RUNNING' }, { kind: 'running', progress: null }],
    [
      { status: 'RUNNING', progress: 0.4 },
      { kind: 'running', progress: 0.4 },
    ],
    [
      { status: 'RUNNING', progress: 7 },
      { kind: 'running', progress: 1 },
    ],
    [
      { status: 'RUNNING', progress: -1 },
      { kind: 'running', progress: 0 },
    ],
    [
      { status: 'RUNNING', progress: '0.4' },
      { kind: 'running', progress: null },
    ],
    [{ status: 'SUCCEEDED' }, { kind: 'succeeded', seed: null, cost: null }],
    [
      { status: 'SUCCEEDED', cost: { credits: 24 } },
      { kind: 'succeeded', seed: null, cost: 24_000_000 },
    ],
    [
      { status: 'SUCCEEDED', cost: '24' },
      { kind: 'succeeded', seed: null, cost: null },
    ],
    [
      { status: 'SUCCEEDED', cost: { credits: -1 } },
      { kind: 'succeeded', seed: null, cost: null },
    ],
    [{ status: 'CANCELLED' }, { kind: 'cancelled', charged: 'unknown', cost: null }],
    [
      { status: 'CANCELLED', cost: { credits: 0 } },
      { kind: 'cancelled', charged: 'no', cost: 0 },
    ],
    [
      { status: 'CANCELLED', cost: { credits: 3 } },
      { kind: 'cancelled', charged: 'yes', cost: 3_000_000 },
    ],
  ])('%o', (answer, status) => {
    expect(told(answer)).toEqual(status)
  })

  it.each([undefined, null, 'x', {}, { status: 5 }, '<html>'])('that is no task (%o) is asked again', (answer) => {
    expect(() => readTask(answer)).toThrow(expect.objectContaining({ code: 'ANSWER.UNREADABLE' }))
  })

  it('with a state that is new is asked again', () => {
    expect(() => told({ status: 'PAUSED' })).toThrow(expect.objectContaining({ code: 'STATUS.UNKNOWN' }))
  })
})

describe('a failure', () => {
  it.each(documentedFailureCodes)('%s is charged as the task says, and as is usual where it says nothing', (code) => {
    const charged = (credits?: number) =>
      told({ status: 'FAILED', failureCode: code, ...(credits !== undefined && { cost: { credits } }) })
    expect(charged(0)).toMatchObject({ kind: 'failed', code, charged: 'no', cost: 0 })
    expect(charged(5)).toMatchObject({ kind: 'failed', code, charged: 'yes', cost: 5_000_000 })
    expect(charged()).toMatchObject({ charged: code.includes('SAFETY') ? 'yes' : 'unknown', cost: null })
  })

  it.each([{}, { failureCode: null }, { failureCode: 5 }])('without a code (%o) is Runway’s own fault', (over) => {
    expect(told({ status: 'FAILED', ...over })).toMatchObject({ code: 'INTERNAL', charged: 'unknown' })
  })

  it('quotes Runway after our own words, shortly', () => {
    const status = told({ status: 'FAILED', failureCode: 'INTERNAL', failure: ` ${'x'.repeat(1000)}` })
    expect(status).toMatchObject({
      reason: expect.stringMatching(/^The provider had a fault of its own \(x{200,300}\)\.$/),
    })
  })
})

describe('credits', () => {
  it.each([
    [24, 24_000_000],
    [3.4, 3_400_000],
    [0.1 + 0.2, 300_000],
    [1e-9, 1],
    [1.0000009, 1_000_001],
    [-3, 0],
    [1e300, Number.MAX_SAFE_INTEGER],
  ])('%d are whole micro-credits that a journal can hold', (amount, expected) => {
    const cost = microCredits(amount)
    expect(cost).toBe(expected)
    const status = { kind: 'succeeded', seed: null, cost }
    const record = { kind: 'status', at: '2030-01-01T00:00:00.000Z', attemptId: 'a1', status }
    expect(jobRecordSchema.safeParse(record).success).toBe(true)
  })
})
