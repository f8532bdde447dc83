import { createHash } from 'node:crypto'
import type { MatchedRoute } from './route'

const mostRequests = 20_000
const mostBodies = 500

/** One request that reached the simulator. */
export interface SeenRequest {
  readonly number: number
  /** Simulated time. */
  readonly at: number
  readonly method: string
  /** The path with ids replaced: `/v1/tasks/{id}`. */
  readonly route: string
  /** What stood in the place of `{id}`, or nothing. */
  readonly id: string
  /** Real milliseconds since the simulator started, for tests of how often a client asks. */
  readonly realAt: number
  /** Whether it carried an Authorization header: none may go to storage and output addresses. */
  readonly authorized: boolean
  /** What was answered; null when nothing was. */
  status: number | null
}

/** One request to make something, whatever became of it. */
export interface SeenCreate {
  readonly number: number
  readonly route: string
  /** SHA-256 of the bytes of the body. */
  readonly bodyHash: string
  /** The body as it came; null for the oldest ones. */
  body: string | null
  /** The task that was made for it, even if the client was never told. */
  taskId: string | null
}

/** Everything that was asked, within bounds. Counts are never cut. */
export class RequestLog {
  readonly requests: SeenRequest[] = []
  readonly creates: SeenCreate[] = []
  /** Requests by method and route: `POST /v1/image_to_video`. */
  readonly counts: Record<string, number> = {}
  readonly #startedAt = performance.now()
  #number = 0

  see(at: number, method: string, { name: route, id }: MatchedRoute, authorized: boolean): SeenRequest {
    const realAt = performance.now() - this.#startedAt
    const request: SeenRequest = { number: ++this.#number, at, realAt, method, route, id, authorized, status: null }
    const name = `${method} ${route}`
    this.counts[name] = (this.counts[name] ?? 0) + 1
    this.requests.push(request)
    if (this.requests.length > mostRequests) this.requests.shift()
    return request
  }

  seeCreate({ number, route }: SeenRequest, body: Buffer): SeenCreate {
    const bodyHash = createHash('sha256').update(body).digest('hex')
    const create: SeenCreate = { number, route, bodyHash, body: body.toString(), taskId: null }
    this.creates.push(create)
    const old = this.creates.at(-1 - mostBodies)
    if (old) old.body = null
    if (this.creates.length > mostRequests) this.creates.shift()
    return create
  }
}
