import { z } from 'zod'
import type { Account } from './account'
import type { SimulatorClock } from './clock'
import { faultSchema, type FaultBox, type FaultOrder } from './fault'
import { outcomeSchema, type Outcome } from './outcome'
import type { OutputDesk } from './output-desk'
import type { RequestLog, SeenCreate, SeenRequest } from './request-log'
import { takesKeys } from './route'
import { statusOf } from './task'
import type { TaskBoard } from './task-board'
import type { UploadDesk } from './upload-desk'

const limit = z.int().min(0).nullable()
const milliseconds = z.number().min(0)

/** Everything that can be changed while it runs; the body of POST /__control. All of it is optional. */
export const changeSchema = z.strictObject({
  /** Whose account `balance`, `tier` and `enabled` are for; the first one's if left out. */
  key: z.string().optional(),
  balance: z.number().optional(),
  enabled: z.boolean().optional(),
  tier: z
    .strictObject({
      concurrent: limit,
      daily: limit,
      monthly: z.int().min(0),
      models: z.record(z.string(), z.strictObject({ concurrent: limit, daily: limit }).partial()),
    })
    .partial()
    .optional(),
  /** Simulated seconds for one real second. */
  speed: z.number().min(0).max(1_000_000).optional(),
  /** True stops the clock: only `advance` moves it. */
  standing: z.boolean().optional(),
  /** How wrong the times are that the server tells. */
  clockOffset: z.number().optional(),
  pendingMs: milliseconds.optional(),
  runMs: milliseconds.optional(),
  linkLife: milliseconds.optional(),
  uploadLife: milliseconds.optional(),
  /** How long gateways don't know a task that they have just made, and useapi.net does not list it. */
  taskLag: milliseconds.optional(),
  /** False: the task list of useapi.net leaves out the caller's references. */
  replyRefs: z.boolean().optional(),
  /** False: no `estimatedCost` and no `cost` in any answer. */
  costs: z.boolean().optional(),
  /** How the next tasks end, after those that were asked for before. */
  outcomes: z.array(outcomeSchema).optional(),
  clearOutcomes: z.boolean().optional(),
  faults: z.array(faultSchema).optional(),
  clearFaults: z.boolean().optional(),
  /** Moves the clock on, after everything else here; files that are being made are waited for. */
  advance: milliseconds.optional(),
})

export type Change = z.input<typeof changeSchema>

interface TaskState {
  readonly id: string
  readonly key: string
  readonly endpoint: string
  readonly model: string
  readonly status: string
  readonly createdAt: number
  readonly endedAt: number | null
  readonly estimate: number
  /** Null until it has ended. */
  readonly cost: number | null
  readonly failureCode: string | null
  readonly deleted: boolean
}

interface AccountState {
  readonly key: string
  readonly balance: number
  readonly held: number
  readonly charged: number
  readonly enabled: boolean
}

/** What has happened; the answer of GET /__control. */
export interface SimulatorState {
  /** Simulated milliseconds since 1970. */
  readonly now: number
  readonly accounts: readonly AccountState[]
  /** Credits that ended tasks of all accounts have cost. */
  readonly charged: number
  readonly tasksCreated: number
  readonly tasks: readonly TaskState[]
  /** Every request to make something, also those that were refused, dropped or never answered. */
  readonly creates: readonly SeenCreate[]
  /** Requests by method and route. */
  readonly requests: Readonly<Record<string, number>>
  /** Requests with a key to addresses that are not the API's. There should be none. */
  readonly keysSentElsewhere: number
  readonly uploadsStored: number
  readonly faultsLeft: number
}

export interface ControlParts {
  readonly accounts: ReadonlyMap<string, Account>
  readonly clock: SimulatorClock
  readonly board: TaskBoard
  readonly uploads: UploadDesk
  readonly outputs: OutputDesk
  readonly faults: FaultBox
  readonly log: RequestLog
  readonly settings: { costs: boolean; taskLag: number; replyRefs: boolean }
}

/** The hand on the simulator, for tests and for `/__control`. */
export class SimulatorControl {
  readonly #parts: ControlParts

  constructor(parts: ControlParts) {
    this.#parts = parts
  }

  /** Throws a `ZodError` for a change that makes no sense, and then changes nothing. */
  async change(given: Change): Promise<void> {
    const change = changeSchema.parse(given)
    const account = this.#account(change.key)
    // What was due before the change has happened before it.
    this.#parts.board.settle()
    if (change.balance !== undefined) account.balance = change.balance
    if (change.enabled !== undefined) account.enabled = change.enabled
    if (change.tier) account.tier = { ...account.tier, ...defined(change.tier) }
    this.#changeTimes(change)
    this.#changeFuture(change)
    if (change.advance !== undefined) await this.advance(change.advance)
  }

  /** Moves the clock on by simulated milliseconds. Files that are being made are waited for. */
  async advance(by: number): Promise<void> {
    const { clock, board } = this.#parts
    await board.filesMade()
    clock.advance(by)
    board.settle()
  }

  /** How the next tasks end. */
  next(...outcomes: readonly Outcome[]): void {
    this.#parts.board.outcomes.push(...outcomes.map((outcome) => outcomeSchema.parse(outcome)))
  }

  /** What goes wrong with the next calls of a kind. */
  fault(...orders: readonly FaultOrder[]): void {
    for (const order of orders) this.#parts.faults.add(order)
  }

  clearFaults(): void {
    this.#parts.faults.clear()
  }

  /** Waits until nothing is being encoded. */
  async filesMade(): Promise<void> {
    await this.#parts.board.filesMade()
  }

  /** Every request but those to the control, in the order they came. */
  requests(): readonly SeenRequest[] {
    return this.#parts.log.requests.map((request) => ({ ...request }))
  }

  state(): SimulatorState {
    const { board, log, uploads, faults } = this.#parts
    const now = board.settle()
    const accounts = [...this.#parts.accounts.values()]
    return {
      now,
      accounts: accounts.map(({ key, balance, held, charged, enabled }) => ({ key, balance, held, charged, enabled })),
      charged: accounts.reduce((sum, { charged }) => sum + charged, 0),
      tasksCreated: log.creates.filter(({ taskId }) => taskId !== null).length,
      tasks: board.all().map((task) => ({
        id: task.id,
        key: task.account.key,
        endpoint: task.request.endpoint,
        model: task.request.model,
        status: statusOf(task, now),
        createdAt: task.createdAt,
        endedAt: task.ending?.at ?? null,
        estimate: task.request.estimate,
        cost: task.ending?.cost ?? null,
        failureCode: task.ending?.failureCode ?? null,
        deleted: task.deleted,
      })),
      creates: log.creates.map((create) => ({ ...create })),
      requests: { ...log.counts },
      keysSentElsewhere: log.requests.filter(({ route, authorized }) => authorized && !takesKeys(route)).length,
      uploadsStored: uploads.stored(),
      faultsLeft: faults.left(),
    }
  }

  #account(key: string | undefined): Account {
    const [first] = this.#parts.accounts.values()
    const account = key === undefined ? first : this.#parts.accounts.get(key)
    if (!account) throw new Error('The simulator has no account with this key.')
    return account
  }

  #changeTimes({ speed, standing, clockOffset, pendingMs, runMs, linkLife, uploadLife }: Change): void {
    const { clock, board, outputs, uploads } = this.#parts
    if (speed !== undefined) clock.setSpeed(speed)
    if (standing !== undefined) clock.setStanding(standing)
    if (clockOffset !== undefined) clock.setOffset(clockOffset)
    if (pendingMs !== undefined) board.times.pendingMs = pendingMs
    if (runMs !== undefined) board.times.runMs = runMs
    if (linkLife !== undefined) outputs.life = linkLife
    if (uploadLife !== undefined) uploads.life = uploadLife
  }

  #changeFuture({ costs, taskLag, replyRefs, outcomes, clearOutcomes, faults, clearFaults }: Change): void {
    const { settings, board } = this.#parts
    if (costs !== undefined) settings.costs = costs
    if (taskLag !== undefined) settings.taskLag = taskLag
    if (replyRefs !== undefined) settings.replyRefs = replyRefs
    if (clearOutcomes) board.outcomes.length = 0
    if (clearFaults) this.clearFaults()
    this.next(...(outcomes ?? []))
    this.fault(...(faults ?? []))
  }
}

/** A record without the fields that are there but undefined. */
function defined(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))
}
