import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noTakes, sampleDocument, sampleShot } from '../../../test-support/sample-film'
import type { ApprovalId, AttemptId, TakeId } from '../../../shared/ids'
import { ExpectedError } from '../../../shared/ipc/app-error'
import { currentAttempt, enterRecord, newJobBook, type JobBook } from '../../../shared/jobs/job-book'
import { stepJob, type JobFacts } from '../../../shared/jobs/job-machine'
import { jobRecordSchema, type ClipFacts, type JobRecord, type TakePlace } from '../../../shared/jobs/job-record'
import { buildRequest, completeRequest } from '../../../shared/models/build-request'
import { fail, succeed, type Result } from '../../../shared/result'
import { rate } from '../../../shared/time/time'
import type { CreateOutcome, Provider, TaskStatus } from '../providers/provider'
import type { Clock } from './clock'
import type { GenerationJournal } from './generation-journal'
import { GenerationQueue } from './generation-queue'

const at = '2030-01-01T00:00:00.000Z'
const clip: ClipFacts = {
  sha256: '0'.repeat(64),
  bytes: 1,
  frames: 1,
  rate: rate(24),
  size: { width: 16, height: 16 },
  hasAudio: false,
}
const concurrency = 2
/** More of them by an environment variable: INTERLEAVINGS=10000. */
const interleavings = Number(process.env['INTERLEAVINGS'] ?? 120)

function approvalItem(attemptId: AttemptId, after: readonly AttemptId[]) {
  const shot = sampleShot(Number(attemptId.slice(1)))
  const none = new Set<never>()
  const document = sampleDocument({ shots: [shot], clips: [] })
  const { planned } = buildRequest(shot, { document, takes: noTakes, awaited: none, circular: none })
  return { attemptId, planned, price: 250, after }
}

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
class World {
  readonly durable: JobRecord[] = []
  readonly tasks = new Map<string, ServerTask>()
  readonly requests: AttemptId[] = []
  readonly taken = new Map<TakeId, AttemptId>()
  readonly items: AttemptId[] = []
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
      prepare: async (job) => succeed(completeRequest(job.planned, noTakes, { start: null, end: null })),
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
    if (outcome < 9) return { kind: 'accepted', taskId: `task-${key}` }
    if (outcome < 12) return { kind: 'unknown', reason: '502' }
    return { kind: 'rejected', reason: 'busy', retry: outcome < 14 }
  }

  #status(taskId: string, roll: number): TaskStatus {
    const task = this.tasks.get(taskId)
    expect(task).toBeDefined()
    if (task!.ending) return task!.ending
    if (task!.cancelled) task!.ending = { kind: 'cancelled', charged: 'unknown' }
    else if (roll % 6 === 0) task!.ending = { kind: 'succeeded', seed: 1, cost: 250 }
    else if (roll % 6 === 1 && roll % 5 === 0) task!.ending = { kind: 'failed', reason: 'r', charged: 'no' }
    if (roll % 6 === 2) throw new Error('poll failed')
    if (task!.ending) return task!.ending
    return roll % 6 === 3 ? { kind: 'throttled' } : { kind: 'running', progress: 0.5 }
  }

  #provider(): Provider {
    return {
      id: 'rehearsal',
      concurrency,
      pollInterval: 1000,
      create: (_request, key) => {
        const attemptId = key as AttemptId
        this.#checkBeforeSending(attemptId)
        this.requests.push(attemptId)
        return this.#wait(
          (roll) => this.#answer(attemptId, roll),
          (share) => (share === 0 ? this.#create(attemptId) : undefined),
        )
      },
      ...(this.#canLookUp && {
        findTask: (key: string) => this.#wait(() => (this.tasks.has(`task-${key}`) ? `task-${key}` : null)),
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

  /** Runs at the very moment a request leaves. */
  #checkBeforeSending(attemptId: AttemptId): void {
    const own = this.durable.filter((record) => record.kind !== 'approval' && record.attemptId === attemptId)
    expect(own.map((record) => record.kind).filter((kind) => kind !== 'cancelAsked')).toEqual(['intent', 'sending'])
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

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function checkAlways(world: World): void {
  expect(world.tasks.size).toBeLessThanOrEqual(world.items.length)
  const chains = [...world.tasks.values()].map((task) => currentAttempt(world.book, task.key)!.attemptId)
  expect(new Set(chains).size).toBe(chains.length)
  const states = [...world.book.open].map((id) => world.book.jobs.get(id)!.state)
  const active = states.filter((state) => ['sending', 'accepted', 'throttled', 'running'].includes(state))
  expect(active.length).toBeLessThanOrEqual(concurrency)
}

/** Everything goes well from here on: the work comes to its end. */
async function finish(world: World): Promise<void> {
  for (let round = 0; !world.idle; round++) {
    expect(round).toBeLessThan(2000)
    const next = world.pending[0]
    // 18 is a good outcome of every effect.
    if (next) next.settle(18)
    else world.tick()
    await settled()
  }
}

interface Move {
  readonly kind: 'approve' | 'settle' | 'tick' | 'cancel' | 'crash'
  readonly roll: number
}

const moves = fc.array(
  fc.record<Move>({
    kind: fc.constantFrom(
      'approve',
      'settle',
      'settle',
      'settle',
      'settle',
      'settle',
      'settle',
      'tick',
      'cancel',
      'crash',
    ),
    roll: fc.nat(100_000),
  }),
  { minLength: 10, maxLength: 120 },
)

function play(world: World, { kind, roll }: Move): void {
  const one = world.pending[roll % Math.max(1, world.pending.length)]
  const open = [...world.book.open]
  const job = open[roll % Math.max(1, open.length)]
  if (kind === 'approve' && world.items.length < 12) world.approve((roll % 3) + 1, roll % 2 === 0)
  else if (kind === 'settle') one?.settle(roll >> 4)
  else if (kind === 'tick') world.tick()
  else if (kind === 'cancel' && job) world.queue.cancel(job)
  else if (kind === 'crash') world.crash(roll)
}

describe('the queue under any interleaving of answers, faults, crashes, cancels and full disks', () => {
  it.each([
    ['a provider that can not look a lost request up', false],
    ['a provider that can', true],
  ])(
    'creates at most one task an approved shot and brings everything to an end: %s',
    async (_name, canLookUp) => {
      await fc.assert(
        fc.asyncProperty(moves, async (list) => {
          const world = new World(canLookUp)
          world.approve(3, true)
          await settled()
          for (const move of list) {
            play(world, move)
            await settled()
            checkAlways(world)
          }
          world.crash(0)
          await settled()
          await finish(world)
          checkAlways(world)
          expect([...world.book.open]).toEqual([])
          const jobs = [...world.book.jobs.values()]
          const committed = jobs.filter((job) => job.state === 'committed').map((job) => job.takeId)
          expect(new Set(committed)).toEqual(new Set(world.taken.keys()))
          if (canLookUp) {
            const unknown = jobs.filter((job) => job.state === 'unknown')
            expect(unknown.every((job) => world.requests.includes(job.attemptId))).toBe(true)
          }
          const sendings = world.durable.filter((record) => record.kind === 'sending')
          expect(world.requests.length).toBeLessThanOrEqual(sendings.length)
        }),
        { numRuns: interleavings },
      )
    },
    Infinity,
  )
})
