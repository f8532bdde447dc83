import { describe, expect, it } from 'vitest'
import { accepted, approval, attemptRecord, first, of, sent } from '../../test-support/sample-jobs'
import { enterRecord, newJobBook, type JobBook } from './job-book'
import { stepJob } from './job-machine'
import { jobRecordSchema, type WrittenRecord } from './job-record'
import { ledgerOf, spentWith } from './ledger'

function bookAfter(...records: readonly WrittenRecord[]): JobBook {
  const book = newJobBook()
  for (const record of [approval(1, [first], 10_000_000), ...records]) {
    expect(enterRecord(book, jobRecordSchema.parse(record)).ok).toBe(true)
  }
  return book
}

function amountsAfter(...records: readonly WrittenRecord[]): unknown {
  const [entry] = ledgerOf(bookAfter(...records))
  const { reserved, charged, refunded, unknown } = entry!
  return [reserved, charged, refunded, unknown].map((amount) => amount / 1_000_000)
}

function takenAt(credits: number): readonly WrittenRecord[] {
  const estimate = credits * 1_000_000
  return [...sent, { ...of, kind: 'answered', answer: { kind: 'accepted', taskId: 't', estimate } }]
}

describe('a ledger', () => {
  it('reserves what was agreed to, and more when the provider says that it may charge more', () => {
    expect(amountsAfter()).toEqual([10, 0, 0, 0])
    expect(amountsAfter(...takenAt(4))).toEqual([10, 0, 0, 0])
    expect(amountsAfter(...takenAt(25))).toEqual([25, 0, 0, 0])
    expect(spentWith(bookAfter(...takenAt(25)), first)).toBe(0)
  })

  it('keeps that amount where nobody tells what was charged', () => {
    const gone = { ...of, kind: 'status', status: { kind: 'gone', reason: 'r', code: 'TASK.GONE' } } as const
    expect(amountsAfter(...takenAt(25), gone)).toEqual([0, 0, 0, 25])
    const done = { ...of, kind: 'status', status: { kind: 'succeeded', seed: null, cost: null } } as const
    expect(amountsAfter(...takenAt(25), done)).toEqual([0, 25, 0, 0])
  })
})

describe('a charge that nobody told', () => {
  const ended = (kind: 'failed' | 'cancelled', charged: 'no' | 'unknown'): WrittenRecord => {
    const money = { charged, cost: null }
    const status = kind === 'failed' ? { kind, reason: 'r', code: 'ASSET.INVALID', ...money } : { kind, ...money }
    return { ...of, kind: 'status', status }
  }

  it.each(['failed', 'cancelled'] as const)(
    'of a task that %s is settled by the user’s word, which keeps its end',
    (kind) => {
      const untold = [...accepted, ended(kind, 'unknown')]
      expect(amountsAfter(...untold)).toEqual([0, 0, 0, 10])
      const job = bookAfter(...untold, { ...of, kind: 'dismissed', charged: 'no' }).jobs.get(first)!
      expect(job).toMatchObject({ state: kind, charged: 'no' })
      expect(amountsAfter(...untold, { ...of, kind: 'dismissed', charged: 'no' })).toEqual([0, 0, 10, 0])
      expect(amountsAfter(...untold, { ...of, kind: 'dismissed', charged: 'yes' })).toEqual([0, 10, 0, 0])
    },
  )

  it('is settled once; one that was told is not the user’s to say', () => {
    const again = attemptRecord({ ...of, kind: 'dismissed', charged: 'yes' })
    const settled = bookAfter(...accepted, ended('failed', 'unknown'), { ...of, kind: 'dismissed', charged: 'no' })
    expect(stepJob(settled.jobs.get(first)!, again).ok).toBe(false)
    const told = bookAfter(...accepted, ended('failed', 'no'))
    expect(stepJob(told.jobs.get(first)!, again).ok).toBe(false)
  })
})
