import type { GenerationRequest, RequestFile } from '../../../../shared/models/request'
import { fail, succeed, type Result } from '../../../../shared/result'
import type { Account, FilmTools, Patience } from '../account'
import {
  ProviderHold,
  type CreateOutcome,
  type Failure,
  type FoundTask,
  type PreparedCreate,
  type Provider,
  type TaskStatus,
} from '../provider'
import type { ServerConnection } from '../server-connection'
import { TaskSearch } from './task-search'
import { holdOfAnswer, outcomeOf, outcomeOfSilence, unreadable } from './useapi-answers'
import { UseapiAssets } from './useapi-assets'
import { mostJobs, useapiCreate, useapiExtend, type UseapiCreate } from './useapi-body'
import { useapiServer, type UseapiServer } from './useapi-calls'
import { createdTask, readUseapiTask, statusOfTask, wordsOf, type UseapiTask } from './useapi-task'

const usualPatience: Patience = { create: 180_000, read: 30_000, upload: 120_000 }
/** How long a task may be missing from the list of the account that made it. No source tells; this is plenty. */
const usualGrace = 10 * 60_000
/** A token that was tried within this time is good enough. */
const freshLook = 60_000

export interface UseapiDeps extends FilmTools {
  readonly connection: ServerConnection
  readonly account: Account
}

/** A create with everything that its answer is judged by. */
interface Sending {
  readonly server: UseapiServer
  readonly create: UseapiCreate
  readonly attemptId: string
  readonly files: readonly RequestFile[]
}

const gone: TaskStatus = {
  kind: 'gone',
  reason: 'useapi.net does not know this task: it was deleted, or it belongs to another account.',
  code: 'TASK.GONE',
}

function within(milliseconds: number, signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(milliseconds)])
}

function orElse(create: UseapiCreate | null, failure: Failure): Result<UseapiCreate, Failure> {
  return create === null ? fail(failure) : succeed(create)
}

/** A Runway account behind useapi.net. */
class Useapi implements Provider {
  readonly id = 'useapi'
  readonly pollInterval = 5000
  readonly tellsSeed = false
  readonly #deps: UseapiDeps
  readonly #patience: Patience
  readonly #assets: UseapiAssets
  readonly #search: TaskSearch
  /** Which server and token were tried last, and when. */
  #tried = { access: '', at: -Infinity }

  constructor(deps: UseapiDeps) {
    this.#deps = deps
    this.#patience = deps.patience ?? usualPatience
    this.#assets = new UseapiAssets(deps.inputs, this.#patience.upload)
    this.#search = new TaskSearch(deps.elapsed, this.#patience.grace ?? usualGrace)
  }

  get endpoint(): string {
    return this.#deps.connection.endpoint
  }

  places = (): number => mostJobs

  async prepare(
    request: GenerationRequest,
    key: string,
    signal: AbortSignal,
  ): Promise<Result<PreparedCreate, Failure>> {
    const server = await useapiServer(this.#deps.connection)
    await this.#tryKey(server, signal)
    const made = await this.#makeCreate(request, key, server, signal)
    if (!made.ok) return made
    const files = [request.start, request.end].filter((file) => file !== null)
    const sending = { server, create: made.value, attemptId: key, files }
    return succeed({
      endpoint: server.endpoint,
      balance: null,
      send: (sendSignal) => this.#send(sending, sendSignal),
    })
  }

  async findTask(key: string, signal: AbortSignal, sentAt: string | null): Promise<FoundTask> {
    const server = await useapiServer(this.#deps.connection)
    return this.#search.find(key, sentAt, server, within(this.#patience.read, signal))
  }

  async status(taskId: string, signal: AbortSignal): Promise<TaskStatus> {
    const task = await this.#task(taskId, signal)
    return task === null ? gone : statusOfTask(task)
  }

  async fetch(taskId: string, destination: string, signal: AbortSignal): Promise<void> {
    const task = await this.#task(taskId, signal)
    if (task === null) throw new ProviderHold('TASK.GONE', 'useapi.net does not know this finished task any more.')
    const link = task.artifacts?.[0]?.url
    if (!link) throw new ProviderHold('CLIP.MISSING', 'useapi.net names no clip for this finished task.')
    await this.#deps.download(link, destination, { from: this.endpoint, signal })
  }

  /** It documents no way to stop a task: it goes on, and its clip arrives. */
  cancel(): Promise<void> {
    return Promise.resolve()
  }

  release(): Promise<void> {
    return Promise.resolve()
  }

  close(): Promise<void> {
    return Promise.resolve()
  }

  async #makeCreate(
    request: GenerationRequest,
    key: string,
    server: UseapiServer,
    signal: AbortSignal,
  ): Promise<Result<UseapiCreate, Failure>> {
    const unknown = { reason: `This version can’t ask useapi.net for ${request.model}.`, code: null }
    if (request.extension) {
      const { provider, taskId } = request.extension
      const task = provider === this.id ? await this.#task(taskId, signal) : null
      const assetId = task?.artifacts?.[0]?.assetId
      if (assetId) return orElse(useapiExtend(request, assetId, key), unknown)
      const reason =
        'useapi.net does not know the clip that it goes on from: it was deleted, or another account made it.'
      return fail({ reason, code: 'INPUT.MISSING' })
    }
    const idOf = (file: RequestFile | null): Promise<string> | null => file && this.#assets.idOf(file, server, signal)
    const pictures = { start: await idOf(request.start), end: await idOf(request.end) }
    return orElse(useapiCreate(request, pictures, key), unknown)
  }

  async #send({ server, create, attemptId, files }: Sending, signal: AbortSignal): Promise<CreateOutcome> {
    try {
      const answer = await server.post(create.path, create.body, within(this.#patience.create, signal))
      const words = wordsOf(answer.body, server.key)
      const outcome = outcomeOf(answer, { taskId: createdTask(answer.body), words, attemptId })
      // A picture that was there may have been deleted by hand meanwhile: it is brought anew, once.
      const lost = answer.status === 404 && files.length > 0 && this.#assets.lost(files, server)
      return lost && outcome.kind === 'rejected' ? { ...outcome, retry: true } : outcome
    } catch (error) {
      return outcomeOfSilence(error)
    }
  }

  /** Free, and it finds out about a missing connection or a refused token before anything is at stake. */
  async #tryKey({ endpoint, key }: UseapiServer, signal: AbortSignal): Promise<void> {
    const { account, elapsed } = this.#deps
    const access = `${endpoint} ${key}`
    if (this.#tried.access === access && elapsed() - this.#tried.at < freshLook) return
    await account.refresh(within(this.#patience.read, signal))
    this.#tried = { access, at: elapsed() }
  }

  /** Null when the account does not know the task. Rejects with `ProviderHold` for what is no answer about a task. */
  async #task(taskId: string, signal: AbortSignal): Promise<UseapiTask | null> {
    const server = await useapiServer(this.#deps.connection)
    const answer = await server.get(`/tasks/${encodeURIComponent(taskId)}`, within(this.#patience.read, signal))
    const hold = holdOfAnswer(answer, wordsOf(answer.body, server.key))
    if (hold) throw hold
    if (answer.status === 404) return null
    const task = readUseapiTask(answer.body)
    if (task === null) throw unreadable()
    return task
  }
}

/** Makes the useapi.net provider of one open project. */
export function createUseapi(deps: UseapiDeps): Provider {
  return new Useapi(deps)
}
