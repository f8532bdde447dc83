import { describe, expect, it } from 'vitest'
import {
  accepted,
  approval,
  at,
  attemptRecord,
  first,
  jobAfter,
  of,
  sent,
  verified,
} from '../../test-support/sample-jobs'
import type { AttemptId } from '../ids'
import { enterRecord, newJobBook } from './job-book'
import { recoverJob, stepJob, type JobFacts } from './job-machine'
import { jobRecordSchema, type JobRecord, type WrittenRecord } from './job-record'

describe('what nobody could account for', () => {
  const lost: readonly WrittenRecord[] = [
    ...sent,
    { ...of, kind: 'answered', answer: { kind: 'unknown', reason: 'lost', code: 'ANSWER.LOST' } },
  ]

  it('goes on once the user names its task', () => {
    const job = jobAfter(250, ...lost, { ...of, kind: 'found', taskId: 'named' })
    expect(job).toMatchObject({ state: 'accepted', taskId: 'named', reason: null, code: null, charged: 'unknown' })
    expect(recoverJob(job)).toBe('poll')
  })

  it('is settled by the user’s word', () => {
    const dismissed = (charged: 'no' | 'yes'): JobFacts => jobAfter(250, ...lost, { ...of, kind: 'dismissed', charged })
    expect(dismissed('yes')).toMatchObject({ state: 'failed', code: 'DISMISSED', charged: 'yes' })
    expect(dismissed('no')).toMatchObject({ state: 'failed', code: 'DISMISSED', charged: 'no' })
  })

  it('takes a task the provider does not know for lost, but a cancelled one for cancelled', () => {
    const gone = { ...of, kind: 'status', status: { kind: 'gone', reason: 'not known', code: 'TASK.GONE' } } as const
    expect(jobAfter(250, ...accepted, gone)).toMatchObject({ state: 'unknown', taskId: 't', code: 'TASK.GONE' })
    const cancelled = jobAfter(250, ...accepted, { ...of, kind: 'cancelAsked' }, gone)
    expect(cancelled).toMatchObject({ state: 'cancelled', charged: 'unknown' })
  })

  it('has a clip that came damaged fetched again, and nothing else', () => {
    const damaged = jobAfter(250, ...verified.slice(0, -1), {
      ...of,
      kind: 'broken',
      reason: 'r',
      code: 'CLIP.DAMAGED',
    })
    const again = stepJob(damaged, attemptRecord({ ...of, kind: 'found', taskId: 't' }))
    expect(again).toMatchObject({ ok: true, value: { state: 'accepted', takeId: null } })
    expect(stepJob(damaged, attemptRecord({ ...of, kind: 'found', taskId: 'other' })).ok).toBe(false)
  })
})

describe('the order of the queue', () => {
  const [second, third] = ['a2' as AttemptId, 'a3' as AttemptId]

  it('is the order of approval until the user moves a job that waits', () => {
    const book = newJobBook()
    const enter = (record: WrittenRecord | JobRecord): boolean => enterRecord(book, jobRecordSchema.parse(record)).ok
    enter(approval(1, [first, second, third]))
    expect(enter({ at, kind: 'moved', attemptId: third, before: first })).toBe(true)
    expect([...book.open]).toEqual([third, first, second])
    expect(enter({ at, kind: 'moved', attemptId: third, before: null })).toBe(true)
    expect([...book.open]).toEqual([first, second, third])
    for (const record of sent) enter(record)
    expect(enter({ at, kind: 'moved', attemptId: first, before: null })).toBe(false)
  })

  it('keeps the place of a job that is tried again', () => {
    const book = newJobBook()
    const again = 'b1' as AttemptId
    const answer = { kind: 'rejected', reason: 'busy', nextAttemptId: again } as const
    for (const record of [approval(1, [first, second]), ...sent, { ...of, kind: 'answered' as const, answer }]) {
      enterRecord(book, jobRecordSchema.parse(record))
    }
    expect([...book.open]).toEqual([again, second])
  })
})
