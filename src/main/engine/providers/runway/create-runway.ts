import { APIError } from '@runwayml/sdk'
import type RunwayML from '@runwayml/sdk'
import type { GenerationRequest } from '../../../../shared/models/request'
import { fail, succeed, type Result } from '../../../../shared/result'
import type { Account, FilmTools, Patience } from '../account'
import {
  ProviderHold,
  type CreateOutcome,
  type Failure,
  type PreparedCreate,
  type Provider,
  type TaskStatus,
} from '../provider'
import { InputUploads } from './input-uploads'
import { holdOf, outcomeOfError, unreadable } from './runway-answers'
import type { RunwayCreate } from './body-parts'
import { runwayCreate } from './runway-body'
import type { RunwayConnection } from './runway-connection'
import { microCredits, readTask, statusOfTask, type RunwayTask } from './runway-status'

const usualPatience: Patience = { create: 180_000, read: 30_000, upload: 120_000 }
/** A balance that is younger is good enough to be noted beside a create. */
const freshAccount = 60_000
/** While the tier is not known. Too many are throttled by Runway, which costs nothing. */
const usualPlaces = 3

export interface RunwayDeps extends FilmTools {
  readonly connection: RunwayConnection
  readonly account: Account
}

interface Created {
  readonly id?: unknown
  readonly estimatedCost?: { readonly credits?: unknown } | null
}

function outcomeOf(answer: unknown): CreateOutcome {
  if (typeof answer !== 'object' || answer === null) return unreadable
  const { id, estimatedCost } = answer as Created
  if (typeof id !== 'string' || id === '') return unreadable
  const credits = estimatedCost?.credits
  return { kind: 'accepted', taskId: id, estimate: typeof credits === 'number' ? microCredits(credits) : null }
}

function send(
  client: RunwayML,
  create: RunwayCreate,
  { signal, timeout }: { readonly signal: AbortSignal; readonly timeout: number },
): Promise<unknown> {
  const options = { signal: within(timeout, signal), timeout, maxRetries: 0 }
  if (create.endpoint === 'videoToVideo') return client.videoToVideo.create(create.body, options).then(asUnknown)
  return create.endpoint === 'imageToVideo'
    ? client.imageToVideo.create(create.body, options).then(asUnknown)
    : client.textToVideo.create(create.body, options).then(asUnknown)
}

/** Ends with the signal, or after so many milliseconds. */
function within(milliseconds: number, signal?: AbortSignal): AbortSignal {
  const limit = AbortSignal.timeout(milliseconds)
  return signal ? AbortSignal.any([signal, limit]) : limit
}

function asUnknown(answer: unknown): unknown {
  return answer
}

const gone: TaskStatus = {
  kind: 'gone',
  reason: 'Runway does not know this task: it was deleted, or it belongs to another account.',
  code: 'TASK.GONE',
}

/** Which finished things may still be stopped: deleting a finished task would delete its clip. */
const stoppable = new Set(['PENDING', 'THROTTLED', 'RUNNING'])

/** The official Runway API. */
class Runway implements Provider {
  readonly id = 'runway'
  readonly pollInterval = 5000
  readonly tellsSeed = false
  readonly #deps: RunwayDeps
  readonly #uploads: InputUploads
  readonly #patience: Patience
  #accountAskedAt = -Infinity

  constructor(deps: RunwayDeps) {
    this.#deps = deps
    this.#patience = deps.patience ?? usualPatience
    this.#uploads = new InputUploads(deps.inputs, deps.elapsed, this.#patience.upload)
  }

  get endpoint(): string {
    return this.#deps.connection.endpoint
  }

  places = (model: string): number => {
    const limits = this.#deps.account.known?.models[model]
    return limits ? Math.max(1, limits.concurrent ?? Infinity) : usualPlaces
  }

  async prepare(
    request: GenerationRequest,
    _key: string,
    signal: AbortSignal,
  ): Promise<Result<PreparedCreate, Failure>> {
    const { account, connection } = this.#deps
    const client = await connection.client()
    // Of this client, not of the settings: another address may have been set while the keychain was asked.
    const endpoint = client.baseURL
    // Free, and it finds out about a missing connection or a bad key before anything is at stake.
    await this.#lookAtAccount(signal)
    const create = runwayCreate(request, await this.#uploads.addresses(request, client, signal))
    if (create === null) return fail({ reason: `This version can’t ask Runway for ${request.model}.`, code: null })
    return succeed({
      endpoint,
      balance: account.known?.balance ?? null,
      send: (sendSignal) => this.#send(client, create, sendSignal),
    })
  }

  async status(taskId: string, signal: AbortSignal): Promise<TaskStatus> {
    const task = await this.#task(taskId, signal)
    return task === null ? gone : statusOfTask(task)
  }

  async fetch(taskId: string, destination: string, signal: AbortSignal): Promise<void> {
    // Links die after a day or two; asking for the task renews them.
    const task = await this.#task(taskId, signal)
    if (task === null) throw new ProviderHold('TASK.GONE', 'Runway does not know this finished task any more.')
    const link = task.output?.[0]
    if (link === undefined) throw new ProviderHold('CLIP.MISSING', 'Runway names no clip for this finished task.')
    await this.#deps.download(link, destination, { from: this.endpoint, signal })
  }

  async cancel(taskId: string): Promise<void> {
    const signal = within(this.#patience.read)
    const task = await this.#task(taskId, signal)
    if (task === null || !stoppable.has(task.status)) return
    const client = await this.#deps.connection.client()
    try {
      await client.tasks.delete(taskId, { signal })
    } catch (error) {
      const hold = holdOf(error)
      if (hold) throw hold
    }
  }

  /** A finished task stays at Runway as long as they keep it: it is a second copy of what was paid for. */
  release(): Promise<void> {
    return Promise.resolve()
  }

  close(): Promise<void> {
    return Promise.resolve()
  }

  async #send(client: RunwayML, create: RunwayCreate, signal: AbortSignal): Promise<CreateOutcome> {
    // Whatever comes of it, the balance has to be asked anew.
    this.#accountAskedAt = -Infinity
    try {
      return outcomeOf(await send(client, create, { signal, timeout: this.#patience.create }))
    } catch (error) {
      return outcomeOfError(error)
    }
  }

  async #lookAtAccount(signal: AbortSignal): Promise<void> {
    const { account, elapsed } = this.#deps
    if (account.known !== null && elapsed() - this.#accountAskedAt < freshAccount) return
    await account.refresh(within(this.#patience.read, signal))
    this.#accountAskedAt = elapsed()
  }

  async #task(taskId: string, signal: AbortSignal): Promise<RunwayTask | null> {
    const client = await this.#deps.connection.client()
    try {
      return readTask(await client.tasks.retrieve(taskId, { signal: within(this.#patience.read, signal) }))
    } catch (error) {
      if (error instanceof APIError && error.status === 404) return null
      throw holdOf(error) ?? error
    }
  }
}

/** Makes the Runway provider of one open project. */
export function createRunway(deps: RunwayDeps): Provider {
  return new Runway(deps)
}
