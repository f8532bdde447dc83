import { randomUUID } from 'node:crypto'
import type { Account } from './account'
import { UnusablePicture, type ClipMaker } from './clip-order'
import type { SimulatorClock } from './clock'
import { failurePolicy, type Outcome } from './outcome'
import { dueAt, type Task } from './task'
import type { VideoRequest } from './video-request'

const mostTasks = 10_000

export interface TaskTimes {
  /** From getting a place to running, in simulated milliseconds. */
  pendingMs: number
  runMs: number
}

/**
 * All tasks. Nothing ticks here: whoever asks gets the state that follows from the time, with everything that
 * happened since the last question in its right order.
 */
export class TaskBoard {
  /** How the next tasks end, first in first out. */
  readonly outcomes: Outcome[] = []
  readonly times: TaskTimes
  readonly #tasks: Task[] = []
  readonly #making = new Set<Promise<void>>()
  readonly #clock: SimulatorClock
  readonly #clips: ClipMaker
  /** Told of clips that could not be made for no fault of the request. */
  readonly #log: (message: string) => void

  constructor(clock: SimulatorClock, clips: ClipMaker, times: TaskTimes, log: (message: string) => void) {
    this.#clock = clock
    this.#clips = clips
    this.times = times
    this.#log = log
  }

  create(account: Account, request: VideoRequest): Task {
    const now = this.settle()
    const outcome = this.outcomes.shift() ?? { kind: 'succeed' }
    const runMs = 'runMs' in outcome ? outcome.runMs : undefined
    const task: Task = {
      id: randomUUID(),
      account,
      request,
      outcome,
      createdAt: now,
      createdTold: this.#clock.told().toISOString(),
      pendingMs: this.times.pendingMs,
      runMs: runMs ?? this.times.runMs,
      placedAt: null,
      file: { kind: 'making' },
      ending: null,
      progress: 0,
      deleted: false,
    }
    account.hold(request.model, request.estimate, now)
    this.#tasks.push(task)
    this.#forgetOldest()
    if (outcome.kind === 'succeed') this.#startFile(task)
    this.#place(now)
    return task
  }

  /** A task of this account that was not deleted. */
  find(account: Account, id: string): Task | null {
    this.settle()
    return this.#tasks.find((task) => task.id === id && task.account === account && !task.deleted) ?? null
  }

  /** A task whose output is asked for; links carry no key. */
  findOutput(id: string): Task | null {
    this.settle()
    return this.#tasks.find((task) => task.id === id && !task.deleted) ?? null
  }

  /** Cancels or deletes. What an unfinished task held goes back in full: the provider documents no policy. */
  remove(task: Task): void {
    const now = this.settle()
    if (!task.ending) {
      task.ending = { at: now, status: 'CANCELLED', cost: 0 }
      task.account.settle(task.request.model, task.request.estimate, 0, now)
    }
    task.deleted = true
    this.#place(now)
  }

  /** Lets everything happen that is due, in order; gives the time that was looked at. */
  settle(): number {
    const now = this.#clock.now()
    for (;;) {
      const next = this.#nextDue(now)
      if (!next) break
      this.#end(next.task, next.at)
      this.#place(next.at)
    }
    this.#place(now)
    return now
  }

  /** Waits until no file is being made, so that tasks end by the clock alone. */
  async filesMade(): Promise<void> {
    while (this.#making.size > 0) await Promise.all(this.#making)
  }

  /** All tasks that are known, deleted ones too, oldest first. */
  all(): readonly Task[] {
    this.settle()
    return this.#tasks
  }

  #nextDue(now: number): { readonly task: Task; readonly at: number } | null {
    let next: { readonly task: Task; readonly at: number } | null = null
    for (const task of this.#tasks) {
      const at = task.ending ? null : dueAt(task)
      if (at !== null && at <= now && (next === null || at < next.at)) next = { task, at }
    }
    return next
  }

  /** Gives free places to the tasks that have waited longest. */
  #place(at: number): void {
    const taken = new Map<Account, Map<string, number>>()
    const placesOf = (account: Account): Map<string, number> => {
      const places = taken.get(account) ?? new Map<string, number>()
      taken.set(account, places)
      return places
    }
    const open = this.#tasks.filter(({ ending }) => ending === null)
    for (const { placedAt, account, request } of open) {
      const places = placesOf(account)
      if (placedAt !== null) places.set(request.model, (places.get(request.model) ?? 0) + 1)
    }
    for (const task of open) {
      if (task.placedAt !== null) continue
      const { account, request } = task
      const count = placesOf(account).get(request.model) ?? 0
      if (count >= (account.allowance(request.model).concurrent ?? Number.POSITIVE_INFINITY)) continue
      task.placedAt = Math.max(at, task.createdAt)
      placesOf(account).set(request.model, count + 1)
    }
  }

  #end(task: Task, at: number): void {
    const { outcome, request, account, file } = task
    if (outcome.kind === 'succeed' && file.kind !== 'unusable') {
      task.ending = { at, status: 'SUCCEEDED', cost: outcome.cost ?? request.cost }
    } else if (outcome.kind === 'cancel') {
      task.ending = { at, status: 'CANCELLED', cost: outcome.cost ?? 0 }
    } else {
      task.ending = { at, status: 'FAILED', ...this.#failure(task) }
    }
    account.settle(request.model, request.estimate, task.ending.cost, at)
  }

  #failure({ outcome, request }: Task): { failure: string; failureCode?: string | null; cost: number } {
    if (outcome.kind !== 'fail')
      return { failure: failurePolicy('ASSET.INVALID').failure, failureCode: 'ASSET.INVALID', cost: 0 }
    const { failureCode } = outcome
    const policy = failurePolicy(failureCode)
    return {
      failure: outcome.failure ?? policy.failure,
      ...(failureCode === undefined ? {} : { failureCode }),
      cost: outcome.cost ?? (policy.pays === 'user' ? request.cost : 0),
    }
  }

  #startFile(task: Task): void {
    const making = this.#clips
      .make(task.request.clip)
      .then((path) => {
        task.file = { kind: 'made', path, readyAt: this.#clock.now() }
      })
      .catch((error: unknown) => {
        // Whatever kept a clip from being made, the task says so; a crash here would end the simulator.
        task.file = { kind: 'unusable', readyAt: this.#clock.now() }
        if (!(error instanceof UnusablePicture)) this.#log(`A clip could not be made: ${String(error)}`)
      })
      .finally(() => this.#making.delete(making))
    this.#making.add(making)
  }

  #forgetOldest(): void {
    if (this.#tasks.length <= mostTasks) return
    const oldest = this.#tasks.findIndex(({ ending }) => ending !== null)
    if (oldest !== -1) this.#tasks.splice(oldest, 1)
  }
}
