import type { IncomingHttpHeaders } from 'node:http'
import { z } from 'zod'
import type { Account } from './account'
import { checkBody, type Issue } from './body-schema'
import type { SimulatorClock } from './clock'
import type { OutputDesk } from './output-desk'
import type { Endpoint } from './official-rules'
import { badRequest, emptyReply, jsonReply, problemReply, type Reply } from './reply'
import type { SeenCreate } from './request-log'
import type { MatchedRoute } from './route'
import { taskAnswer } from './task'
import type { TaskBoard } from './task-board'
import type { UploadDesk } from './upload-desk'
import { addressesIn, planVideo } from './video-request'

const version = '2024-11-06'
const day = 24 * 60 * 60 * 1000

/** Checks of what the types of a request can't tell come as issues of the body, like all others. */
function refusedBody(issues: readonly Issue[]): Reply {
  return badRequest('Validation of body failed', { issues })
}

/** One call of the API, read in full. */
export interface ApiCall {
  readonly route: MatchedRoute
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** Where the log keeps this call, if it is to make something. */
  readonly seen: SeenCreate | null
  /** The server's own address, for links. */
  readonly base: string
}

export interface ApiParts {
  readonly accounts: ReadonlyMap<string, Account>
  readonly clock: SimulatorClock
  readonly board: TaskBoard
  readonly uploads: UploadDesk
  readonly outputs: OutputDesk
  /** Whether answers tell costs; off is the dialect before August 2026. */
  readonly tellsCosts: () => boolean
}

const isoDate = z.iso.date()
const usageSchema = z.object({ startDate: isoDate.optional(), beforeDate: isoDate.optional() })

/** The video part of the official API, version 2024-11-06. */
export class OfficialApi {
  readonly #parts: ApiParts

  constructor(parts: ApiParts) {
    this.#parts = parts
  }

  /** The key is looked at first, then the version, path, method and body. */
  async answer(call: ApiCall): Promise<Reply> {
    const account = this.#accountOf(call.headers.authorization)
    if (!account) return problemReply(401, 'The API key that was provided is not valid.')
    if (call.headers['x-runway-version'] !== version)
      return badRequest('The API version that was provided in the X-Runway-Version header is not valid.')
    if (!call.route.known) return problemReply(404, 'Not found')
    if (call.route.call === null) return problemReply(405, 'Method not allowed')
    return this.#carryOut(call, account)
  }

  #accountOf(authorization: string | undefined): Account | null {
    const key = /^Bearer (key_[0-9a-f]{128})$/.exec(authorization ?? '')?.[1]
    const account = key === undefined ? undefined : this.#parts.accounts.get(key)
    return account?.enabled ? account : null
  }

  async #carryOut(call: ApiCall, account: Account): Promise<Reply> {
    const { route, path, base } = call
    if (route.call === 'poll') return this.#poll(account, route.id, base)
    if (route.call === 'cancel') return this.#cancel(account, route.id)
    if (path === '/v1/organization') return jsonReply(200, account.organization(this.#parts.board.settle()))
    const body = parsedJson(call.body)
    if (body === unreadable) return badRequest('The body of the request is not valid JSON.')
    if (route.call === 'upload') return this.#parts.uploads.place(account, body, base)
    if (route.call === 'organization') return this.#usage(account, body ?? {})
    return this.#create(account, path.slice('/v1/'.length) as Endpoint, body, call.seen)
  }

  async #create(account: Account, endpoint: Endpoint, given: unknown, seen: SeenCreate | null): Promise<Reply> {
    const { uploads, board, tellsCosts } = this.#parts
    const checked = checkBody(endpoint, given)
    if (!checked.ok) return refusedBody(checked.issues)
    const { body, model } = checked
    const missing = addressesIn(body).flatMap(({ uri, path }): readonly Issue[] => {
      const message = uploads.problem(account, uri)
      return message === null ? [] : [{ code: 'custom', message, path }]
    })
    if (missing.length > 0) return refusedBody(missing)
    const request = await planVideo(endpoint, model, body, (uri) => uploads.bytes(account, uri))
    const now = board.settle()
    if (account.balance < request.estimate) return badRequest('You do not have enough credits to run this task.')
    const { daily } = account.allowance(model)
    if (daily !== null && account.createdToday(model, now) >= daily)
      return problemReply(429, 'Your daily task limit has been reached.')
    const task = board.create(account, request)
    if (seen) seen.taskId = task.id
    const costs = tellsCosts() ? { estimatedCost: { credits: request.estimate } } : {}
    return jsonReply(200, { id: task.id, ...costs })
  }

  #poll(account: Account, id: string, base: string): Reply {
    const { board, clock, outputs, tellsCosts } = this.#parts
    const task = board.find(account, id)
    if (!task) return problemReply(404, 'Could not find Task')
    return jsonReply(
      200,
      taskAnswer(task, clock.now(), tellsCosts(), () => outputs.links(task, base)),
    )
  }

  #cancel(account: Account, id: string): Reply {
    const task = this.#parts.board.find(account, id)
    if (!task) return problemReply(404, 'Could not find Task')
    this.#parts.board.remove(task)
    return emptyReply(204)
  }

  /** Days are those of UTC. */
  #usage(account: Account, given: unknown): Reply {
    const checked = usageSchema.safeParse(given)
    if (!checked.success) return badRequest('Validation of body failed', { issues: checked.error.issues })
    const { startDate, beforeDate } = checked.data
    const now = this.#parts.board.settle()
    const today = Math.floor(now / day) * day
    const start = startDate === undefined ? today - 30 * day : Date.parse(startDate)
    const before = beforeDate === undefined ? start + 31 * day : Date.parse(beforeDate)
    if (before - start > 90 * day + day) return badRequest('At most 90 days can be asked for.')
    return jsonReply(200, account.usage(start, before))
  }
}

const unreadable = Symbol('unreadable')

function parsedJson(body: Buffer): unknown {
  if (body.length === 0) return undefined
  try {
    return JSON.parse(body.toString())
  } catch {
    return unreadable
  }
}
