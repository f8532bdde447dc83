import type { Account } from './account'
import type { SimulatorClock } from './clock'
import type { ClipOrder } from './clip-order'
import type { ApiCall } from './official-api'
import type { OutputDesk } from './output-desk'
import { jsonReply, type Reply } from './reply'
import type { Task } from './task'
import type { TaskBoard } from './task-board'
import { idPrefix, UseapiAssets, useapiProblem } from './useapi-assets'
import { extendRules, fieldProblem, mostExtensions, useapiRules, useapiSize, type Body } from './useapi-rules'
import { taskIdOf, taskOfAsset, toldTask, type UseapiTask } from './useapi-tasks'

export interface UseapiParts {
  readonly accounts: ReadonlyMap<string, Account>
  readonly clock: SimulatorClock
  readonly board: TaskBoard
  readonly outputs: OutputDesk
  /** How long a new task is not in the list, in simulated milliseconds. */
  readonly lag: () => number
  /** Whether the list of tasks tells the caller's own references: its page does not show it. */
  readonly listsReplyRefs: () => boolean
}

/** What a create would make, once nothing is wrong with it. */
interface Plan {
  readonly clip: ClipOrder
  readonly taskType: string
  readonly credits: number
  readonly extensions: number
  readonly extendedFrom: string | null
}

const usualMaxJobs = 10
/** Runway's own limit for an account, beyond what useapi.net counts. */
const mostUnfinished = 15
const root = '/v1/runwayml/'

function parsed(bytes: Buffer): Body | null {
  try {
    const value: unknown = JSON.parse(bytes.toString())
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : null
  } catch {
    return null
  }
}

/** The part of useapi.net that speaks for Runway accounts, under the same path as there. */
export class UseapiApi {
  readonly #parts: UseapiParts
  readonly #assets: UseapiAssets
  readonly #tasks: UseapiTask[] = []

  constructor(parts: UseapiParts) {
    this.#parts = parts
    this.#assets = new UseapiAssets(parts.clock)
  }

  /** Null for a path that is not of this API. */
  answer(call: ApiCall): Reply | null {
    if (!call.path.startsWith(root)) return null
    const token = /^Bearer (\S+)$/.exec(call.headers.authorization ?? '')?.[1] ?? ''
    const account = this.#parts.accounts.get(token)
    return account?.enabled ? this.#carryOut(account, call) : useapiProblem(401, 'Unauthorized')
  }

  #carryOut(account: Account, call: ApiCall): Reply {
    const { call: kind, known } = call.route
    if (kind === 'create') return this.#create(account, call)
    if (kind === 'poll') return this.#poll(account, call)
    if (kind === 'list') return this.#list(account, call)
    if (kind !== 'upload') return known ? useapiProblem(405, 'Not allowed.') : useapiProblem(404, 'Not found.')
    const [type = ''] = (call.headers['content-type'] ?? '').split(';')
    return this.#assets.store(account, call.query.get('name'), type, call.body)
  }

  #list(account: Account, call: ApiCall): Reply {
    if (call.path === `${root}assets/`) return this.#assets.list(account, call.query)
    const now = this.#parts.board.settle()
    const told = this.#tasks.filter(
      (one) => one.task.account === account && now >= one.task.createdAt + this.#parts.lag(),
    )
    if (call.path === `${root}scheduler/`) {
      const running = told.filter(({ task }) => task.ending === null)
      const refs = running.map(({ task, body }) => ({ taskId: taskIdOf(task.id), replyRef: body['replyRef'] }))
      return jsonReply(200, refs)
    }
    const [offset, limit] = ['offset', 'limit'].map((name) => Number(call.query.get(name) ?? Number.NaN))
    const bounded =
      offset !== undefined && limit !== undefined && offset >= 0 && offset <= 1000 && limit >= 1 && limit <= 1000
    if (!bounded) return useapiProblem(400, 'Parameters offset (0…1000) and limit (1…1000) are required.')
    const statuses = call.query.get('statuses')?.split(',')
    const newest = told
      .map((one) => this.#told(one, call.base, this.#parts.listsReplyRefs()) as { readonly status: string })
      .filter(({ status }) => statuses === undefined || statuses.includes(status))
      .reverse()
    return jsonReply(200, newest.slice(offset, offset + limit))
  }

  #poll(account: Account, { route, base }: ApiCall): Reply {
    this.#parts.board.settle()
    const id = decodeURIComponent(route.id)
    const one = this.#tasks.find(({ task }) => task.account === account && taskIdOf(task.id) === id)
    return one ? jsonReply(200, this.#told(one, base, true)) : useapiProblem(404, 'Not found.')
  }

  #told(one: UseapiTask, base: string, withReplyRef: boolean): object {
    const { clock, outputs } = this.#parts
    return toldTask(one, clock.now(), () => outputs.links(one.task, base)[0] ?? '', withReplyRef)
  }

  #create(account: Account, call: ApiCall): Reply {
    const body = parsed(call.body)
    if (!body) return useapiProblem(400, 'The body is no JSON.')
    const path = call.path.slice(root.length)
    const plan = path.endsWith('/extend')
      ? this.#planExtension(account, path, body)
      : this.#planClip(account, path, body)
    if ('status' in plan) return plan
    const busy = this.#busy(account, body)
    if (busy) return busy
    // In Explore mode nothing is charged.
    const credits = body['exploreMode'] === true ? 0 : plan.credits
    if (account.balance < credits) {
      return jsonReply(412, { error: 'You do not have enough credits to run this task.' })
    }
    const { clip, taskType, extensions, extendedFrom } = plan
    const request = { endpoint: path, model: taskType, clip, estimate: credits, cost: credits }
    const task = this.#parts.board.create(account, request)
    if (call.seen) call.seen.taskId = task.id
    const one: UseapiTask = { task, taskType, body, seconds: clip.seconds, extensions, extendedFrom }
    this.#tasks.push(one)
    return jsonReply(200, this.#told(one, call.base, true))
  }

  /** Both ways in which it says that too much is going on already; nothing is made then. */
  #busy(account: Account, { maxJobs = usualMaxJobs }: Body): Reply | null {
    const open = this.#tasks.map(({ task }) => task).filter((task) => task.account === account && task.ending === null)
    if (open.length >= mostUnfinished) {
      const error =
        'You have too many tasks running or pending. Please wait for some of them to finish before starting more.'
      return jsonReply(429, { error })
    }
    if (open.length < Number(maxJobs)) return null
    const email = idPrefix.slice('user:1-runwayml:'.length)
    const runningTasks = { [email]: open.map((task: Task) => taskIdOf(task.id)) }
    return jsonReply(429, { error: `Account ${email} is busy executing ${open.length} tasks`, runningTasks, code: 429 })
  }

  #planClip(account: Account, path: string, body: Body): Plan | Reply {
    const rule = useapiRules[path]
    if (!rule) return useapiProblem(404, 'Not found.')
    const problem = fieldProblem(body, rule, rule.promptMost)
    if (problem !== null) return useapiProblem(400, problem)
    const named = Object.values(rule.pictures).filter((field) => body[field] !== undefined)
    const lost = named.find((field) => this.#assets.bytes(account, body[field]) === null)
    if (lost !== undefined) return useapiProblem(404, `Unable to retrieve assetId ${String(body[lost])} (Not found.)`)
    if (named.length === 0 && !body['text_prompt']) return useapiProblem(400, 'A picture or text_prompt is required.')
    const bytes = (field: string | undefined): Buffer | null =>
      field === undefined || body[field] === undefined ? null : this.#assets.bytes(account, body[field])
    const seconds = Number(body['seconds'] ?? 5)
    const clip = {
      size: useapiSize(body['aspect_ratio'], rule),
      seconds,
      sound: false,
      first: bytes(rule.pictures.first),
      last: bytes(rule.pictures.last),
      card: JSON.stringify([path, body['text_prompt'], named.map((field) => body[field])]),
    }
    return { clip, taskType: rule.taskType, credits: rule.rate * seconds, extensions: 0, extendedFrom: null }
  }

  /**
   * What comes back is taken to be the whole, the source first: its page speaks of "a longer video" and counts the
   * source into the limit. Nothing shows it for sure.
   */
  #planExtension(account: Account, path: string, body: Body): Plan | Reply {
    const rule = extendRules[path]
    if (!rule) return useapiProblem(404, 'Not found.')
    const problem = fieldProblem(body, { fields: rule.fields, needs: ['assetId'] }, 512)
    if (problem !== null) return useapiProblem(400, problem)
    const uuid = taskOfAsset(body['assetId'])
    const source = this.#tasks.find(({ task }) => task.id === uuid && task.account === account)
    if (source?.task.ending?.status !== 'SUCCEEDED') {
      return useapiProblem(404, `Unable to retrieve assetId ${uuid} (Not found.)`)
    }
    if (source.taskType !== rule.taskType) return useapiProblem(400, 'This video was made by another model.')
    const added = Number(body['seconds'] ?? rule.usualSeconds)
    const seconds = source.seconds + added
    if (source.extensions >= mostExtensions) return useapiProblem(400, 'This video was extended three times already.')
    if (seconds > rule.mostSeconds) return useapiProblem(400, `A video has ${rule.mostSeconds} seconds at most.`)
    const clip = { ...source.task.request.clip, seconds, last: null }
    const extendedFrom = taskIdOf(source.task.id)
    return {
      clip,
      taskType: rule.taskType,
      credits: rule.rate * added,
      extensions: source.extensions + 1,
      extendedFrom,
    }
  }
}
