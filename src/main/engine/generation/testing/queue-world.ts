import { expect } from 'vitest'
import type { ApprovalId, AttemptId, TakeId } from '../../../../shared/ids'
import { ExpectedError } from '../../../../shared/ipc/app-error'
import { currentAttempt, enterRecord, newJobBook, type JobBook } from '../../../../shared/jobs/job-book'
import { stepJob, type JobFacts } from '../../../../shared/jobs/job-machine'
import {
  jobRecordSchema,
  type AttemptRecord,
  type ClipFacts,
  type JobRecord,
  type TakePlace,
} from '../../../../shared/jobs/job-record'
import { spentWith } from '../../../../shared/jobs/ledger'
import { buildRequest, completeRequest } from '../../../../shared/models/build-request'
import { listPrices } from '../../../../shared/models/prices'
import { noInputs } from '../../../../shared/models/request'
import { fail, succeed, type Result } from '../../../../shared/result'
import { rate } from '../../../../shared/time/time'
import { noTakes, sampleDocument, sampleShot } from '../../../../test-support/sample-film'
import {
  ProviderHold,
  type CreateOutcome,
  type Failure,
  type FoundTask,
  type Provider,
  type TaskStatus,
} from '../../providers/provider'
import type { Clock } from '../clock'
import type { GenerationJournal } from '../generation-journal'
import { GenerationQueue } from '../generation-queue'

const at = '2030-01-01T00:00:00.000Z'
const clip: ClipFacts = {
  sha256: '0'.repeat(64),
  bytes: 1,
  frames: 1,
  rate: rate(24),
  size: { width: 16, height: 16 },
  hasAudio: false,
}
export const places = 2
/** Each shot costs a credit, and there is money for so many of them. */
const price = 1_000_000
const dollarsEach = 10_000
const shotsPaidFor = 7

function approvalItem(attemptId: AttemptId, after: readonly AttemptId[]) {
  const shot = { ...sampleShot(Number(attemptId.slice(1))), provider: 'runway', model: 'gen4_turbo' }
  const none = new Set<never>()
  const document = sampleDocument({ shots: [shot], clips: [] })
  const context = { document, takes: noTakes, awaited: none, circular: none, prices: listPrices.perSecond }
  return { attemptId, planned: buildRequest(shot, context).planned, price, after }
}

const gone: TaskStatus = { kind: 'gone', reason: 'not known', code: 'TASK.GONE' }

type Unplaced = AttemptRecord extends infer One
  ? One extends AttemptRecord
    ? Omit<One, 'at' | 'attemptId'>
    : never
  : never

/** An effect that was begun and has not come to its end; the test decides when and how it does. */
interface Pending {
  readonly settle: (roll: number) => void
  /** What may have happened when the process dies now. */
  readonly die: (roll: number) => void
}

interface ServerTask {
  readonly key: AttemptId
  cancelled: boolean
  ending: TaskStatus | null
}

/**
 * A world in which every effect of the queue waits for the test: disk, provider and clock. The process can die at any
 * moment; then only what was flushed and what the server knows is left.
 */
export class World {
  readonly durable: JobRecord[] = []
  readonly tasks = new Map<string, ServerTask>()
  readonly requests: AttemptId[] = []
  readonly taken = new Map<TakeId, AttemptId>()
  readonly items: AttemptId[] = []
  /** Attempts whose task the user named. */
  readonly found = new Set<AttemptId>()
  /** Attempts of which the provider said that nobody can tell. */
  readonly untold = new Set<AttemptId>()
  readonly #canLookUp: boolean
  pending: Pending[] = []
  #timers: { readonly due: number; readonly callback: () => void }[] = []
  #elapsed = 0
  #ids = 0
  book: JobBook = newJobBook()
  queue: GenerationQueue

  constructor(canLookUp: boolean) {
    this.#canLookUp = canLookUp
    this.queue = this.#open()
  }

  approve(shots: number, chained: boolean): void {
    const attempts = Array.from({ length: shots }, () => `a${++this.#ids}` as AttemptId)
    const items = attempts.map((id, index) => approvalItem(id, chained ? attempts.slice(0, index).slice(-1) : []))
    const approvalId = `p${++this.#ids}` as ApprovalId
    const record: JobRecord = { kind: 'approval', at, approvalId, quoteHash: 'h', total: 0, items }
    this.#flush(record)
    this.items.push(...attempts)
    this.queue.wake()
  }

  crash(roll: number): void {
    const dying = this.pending
    this.pending = []
    this.#timers = []
    // What is on its way to the disk gets there in order or not at all.
    let alive = true
    dying.forEach((one, index) => {
      const share = (roll >> (index % 16)) % 3
      if (share === 2) alive = false
      one.die(alive ? share : 2)
    })
    this.queue = this.#open()
    this.queue.wake()
  }

  tick(): void {
    const next = this.#timers.toSorted((a, b) => a.due - b.due)[0]
    if (!next) return
    this.#timers = this.#timers.filter((timer) => timer !== next)
    this.#elapsed = Math.max(this.#elapsed, next.due)
    next.callback()
  }

  get idle(): boolean {
    return this.pending.length === 0 && this.#timers.length === 0
  }

  #flush(record: JobRecord): void {
    this.durable.push(jobRecordSchema.parse(record))
    expect(enterRecord(this.book, record)).toEqual({ ok: true, value: null })
  }

  #open(): GenerationQueue {
    this.book = newJobBook()
    for (const record of this.durable) expect(enterRecord(this.book, record).ok).toBe(true)
    return new GenerationQueue({
      journal: this.#journal(this.book),
      providers: [this.#provider()],
      clock: this.#clock(),
      newId: () => `n${++this.#ids}`,
      arrival: {
        fetch: (job) => this.#fetch(job),
        keep: (job, _provider, wanted) => this.#keep(job, wanted),
        clear: () => Promise.resolve(),
      },
      now: () => new Date(at),
      mayNotSpend: (job) => this.#mayNotSpend(job),
      prepare: async (job) => succeed(completeRequest(job.planned, noTakes, noInputs)),
      restore: async () => succeed(null),
      placeFor: () => 'project',
      onTake: () => undefined,
      onChange: () => undefined,
      onProblem: () => undefined,
      log: () => undefined,
    })
  }

  #clock(): Clock {
    return {
      now: () => new Date(at),
      elapsed: () => this.#elapsed,
      after: (milliseconds, callback) => {
        const timer = { due: this.#elapsed + milliseconds, callback }
        this.#timers.push(timer)
        return () => {
          this.#timers = this.#timers.filter((one) => one !== timer)
        }
      },
    }
  }

  #wait<Value>(settle: (roll: number) => Value, die: (roll: number) => void = () => undefined): Promise<Value> {
    return new Promise((resolve, reject) => {
      const one: Pending = {
        die,
        settle: (roll) => {
          this.pending = this.pending.filter((other) => other !== one)
          try {
            resolve(settle(roll))
          } catch (error) {
            reject(error)
          }
        },
      }
      this.pending.push(one)
    })
  }

  #journal(book: JobBook): GenerationJournal {
    const fits = (record: JobRecord): boolean => {
      if (record.kind === 'approval') return true
      if (record.kind === 'pause') return record.paused !== book.paused
      const job = book.jobs.get(record.attemptId)
      return job !== undefined && stepJob(job, record).ok
    }
    return {
      book,
      notices: [],
      close: () => Promise.resolve(),
      append: (record) =>
        this.#wait(
          (roll) => {
            if (roll % 7 === 6) throw new ExpectedError('diskFull', 'The disk is full.')
            if (!fits(record)) return false
            this.#flush(record)
            return true
          },
          (share) => {
            if (share === 0 && fits(record)) this.#flush(record)
          },
        ),
    }
  }

  #create(key: AttemptId): void {
    this.tasks.set(`task-${key}`, { key, cancelled: false, ending: null })
  }

  #answer(key: AttemptId, roll: number): CreateOutcome {
    const outcome = roll % 16
    if (outcome < 11) this.#create(key)
    if (outcome === 9) throw new Error('connection reset after the request')
    if (outcome < 9) return { kind: 'accepted', taskId: `task-${key}`, estimate: null }
    if (outcome < 12) return { kind: 'unknown', reason: '502', code: 'ANSWER.SERVER' }
    return { kind: 'rejected', reason: 'busy', code: 'LIMIT.RATE', retry: outcome < 14, wait: null }
  }

  #status(taskId: string, roll: number): TaskStatus {
    const task = this.tasks.get(taskId)
    expect(task).toBeDefined()
    if (task!.ending) return task!.ending
    if (task!.cancelled) task!.ending = gone
    else if (roll % 6 === 0) task!.ending = { kind: 'succeeded', seed: 1, cost: price }
    else if (roll % 6 === 1 && roll % 5 === 0) {
      task!.ending = { kind: 'failed', reason: 'r', code: 'INTERNAL', charged: 'no', cost: 0 }
    }
    if (roll % 6 === 2) throw new ProviderHold('CONNECTION.NONE', 'poll failed')
    // Not known for a moment, right after it was made.
    if (roll % 6 === 4 && roll % 7 === 0) return gone
    if (task!.ending) return task!.ending
    return roll % 6 === 3 ? { kind: 'throttled' } : { kind: 'running', progress: 0.5 }
  }

  #find(key: AttemptId, roll: number): FoundTask {
    const taskId = `task-${key}`
    if (roll % 5 === 4) throw new ProviderHold('ANSWER.LOST', 'it is too early to say', 500)
    if (roll % 11 === 10) {
      this.untold.add(key)
      return { kind: 'untold', reason: 'nobody can tell', code: 'ANSWER.LOST' }
    }
    return this.tasks.has(taskId) ? { kind: 'found', taskId } : { kind: 'none' }
  }

  #provider(): Provider {
    return {
      id: 'runway',
      endpoint: 'https://api.example',
      places: () => places,
      tellsSeed: false,
      pollInterval: 1000,
      prepare: (_request, key) =>
        this.#wait((roll) => {
          if (roll % 9 === 8) throw new ProviderHold('KEY.MISSING', 'There is no key.')
          if (roll % 13 === 12) return fail({ reason: 'it can never be sent', code: 'REQUEST.INVALID' })
          return succeed({ endpoint: 'https://api.example', balance: null, send: () => this.#send(key as AttemptId) })
        }),
      ...(this.#canLookUp && {
        findTask: (key: string) => this.#wait((roll) => this.#find(key as AttemptId, roll)),
      }),
      status: (taskId) => this.#wait((roll) => this.#status(taskId, roll)),
      fetch: () => Promise.reject(new Error('the arrival fetches')),
      cancel: async (taskId) => {
        this.tasks.get(taskId)!.cancelled = true
      },
      release: () => Promise.resolve(),
      close: () => Promise.resolve(),
    }
  }

  #send(attemptId: AttemptId): Promise<CreateOutcome> {
    this.#checkBeforeSending(attemptId)
    this.requests.push(attemptId)
    return this.#wait(
      (roll) => this.#answer(attemptId, roll),
      (share) => (share === 0 ? this.#create(attemptId) : undefined),
    )
  }

  #mayNotSpend(job: JobFacts): Failure | null {
    const fits = spentWith(this.book, job.attemptId) <= shotsPaidFor * dollarsEach
    return fits ? null : { reason: 'over the budget', code: 'BUDGET.EXCEEDED' }
  }

  /** What may have been charged by now, in shots: the budget holds whatever happened. */
  get shotsAtStake(): number {
    const atStake = [...this.book.jobs.values()].filter(
      (job) => job.charged !== 'no' || ['intent', 'sending'].includes(job.state),
    )
    return atStake.filter((job) => job.sentAt !== null).length
  }

  get budgetShots(): number {
    return shotsPaidFor
  }

  /** What the user does about a job by hand; refused quietly where the machine does not allow it. */
  byHand(record: Unplaced, attemptId: AttemptId): void {
    const placed = { ...record, at, attemptId } as AttemptRecord
    const job = this.book.jobs.get(attemptId)
    if (!job || !stepJob(job, placed).ok) return
    this.#flush(placed)
    this.queue.wake()
  }

  pause(paused: boolean): void {
    if (this.book.paused === paused) return
    this.#flush({ kind: 'pause', at, paused })
    this.queue.wake()
  }

  /** Runs at the very moment a request leaves. */
  #checkBeforeSending(attemptId: AttemptId): void {
    const own = this.durable.filter((record) => 'attemptId' in record && record.attemptId === attemptId)
    const kinds = own.map((record) => record.kind).filter((kind) => kind !== 'cancelAsked' && kind !== 'moved')
    expect(kinds).toEqual(['intent', 'sending'])
    expect(this.requests).not.toContain(attemptId)
    const job = this.book.jobs.get(attemptId)!
    for (const id of job.after) expect(currentAttempt(this.book, id)!.state).toBe('committed')
  }

  #fetch(job: JobFacts): Promise<Result<ClipFacts, string>> {
    expect(this.tasks.get(job.taskId!)!.ending!.kind).toBe('succeeded')
    return this.#wait((roll) => {
      if (roll % 5 === 0) throw new Error('download broke')
      return roll % 11 === 0 ? fail('broken') : succeed(clip)
    })
  }

  #keep(job: JobFacts, wanted: TakePlace): Promise<Result<TakePlace, string>> {
    const keep = (): Result<TakePlace, string> => {
      expect(this.taken.get(job.takeId!) ?? job.attemptId).toBe(job.attemptId)
      this.taken.set(job.takeId!, job.attemptId)
      return succeed(wanted)
    }
    return this.#wait(
      (roll) => {
        if (roll % 5 === 0) throw new ExpectedError('diskFull', 'The disk is full.')
        return keep()
      },
      (share) => (share === 0 ? keep() : undefined),
    )
  }
}
