import { z } from 'zod'
import { ProviderHold, type FoundTask } from '../provider'
import { holdOfAnswer, unreadable } from './useapi-answers'
import type { UseapiServer } from './useapi-calls'
import { listIn, readUseapiTask, wordsOf, type UseapiTask } from './useapi-task'

const pageSize = 100
/** The list goes no further (useapi.net/docs/api-runwayml-v1/get-runwayml-tasks). */
const lastOffset = 1000
/** How far their clock and ours may be apart, in milliseconds, much exaggerated. */
const clockSkew = 60 * 60_000
/** How many tasks are asked about one by one in one look. */
const mostAsked = 40
const betweenLooks = 10_000

const runningSchema = z.object({ taskId: z.string().min(1), replyRef: z.string() })

/** What one walk through the list showed. */
interface Walk {
  readonly found: string | null
  /** Tasks of that time which do not tell whose they are. */
  readonly doubtful: readonly UseapiTask[]
  /** Whether everything from that time on was seen. */
  readonly whole: boolean
}

const waiting = new ProviderHold(
  'ANSWER.LOST',
  'The answer was lost. Its task is looked for in the list of useapi.net; nothing is sent again meanwhile.',
  betweenLooks,
)

const notTold = 'The answer was lost, and the list of useapi.net does not tell whether its task was made.'
const notListed =
  'The answer was lost, and the list of useapi.net has no such task. Most likely none was made; nothing is sent again before you say so.'

/**
 * Finds the task of a create whose answer was lost, by its `replyRef`. Whether the list shows that, and how soon it shows
 * a task at all, is written nowhere: so tasks that do not tell are asked for one by one, and that none is listed after a
 * time of grace proves nothing: what becomes of it is for the user to say.
 */
export class TaskSearch {
  readonly #elapsed: () => number
  readonly #grace: number
  /** When each attempt was looked for first: of this run, whatever the clock on the wall says. */
  readonly #since = new Map<string, number>()

  /** `elapsed`: milliseconds that only grow. `grace`: how many of them must pass until a task that is not there is none. */
  constructor(elapsed: () => number, grace: number) {
    this.#elapsed = elapsed
    this.#grace = grace
  }

  /** Rejects with `ProviderHold` while it is too early to say. */
  async find(key: string, sentAt: string | null, server: UseapiServer, signal: AbortSignal): Promise<FoundTask> {
    const since = this.#since.get(key) ?? this.#elapsed()
    this.#since.set(key, since)
    const found = (await inScheduler(key, server, signal)) ?? (await this.#inList(key, sentAt, server, signal))
    if (typeof found === 'string') {
      this.#since.delete(key)
      return { kind: 'found', taskId: found }
    }
    if (this.#elapsed() - since < this.#grace) throw waiting
    this.#since.delete(key)
    return { kind: 'untold', reason: found ? notListed : notTold, code: 'ANSWER.LOST' }
  }

  /** The task's id; else whether it is certain that none is listed. */
  async #inList(
    key: string,
    sentAt: string | null,
    server: UseapiServer,
    signal: AbortSignal,
  ): Promise<string | boolean> {
    const { found, doubtful, whole } = await walk(key, sentAt, server, signal)
    if (found !== null) return found
    let certain = whole && doubtful.length <= mostAsked
    for (const { taskId } of doubtful.slice(0, mostAsked)) {
      const replyRef = taskId ? await replyRefOf(taskId, server, signal) : undefined
      if (replyRef === key) return taskId ?? false
      if (replyRef === undefined) certain = false
    }
    return certain
  }
}

async function listAt(path: string, name: string, server: UseapiServer, signal: AbortSignal) {
  const answer = await server.get(path, signal)
  const hold = holdOfAnswer(answer, wordsOf(answer.body, server.key))
  if (hold) throw hold
  return answer.status === 404 ? null : listIn(answer.body, name)
}

/** Among the tasks that are going on: the one list whose page shows `replyRef`. */
async function inScheduler(key: string, server: UseapiServer, signal: AbortSignal): Promise<string | null> {
  for (const entry of (await listAt('/scheduler/', 'tasks', server, signal)) ?? []) {
    const task = runningSchema.safeParse(entry)
    if (task.success && task.data.replyRef === key) return task.data.taskId
  }
  return null
}

async function walk(key: string, sentAt: string | null, server: UseapiServer, signal: AbortSignal): Promise<Walk> {
  const from = sentAt === null ? -Infinity : Date.parse(sentAt) - clockSkew
  const doubtful: UseapiTask[] = []
  for (let offset = 0; offset <= lastOffset; offset += pageSize) {
    const entries = await listAt(`/tasks/?offset=${offset}&limit=${pageSize}`, 'tasks', server, signal)
    if (!entries) throw unreadable()
    const tasks = entries.map(readUseapiTask)
    const own = tasks.find((task) => task?.replyRef === key && task.taskId)
    if (own?.taskId) return { found: own.taskId, doubtful, whole: true }
    // An entry that can't be read might be anything.
    if (tasks.includes(null)) return { found: null, doubtful, whole: false }
    const known = tasks.filter((task) => task !== null)
    doubtful.push(...known.filter((task) => mayBe(task, from)))
    if (entries.length < pageSize) return { found: null, doubtful, whole: true }
  }
  return { found: null, doubtful, whole: false }
}

/** Whether a task that does not tell whose it is was made late enough to be the one. */
function mayBe({ replyRef, createdAt }: UseapiTask, from: number): boolean {
  if (typeof replyRef === 'string') return false
  const at = Date.parse(createdAt ?? '')
  return Number.isNaN(at) || at >= from
}

/** Null: it has none. Undefined: that can't be told. */
async function replyRefOf(
  taskId: string,
  server: UseapiServer,
  signal: AbortSignal,
): Promise<string | null | undefined> {
  const answer = await server.get(`/tasks/${encodeURIComponent(taskId)}`, signal)
  const hold = holdOfAnswer(answer, wordsOf(answer.body, server.key))
  if (hold) throw hold
  return answer.status === 404 ? undefined : readUseapiTask(answer.body)?.replyRef
}
