import type { Account } from './account'
import type { ApiCall } from './official-api'
import type { SimulatorClock } from './clock'
import { dialects, type Dialect } from './gateway-dialects'
import { readDataUri } from './media-address'
import type { OutputDesk } from './output-desk'
import { jsonReply, type Reply } from './reply'
import { progressOf, statusOf, type Task } from './task'
import type { TaskBoard } from './task-board'
import type { VideoRequest } from './video-request'

export interface GatewayParts {
  readonly accounts: ReadonlyMap<string, Account>
  readonly clock: SimulatorClock
  readonly board: TaskBoard
  readonly outputs: OutputDesk
  /** How long a task is not known after it was made, in simulated milliseconds. */
  readonly lag: () => number
}

type Body = Readonly<Record<string, unknown>>

const creditsPerSecond = 5
const fields = new Set(['promptImage', 'model', 'seed', 'promptText', 'watermark', 'duration', 'ratio'])

/** The key that these servers take for an account: of another form than the official one. */
export function gatewayKeyOf(account: Pick<Account, 'key'>): string {
  return `sk-${account.key.slice('key_'.length, 'key_'.length + 48)}`
}

type Refuse = (status: number, message: string, code: string) => Reply

interface Picture {
  readonly uri: string
  readonly position: string
}

/** The pictures of a body; null when they are not in the form that the server takes. */
function picturesOf(image: unknown, { list }: Dialect): readonly Picture[] | null {
  if (typeof image === 'string') return list === 'must' ? null : [{ uri: image, position: 'first' }]
  if (list === 'never' || !Array.isArray(image) || image.length < 1 || image.length > 2) return null
  const pictures = image as readonly Partial<Picture>[]
  const told = pictures.flatMap((one) =>
    typeof one?.uri === 'string' && typeof one.position === 'string' ? [{ uri: one.uri, position: one.position }] : [],
  )
  const positions = told.map(({ position }) => position).join()
  return positions === 'first' || positions === 'first,last' ? told : null
}

function isTaken(uri: string, { data }: Dialect): boolean {
  if (uri.startsWith('data:')) return data && uri.length <= 5 * 1024 * 1024 && readDataUri(uri) !== null
  return URL.canParse(uri) && new URL(uri).protocol === 'https:' && new URL(uri).hostname.includes('.')
}

type Check = (body: Body, dialect: Dialect) => string | null

const checks: readonly Check[] = [
  (body) => {
    const unknown = Object.keys(body).find((name) => !fields.has(name))
    return unknown === undefined ? null : `unknown field ${unknown}`
  },
  ({ model }, { models }) => (models.some((one) => one === model) ? null : `model not found: ${String(model)}`),
  ({ duration }) => (duration === 5 || duration === 10 ? null : 'duration must be 5 or 10'),
  ({ model, duration }) => {
    const fits = !/-(5|10)$/.test(String(model)) || String(model).endsWith(`-${String(duration)}`)
    return fits ? null : 'duration does not fit the model'
  },
  ({ ratio }, { ratios }) => (ratios.some((one) => one === ratio) ? null : `invalid ratio: ${String(ratio)}`),
  ({ promptText = '' }) =>
    typeof promptText === 'string' && promptText.length <= 512 ? null : 'promptText is too long (512)',
  ({ watermark = false }) => (typeof watermark === 'boolean' ? null : 'watermark must be a boolean'),
  ({ seed = null }, { seedMost }) =>
    seed === null || (Number.isInteger(seed) && Number(seed) >= 0 && Number(seed) <= seedMost) ? null : 'invalid seed',
  ({ promptImage }, dialect) => {
    const taken = picturesOf(promptImage, dialect)?.every(({ uri }) => isTaken(uri, dialect))
    return taken ? null : 'invalid promptImage'
  },
]

/** What is wrong with a body, in the server's words; null when nothing is. */
function bodyProblem(body: Body, dialect: Dialect): string | null {
  return checks.map((check) => check(body, dialect)).find((problem) => problem !== null) ?? null
}

function sizeOf(ratio: string): { readonly width: number; readonly height: number } {
  if (ratio === '16:9') return { width: 1280, height: 720 }
  if (ratio === '9:16') return { width: 720, height: 1280 }
  const [width = 1280, height = 768] = ratio.split(':').map(Number)
  return { width, height }
}

function requestOf(body: Body, dialect: Dialect): VideoRequest {
  const pictures = picturesOf(body['promptImage'], dialect) ?? []
  const bytes = (position: string): Buffer | null => {
    const uri = pictures.find((one) => one.position === position)?.uri ?? ''
    return readDataUri(uri)?.bytes ?? null
  }
  const seconds = Number(body['duration'])
  const price = creditsPerSecond * seconds
  const card = JSON.stringify([dialect.name, body['promptText'], pictures[0]?.uri.slice(0, 200)])
  const clip = {
    size: sizeOf(String(body['ratio'])),
    seconds,
    sound: false,
    first: bytes('first'),
    last: bytes('last'),
    card,
  }
  return { endpoint: 'image_to_video', model: String(body['model']), clip, estimate: price, cost: price }
}

function parsed(bytes: Buffer): Body | null {
  try {
    const value: unknown = JSON.parse(bytes.toString())
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : null
  } catch {
    return null
  }
}

/** Servers that resell Runway's models, each under a path of its own. */
export class GatewayApi {
  readonly #parts: GatewayParts

  constructor(parts: GatewayParts) {
    this.#parts = parts
  }

  /** Null for a path that none of these servers has. */
  answer(call: ApiCall): Reply | null {
    const name = /^\/([a-z\d]+)\/runwayml\/v1\//.exec(call.path)?.[1]
    const dialect = dialects.find((one) => one.name === name)
    return dialect ? this.#answer(dialect, call) : null
  }

  #answer(dialect: Dialect, call: ApiCall): Reply {
    const refuse: Refuse = (status, message, code) => jsonReply(status, dialect.problem(status, message, code))
    const token = /^Bearer (\S+)$/.exec(call.headers.authorization ?? '')?.[1] ?? ''
    const account = [...this.#parts.accounts.values()].find((one) => gatewayKeyOf(one) === token)
    // Some of them say the key back.
    if (!account?.enabled) return refuse(401, `Incorrect API key provided: ${token}`, 'invalid_api_key')
    if (dialect.needsVersion && call.headers['x-runway-version'] === undefined)
      return refuse(400, 'X-Runway-Version is required', 'invalid_request')
    if (call.route.call === 'poll') return this.#poll(dialect, account, call, refuse)
    if (call.route.call !== 'create') return refuse(404, 'Invalid URL', 'not_found')
    return this.#create(dialect, account, call, refuse)
  }

  #create(dialect: Dialect, account: Account, { body: bytes, seen }: ApiCall, refuse: Refuse): Reply {
    const body = parsed(bytes)
    if (!body) return refuse(400, 'invalid JSON', 'invalid_request')
    const problem = bodyProblem(body, dialect)
    if (problem !== null) return refuse(400, problem, 'invalid_request')
    const request = requestOf(body, dialect)
    if (account.balance < request.estimate) return refuse(403, '用户额度不足 (quota)', 'insufficient_user_quota')
    const task = this.#parts.board.create(account, request)
    if (seen) seen.taskId = task.id
    return jsonReply(200, dialect.created(task))
  }

  #poll(dialect: Dialect, account: Account, { base, route }: ApiCall, refuse: Refuse): Reply {
    const { board, clock, lag, outputs } = this.#parts
    const task = board.find(account, route.id)
    const now = clock.now()
    if (!task || now < task.createdAt + lag()) return refuse(400, 'task_not_exist', 'task_not_exist')
    const status = statusOf(task, now)
    const progress = status === 'RUNNING' ? progressOf(task, now) : null
    return jsonReply(200, dialect.told({ task, status, progress, links: linksOf(task, outputs, base) }))
  }
}

function linksOf(task: Task, outputs: OutputDesk, base: string): readonly string[] {
  return task.ending?.status === 'SUCCEEDED' ? outputs.links(task, base) : []
}
