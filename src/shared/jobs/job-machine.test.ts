import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accepted,
  approval,
  at,
  attemptRecord,
  clip,
  first,
  intent,
  jobAfter,
  of,
  plans,
  sent,
  succeeded,
  take,
  verified,
} from '../../test-support/sample-jobs'
import type { AttemptId } from '../ids'
import { isSettled, jobStateSchema, type JobState } from './job'
import { currentAttempt, enterRecord, newJobBook, type JobBook } from './job-book'
import { recoverJob, stepJob, toJob, type JobFacts, type JobStep } from './job-machine'
import { jobRecordSchema, type JobRecord, type WrittenRecord } from './job-record'

describe('the restart table', () => {
  const rows: readonly (readonly [string, readonly WrittenRecord[], JobState, JobStep])[] = [
    ['approved', [], 'approved', 'prepare'],
    ['intent without sending: not sent, may send', sent.slice(0, 1), 'intent', 'send'],
    ['sending without an answer: never sent again', sent, 'sending', 'resolve'],
    ['accepted: keep asking', accepted, 'accepted', 'poll'],
    ['running: keep asking', [...accepted, { ...of, kind: 'status', status: { kind: 'running' } }], 'running', 'poll'],
    [
      'throttled: keep asking',
      [...accepted, { ...of, kind: 'status', status: { kind: 'throttled' } }],
      'throttled',
      'poll',
    ],
    ['succeeded: fetch, never create', succeeded, 'succeeded', 'fetch'],
    ['downloading: fetch again', verified.slice(0, -1), 'downloading', 'fetch'],
    ['verified: commit', verified, 'verified', 'commit'],
    ['committed: nothing', [...verified, { ...of, kind: 'committed', place: 'project' }], 'committed', 'none'],
    [
      'unknown: nothing by itself',
      [...sent, { ...of, kind: 'answered', answer: { kind: 'unknown', reason: '?' } }],
      'unknown',
      'none',
    ],
    ['cancelled before sending: drop', [{ ...of, kind: 'cancelAsked' }], 'approved', 'drop'],
  ]
  it.each(rows)('%s', (_name, records, state, step) => {
    const job = jobAfter(250, ...records)
    expect([job.state, recoverJob(job)]).toEqual([state, step])
  })
})

describe('what a generation cost', () => {
  const endings: readonly (readonly [string, readonly WrittenRecord[], 'no' | 'yes' | 'unknown'])[] = [
    ['nothing before it was sent', sent.slice(0, 1), 'no'],
    ['unknown while it runs', accepted, 'unknown'],
    [
      'nothing when it was rejected',
      [...sent, { ...of, kind: 'answered', answer: { kind: 'rejected', reason: 'r', nextAttemptId: null } }],
      'no',
    ],
    [
      'perhaps when the answer was lost',
      [...sent, { ...of, kind: 'answered', answer: { kind: 'unknown', reason: 'r' } }],
      'unknown',
    ],
    [
      'what the provider says when it failed',
      [...accepted, { ...of, kind: 'status', status: { kind: 'failed', reason: 'r', charged: 'yes' } }],
      'yes',
    ],
    ['its price when it arrived', succeeded, 'yes'],
    ['its price when the clip is broken', [...verified, { ...of, kind: 'broken', reason: 'r' }], 'yes'],
  ]
  it.each(endings)('%s', (_name, records, charged) => {
    expect(jobAfter(250, ...records).charged).toBe(charged)
  })

  it('is nothing for a free task whose answer was lost', () => {
    expect(jobAfter(0, ...sent, { ...of, kind: 'answered', answer: { kind: 'unknown', reason: 'r' } }).charged).toBe(
      'no',
    )
  })
})

describe('a proof that nothing was created', () => {
  const next = 'a2' as AttemptId
  const rejected: WrittenRecord = {
    ...of,
    kind: 'answered',
    answer: { kind: 'rejected', reason: 'busy', nextAttemptId: next },
  }

  it('opens one more attempt under the same approval, which stands for the first one', () => {
    const book = newJobBook()
    for (const record of [approval(1, [first]), ...sent, rejected]) enterRecord(book, jobRecordSchema.parse(record))
    expect(book.jobs.get(next)).toMatchObject({ state: 'approved', approvalId: 'p1', planned: plans[0] })
    expect(currentAttempt(book, first)?.attemptId).toBe(next)
    expect([...book.open]).toEqual([next])
  })

  it('does not forget that the user cancelled meanwhile', () => {
    const book = newJobBook()
    for (const record of [approval(1, [first]), ...sent, { ...of, kind: 'cancelAsked' as const }, rejected]) {
      enterRecord(book, jobRecordSchema.parse(record))
    }
    expect(recoverJob(book.jobs.get(next)!)).toBe('drop')
  })
})

describe('the job in the window', () => {
  it('shows progress and reasons only in the states that have them', () => {
    const running = jobAfter(250, ...accepted, { ...of, kind: 'status', status: { kind: 'running' } })
    expect(toJob(running, [], { progress: 0.5, hold: 'slow' })).toMatchObject({
      state: 'running',
      progress: 0.5,
      reason: null,
      takeId: null,
    })
    const failed = jobAfter(250, ...accepted, {
      ...of,
      kind: 'status',
      status: { kind: 'failed', reason: 'why', charged: 'no' },
    })
    expect(toJob(failed, [], { progress: 0.5, hold: 'slow' })).toMatchObject({
      state: 'failed',
      progress: null,
      reason: 'why',
      charged: 'no',
    })
    const done = jobAfter(250, ...verified, { ...of, kind: 'committed', place: 'project' })
    expect(toJob(done, [], { progress: null, hold: null })).toMatchObject({
      state: 'committed',
      takeId: take,
      charged: 'yes',
    })
  })
})

const rank = (state: JobState): number => Math.min(jobStateSchema.options.indexOf(state), 9)

function anyRecord(attemptId: AttemptId): fc.Arbitrary<WrittenRecord> {
  const base = { at, attemptId }
  const status = fc.constantFrom('throttled', 'running', 'succeeded', 'failed', 'cancelled', 'gone').map((kind) => {
    const detail = {
      succeeded: { seed: null, cost: 1 },
      failed: { reason: 'r', charged: 'no' },
      cancelled: { charged: 'no' },
      gone: { reason: 'r' },
    }
    return { ...base, kind: 'status', status: { kind, ...detail[kind as 'failed'] } } as WrittenRecord
  })
  return fc.oneof(
    fc.constant<WrittenRecord>(intent(attemptId)),
    fc.constant<WrittenRecord>({ ...base, kind: 'sending' }),
    fc.constantFrom<WrittenRecord>(
      { ...base, kind: 'answered', answer: { kind: 'accepted', taskId: 't' } },
      { ...base, kind: 'answered', answer: { kind: 'unknown', reason: 'r' } },
      { ...base, kind: 'answered', answer: { kind: 'rejected', reason: 'r', nextAttemptId: null } },
    ),
    status,
    fc.constantFrom<WrittenRecord>(
      { ...base, kind: 'downloading', takeId: take },
      { ...base, kind: 'verified', clip },
      { ...base, kind: 'committed', place: 'project' },
      { ...base, kind: 'refused', reason: 'r' },
      { ...base, kind: 'broken', reason: 'r' },
      { ...base, kind: 'cancelAsked' },
      { ...base, kind: 'cancelled' },
      { ...base, kind: 'found', taskId: 't' },
      { ...base, kind: 'dismissed', charged: 'yes' },
      { ...base, kind: 'moved', before: null },
    ),
  )
}

describe('any records in any order', () => {
  it('never go backwards, never leave an ended state, and are refused whole', () => {
    fc.assert(
      fc.property(fc.array(anyRecord(first), { maxLength: 40 }), (records) => {
        let job = jobAfter(250)
        for (const record of records) {
          const stepped = stepJob(job, attemptRecord(record))
          if (!stepped.ok) continue
          // Only the user's own word takes a job out of an end that nobody could account for.
          const byHand = record.kind === 'found' || record.kind === 'dismissed'
          expect(isSettled(job.state)).toBe(byHand)
          if (byHand) expect(job.state).toBe('unknown')
          else expect(rank(stepped.value.state)).toBeGreaterThanOrEqual(rank(job.state))
          if (record.kind === 'sending') expect(job.state).toBe('intent')
          if (record.kind === 'status') expect(job.taskId).not.toBeNull()
          job = stepped.value
        }
      }),
    )
  })
})

/** A provider and a journal that only keeps what was flushed, driven by the restart table alone. */
class World {
  readonly journal: JobRecord[] = []
  readonly tasks = new Map<string, AttemptId>()
  book: JobBook = newJobBook()
  approvedItems = 0
  requests = 0
  #attempts = 0
  /** Requests on their way: the process may die before the answer comes, the provider then has it or not. */
  #inFlight = new Set<AttemptId>()

  newAttempt(): AttemptId {
    return `x${++this.#attempts}` as AttemptId
  }

  write(written: WrittenRecord | JobRecord): void {
    const record = jobRecordSchema.parse(written)
    this.journal.push(record)
    expect(enterRecord(this.book, record)).toEqual({ ok: true, value: null })
  }

  approve(count: number): void {
    const attempts = Array.from({ length: count }, () => this.newAttempt())
    this.write(approval(this.approvedItems + 1, attempts))
    this.approvedItems += count
  }

  crash(): void {
    this.#inFlight.clear()
    this.book = newJobBook()
    for (const record of this.journal) expect(enterRecord(this.book, record).ok).toBe(true)
  }

  send(attemptId: AttemptId, reaches: boolean): void {
    expect(this.journal.some((record) => record.kind === 'intent' && record.attemptId === attemptId)).toBe(true)
    this.write({ kind: 'sending', at, attemptId })
    this.#inFlight.add(attemptId)
    this.requests++
    if (reaches) this.tasks.set(`task-${attemptId}`, attemptId)
  }

  answer(attemptId: AttemptId, roll: number): void {
    const created = this.tasks.has(`task-${attemptId}`)
    this.#inFlight.delete(attemptId)
    const nextAttemptId = roll % 2 === 0 ? this.newAttempt() : null
    if (created && roll % 3 !== 0) {
      this.write({ kind: 'answered', at, attemptId, answer: { kind: 'accepted', taskId: `task-${attemptId}` } })
    } else if (!created && roll % 3 !== 0) {
      this.write({ kind: 'answered', at, attemptId, answer: { kind: 'rejected', reason: 'busy', nextAttemptId } })
    } else this.write({ kind: 'answered', at, attemptId, answer: { kind: 'unknown', reason: 'lost' } })
  }

  step(job: JobFacts, roll: number): void {
    const { attemptId } = job
    if (this.#inFlight.has(attemptId)) return this.answer(attemptId, roll)
    switch (recoverJob(job)) {
      case 'prepare':
        return this.write(intent(attemptId))
      case 'send':
        return this.send(attemptId, roll % 4 !== 0)
      case 'drop':
        return this.write({ kind: 'cancelled', at, attemptId })
      case 'resolve':
        return this.write({ kind: 'answered', at, attemptId, answer: { kind: 'unknown', reason: 'crash' } })
      case 'poll':
        return this.write({ kind: 'status', at, attemptId, status: { kind: 'succeeded', seed: null, cost: 1 } })
      case 'fetch':
        if (job.state === 'succeeded') return this.write({ kind: 'downloading', at, attemptId, takeId: take })
        return this.write({ kind: 'verified', at, attemptId, clip })
      case 'commit':
        return this.write({ kind: 'committed', at, attemptId, place: 'project' })
      case 'none':
    }
  }
}

type Move = { readonly kind: 'approve' | 'step' | 'cancel' | 'crash'; readonly roll: number }
const moves = fc.array(
  fc.record<Move>({
    kind: fc.constantFrom('approve', 'step', 'step', 'step', 'step', 'step', 'cancel', 'crash'),
    roll: fc.nat(1000),
  }),
  { maxLength: 80 },
)

function play(world: World, { kind, roll }: Move): void {
  if (kind === 'crash') return world.crash()
  if (kind === 'approve') return world.approve((roll % 3) + 1)
  const open = [...world.book.open]
  const attemptId = open[roll % Math.max(1, open.length)]
  const job = attemptId && world.book.jobs.get(attemptId)
  if (!job) return
  if (kind === 'step') return world.step(job, roll)
  const asked: WrittenRecord = { kind: 'cancelAsked', at, attemptId }
  if (stepJob(job, attemptRecord(asked)).ok) world.write(asked)
}

describe('any interleaving of approvals, steps, cancels and crashes', () => {
  it('creates at most one task an approved shot, sends only what is journalled, and ends', () => {
    fc.assert(
      fc.property(moves, (list) => {
        const world = new World()
        for (const move of list) play(world, move)
        const sendings = world.journal.filter((record) => record.kind === 'sending')
        expect(world.requests).toBe(sendings.length)
        expect(world.tasks.size).toBeLessThanOrEqual(world.approvedItems)
        const chains = new Set([...world.tasks.values()].map((id) => currentAttempt(world.book, id)?.attemptId))
        expect(chains.size).toBe(world.tasks.size)
        world.crash()
        for (let round = 0; world.book.open.size > 0; round++) {
          expect(round).toBeLessThan(500)
          for (const id of world.book.open) world.step(world.book.jobs.get(id)!, 5)
        }
        expect(world.tasks.size).toBeLessThanOrEqual(world.approvedItems)
      }),
      { numRuns: 200 },
    )
  })
})
