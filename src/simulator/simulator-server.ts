import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SimulatorClock } from './clock'
import type { SimulatorControl } from './control'
import { answeredStatus, comesFirst, deliver } from './deliver'
import type { FaultAction, FaultBox } from './fault'
import type { GatewayApi } from './gateway-api'
import type { ApiCall, OfficialApi } from './official-api'
import type { OutputDesk } from './output-desk'
import { emptyReply, problemReply, storageProblem, type Reply } from './reply'
import type { RequestLog, SeenRequest } from './request-log'
import { matchRoute, type MatchedRoute } from './route'
import { serveControl } from './serve-control'
import type { UploadDesk } from './upload-desk'
import type { UseapiApi } from './useapi-api'

const mostBodyBytes = 64 * 1024 * 1024
/** An upload of 200 MB and what is around it. */
const mostUploadBytes = 201 * 1024 * 1024

export interface ServerParts {
  readonly api: OfficialApi
  readonly gateways: GatewayApi
  readonly useapi: UseapiApi
  readonly control: SimulatorControl
  readonly clock: SimulatorClock
  readonly faults: FaultBox
  readonly log: RequestLog
  readonly outputs: OutputDesk
  readonly uploads: UploadDesk
  readonly problem: (message: string) => void
}

/** The body of a request; null when it is larger than it may be. */
async function readBody(request: IncomingMessage, most: number): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    // What comes after is still read, so that the client gets to hear the answer.
    if (length <= most) chunks.push(chunk)
  }
  return length <= most ? Buffer.concat(chunks) : null
}

interface Arrival {
  readonly request: IncomingMessage
  readonly url: URL
  readonly route: MatchedRoute
  readonly seen: SeenRequest
}

/** Takes requests in, notes them, lets faults happen and sends answers. */
export class SimulatorServer {
  readonly #parts: ServerParts
  readonly #closing = new AbortController()
  readonly #serving = new Set<Promise<void>>()

  constructor(parts: ServerParts) {
    this.#parts = parts
  }

  serve(request: IncomingMessage, response: ServerResponse): void {
    const serving = this.#serve(request, response)
      .catch((error: unknown) => {
        // Clients that leave and the end of the simulator are no news; anything else would be a bug of ours.
        if (!request.destroyed && !this.#closing.signal.aborted) this.#parts.problem(`${request.url}: ${String(error)}`)
        response.destroy()
      })
      .finally(() => this.#serving.delete(serving))
    this.#serving.add(serving)
  }

  /** Ends the answers that are on their way. */
  async close(): Promise<void> {
    this.#closing.abort()
    await Promise.all(this.#serving)
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const method = request.method ?? 'GET'
    if (url.pathname === '/__control' || url.pathname.startsWith('/__control/')) {
      const body = (await readBody(request, mostBodyBytes)) ?? Buffer.alloc(0)
      const reply = await serveControl(this.#parts.control, request, url.pathname, body)
      return deliver(reply, null, response, this.#closing.signal)
    }
    const route = matchRoute(method, url.pathname)
    const seen = this.#parts.log.see(this.#parts.clock.now(), method, route, 'authorization' in request.headers)
    const fault = this.#parts.faults.take(route.call)
    if (fault?.kind === 'drop' && fault.when === 'beforeReading') {
      request.socket.resetAndDestroy()
      return
    }
    const reply = await this.#answer({ request, url, route, seen }, fault)
    seen.status = answeredStatus(reply, fault)
    response.setHeader('date', this.#parts.clock.told().toUTCString())
    await deliver(reply, fault, response, this.#closing.signal)
  }

  async #answer({ request, url, route, seen }: Arrival, fault: FaultAction | null): Promise<Reply> {
    const { log, outputs, uploads } = this.#parts
    const body = await readBody(request, route.call === 'storage' ? mostUploadBytes : mostBodyBytes)
    const create = route.call === 'create' ? log.seeCreate(seen, body ?? Buffer.alloc(0)) : null
    // Never seen by the client: the fault's own answer, or silence, goes out.
    if (comesFirst(fault)) return emptyReply(200)
    if (body === null) return problemReply(413, 'Payload too large')
    if (route.call === 'storage') return uploads.store(route.id, request.headers['content-type'] ?? '', body)
    if (route.call === 'download')
      return outputs.fetch(route.id, url.searchParams.get('_jwt') ?? '', request.headers.range)
    const base = `http://127.0.0.1:${request.socket.localPort}`
    const { pathname: path, searchParams: query } = url
    return this.#speak({ route, path, query, headers: request.headers, body, seen: create, base })
  }

  /** In the language of whom the path belongs to. */
  async #speak(call: ApiCall): Promise<Reply> {
    const { api, gateways, useapi } = this.#parts
    const other = useapi.answer(call) ?? gateways.answer(call)
    if (other) return other
    return call.path.startsWith('/v1/') ? api.answer(call) : storageProblem(404, 'NoSuchKey')
  }
}
