import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { diagnose } from '../../../../shared/jobs/failure-doctor'
import type { Gateway } from '../../../../shared/models/gateways'
import type { GenerationRequest, RequestFile } from '../../../../shared/models/request'
import { fail, succeed, type Result } from '../../../../shared/result'
import { withAside } from '../../../../shared/sentence'
import type { Account, FilmTools, Patience } from '../account'
import {
  ProviderHold,
  type CreateOutcome,
  type Failure,
  type PreparedCreate,
  type Provider,
  type TaskStatus,
} from '../provider'
import type { ServerConnection } from '../server-connection'
import { holdOfAnswer, outcomeOf, outcomeOfSilence } from './gateway-answers'
import { gatewayBody, type GatewayBody } from './gateway-body'
import { gatewayServer, type GatewayServer } from './gateway-calls'
import { createdTask, readGatewayTask, saysNoSuchTask, wordsOf, type GatewayTask } from './gateway-dialect'

const usualPatience: Patience = { create: 180_000, read: 30_000, upload: 120_000 }
/** A key that was tried within this time is good enough. */
const freshLook = 60_000
/** How long a task may be unknown to the server that has just made it. */
const graceful = 120_000
/**
 * The most characters of a picture as data, which is Runway's own limit. Pictures are framed to the format before they
 * are sent, and the largest format of these servers can't be larger than this, however it is compressed.
 */
const longestDataUri = 5 * 1024 * 1024

export interface GatewayDeps extends FilmTools {
  readonly connection: ServerConnection
  readonly account: Account
}

function within(milliseconds: number, signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(milliseconds)])
}

/** A server of somebody else's that speaks Runway's protocol or something near it. */
class CompatibleServer implements Provider {
  readonly id: string
  readonly pollInterval = 5000
  readonly tellsSeed = false
  readonly #gateway: Gateway
  readonly #deps: GatewayDeps
  readonly #patience: Patience
  /** Since when tasks are looked for that the server does not know. */
  readonly #missing = new Map<string, number>()
  /** Which server and key were tried last, and when. */
  #tried = { access: '', at: -Infinity }

  constructor(gateway: Gateway, deps: GatewayDeps) {
    this.id = gateway.id
    this.#gateway = gateway
    this.#deps = deps
    this.#patience = deps.patience ?? usualPatience
  }

  get endpoint(): string {
    return this.#deps.connection.endpoint
  }

  /** None of these servers says how many. Too many wait there, which costs nothing. */
  places = (): number => 3

  async prepare(
    request: GenerationRequest,
    _key: string,
    signal: AbortSignal,
  ): Promise<Result<PreparedCreate, Failure>> {
    const { label } = this.#gateway
    const server = await gatewayServer(this.#deps.connection, label)
    await this.#tryKey(server, signal)
    const pictures = { start: await this.#dataUri(request.start), end: await this.#dataUri(request.end) }
    const tooLarge = [pictures.start, pictures.end].some((uri) => uri !== null && uri.length > longestDataUri)
    if (tooLarge && this.#gateway.pictures === 'data') {
      return fail({ reason: `Its picture is larger than ${label} takes.`, code: 'REQUEST.TOO_LARGE' })
    }
    const body = gatewayBody(this.#gateway, request, pictures)
    if (body === null) return fail({ reason: `This version can’t ask ${label} for ${request.model}.`, code: null })
    return succeed({
      endpoint: server.endpoint,
      balance: null,
      send: (sendSignal) => this.#send(server, body, sendSignal),
    })
  }

  async status(taskId: string, signal: AbortSignal): Promise<TaskStatus> {
    const task = await this.#task(taskId, signal)
    if (task === null) return this.#notKnown(taskId)
    this.#missing.delete(taskId)
    return statusOf(task, this.#gateway.label)
  }

  async fetch(taskId: string, destination: string, signal: AbortSignal): Promise<void> {
    const { label } = this.#gateway
    const task = await this.#task(taskId, signal)
    if (task === null) throw new ProviderHold('TASK.GONE', `${label} does not know this finished task any more.`)
    if (task.link === null) throw new ProviderHold('CLIP.MISSING', `${label} names no clip for this finished task.`)
    await this.#deps.download(task.link, destination, { from: this.endpoint, signal })
  }

  /** None of these servers documents a way to stop a task: it goes on, and its clip arrives. */
  cancel(): Promise<void> {
    return Promise.resolve()
  }

  release(): Promise<void> {
    return Promise.resolve()
  }

  close(): Promise<void> {
    return Promise.resolve()
  }

  async #send(server: GatewayServer, body: GatewayBody, signal: AbortSignal): Promise<CreateOutcome> {
    const { label } = this.#gateway
    try {
      const answer = await server.post('/v1/image_to_video', body, within(this.#patience.create, signal))
      const words = wordsOf(answer.body, [server.key])
      return outcomeOf(answer, label, { taskId: createdTask(answer.body), words })
    } catch (error) {
      return outcomeOfSilence(error, label)
    }
  }

  /** Free, and it finds out about a missing connection or a refused key before anything is at stake. */
  async #tryKey({ endpoint, key }: GatewayServer, signal: AbortSignal): Promise<void> {
    const { account, elapsed } = this.#deps
    const access = `${endpoint} ${key}`
    if (this.#tried.access === access && elapsed() - this.#tried.at < freshLook) return
    await account.refresh(within(this.#patience.read, signal))
    this.#tried = { access, at: elapsed() }
  }

  async #dataUri(still: RequestFile | null): Promise<string | null> {
    if (still === null || this.#gateway.pictures === 'address') return null
    const bytes = await readFile(join(this.#deps.inputs, still.file))
    return `data:image/png;base64,${bytes.toString('base64')}`
  }

  /** Null when the server does not know the task. Rejects with `ProviderHold` for what is no answer about a task. */
  async #task(taskId: string, signal: AbortSignal): Promise<GatewayTask | null> {
    const { label } = this.#gateway
    const server = await gatewayServer(this.#deps.connection, label)
    const path = `/v1/tasks/${encodeURIComponent(taskId)}`
    const answer = await server.get(path, within(this.#patience.read, signal))
    if (saysNoSuchTask(answer.body)) return null
    const hold = holdOfAnswer(answer, label)
    if (hold) throw hold
    if (answer.status === 404) return null
    const task = answer.status < 300 ? readGatewayTask(answer.body, [server.key]) : null
    if (task) return task
    const said = wordsOf(answer.body, [server.key])
    const words = `The answer of ${label} can’t be read${said === '' ? '' : `: ${said}`}. It is asked again.`
    throw new ProviderHold('ANSWER.UNREADABLE', words)
  }

  /** Right after a create the server may not know its own task yet. */
  #notKnown(taskId: string): TaskStatus {
    const now = this.#deps.elapsed()
    const since = this.#missing.get(taskId) ?? now
    this.#missing.set(taskId, since)
    if (now - since < graceful) return { kind: 'throttled' }
    const reason = `${this.#gateway.label} does not know this task: it was deleted, or it belongs to another account.`
    return { kind: 'gone', reason, code: 'TASK.GONE' }
  }
}

function statusOf(task: GatewayTask, label: string): TaskStatus {
  switch (task.state) {
    case 'waiting':
      return { kind: 'throttled' }
    case 'running':
      return { kind: 'running', progress: task.progress }
    case 'succeeded':
      return { kind: 'succeeded', seed: null, cost: null }
    case 'failed':
      return { kind: 'failed', ...failureOf(task, label), charged: 'unknown', cost: null }
    case 'cancelled':
      return { kind: 'cancelled', charged: 'unknown', cost: null }
    case null:
      throw new ProviderHold('STATUS.UNKNOWN', `${label} says “${task.word}”, which is new. It is asked again.`)
  }
}

function failureOf(
  { code, words }: GatewayTask,
  label: string,
): { readonly reason: string; readonly code: string | null } {
  const known = code === null ? `${label} says that the task failed.` : diagnose(code).words
  return { reason: words === '' ? known : withAside(known, words), code }
}

/** Makes the provider of one open film at a Runway-compatible server. */
export function createGateway(gateway: Gateway, deps: GatewayDeps): Provider {
  return new CompatibleServer(gateway, deps)
}
