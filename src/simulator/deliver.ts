import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { FaultAction } from './fault'
import { emptyReply, jsonReply, type Reply } from './reply'

/** Pieces a second of a body that comes slowly. */
const pieceRate = 10

function statusReply(action: Extract<FaultAction, { kind: 'status' }>): Reply {
  const reply = jsonReply(action.status, action.body ?? { error: 'The service is busy. Please try again later.' })
  if (action.retryAfter === undefined) return reply
  return { ...reply, headers: { ...reply.headers, 'retry-after': action.retryAfter } }
}

function pageReply(status: number): Reply {
  const page = '<!doctype html><html><head><title>Error</title></head><body><h1>Something went wrong</h1></body></html>'
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: Buffer.from(page) }
}

function withoutId(reply: Reply): Reply {
  const { id: _id, taskId: _taskId, ...rest } = JSON.parse(reply.body.toString() || '{}') as Record<string, unknown>
  return jsonReply(reply.status, rest)
}

function corrupted(body: Buffer): Buffer {
  const copy = Buffer.from(body)
  const begin = Math.floor(copy.length / 2)
  for (let at = begin; at < Math.min(copy.length, begin + 64); at++) copy[at] = (copy[at] ?? 0) ^ 0xa5
  return copy
}

/** The answer that a fault puts in the place of the right one; null when it leaves that alone. */
function otherReply(action: FaultAction | null): Reply | null {
  if (action?.kind === 'status') return statusReply(action)
  if (action?.kind === 'html') return pageReply(action.status)
  return action?.kind === 'redirect' ? { ...emptyReply(action.status), headers: { location: action.location } } : null
}

function replaced(reply: Reply, action: FaultAction | null): Reply {
  if (action?.kind === 'withoutId') return withoutId(reply)
  if (action?.kind === 'truncatedJson')
    return { ...reply, body: reply.body.subarray(0, Math.ceil(reply.body.length / 2)) }
  if (action?.kind === 'corrupt') return { ...reply, body: corrupted(reply.body) }
  return otherReply(action) ?? reply
}

async function sendSlowly(body: Buffer, milliseconds: number, response: ServerResponse, closing: AbortSignal) {
  const pieces = Math.max(2, Math.ceil((milliseconds / 1000) * pieceRate))
  const size = Math.max(1, Math.ceil(body.length / pieces))
  for (let at = 0; at < body.length && !response.destroyed; at += size) {
    await wait(milliseconds / pieces, undefined, { signal: closing })
    response.write(body.subarray(at, at + size))
  }
  response.end()
}

function half(body: Buffer): Buffer {
  return body.subarray(0, Math.floor(body.length / 2))
}

/** Whether a fault comes before the call is carried out. */
export function comesFirst(action: FaultAction | null): boolean {
  if (action === null) return false
  if (action.kind === 'drop') return action.when !== 'afterEffect'
  return 'takesEffect' in action && !action.takesEffect
}

/** The status that goes out; null when no answer does. */
export function answeredStatus(reply: Reply, action: FaultAction | null): number | null {
  if (action?.kind === 'drop' || action?.kind === 'stall') return null
  return replaced(reply, action).status
}

function sendWhole({ status, headers, body }: Reply, response: ServerResponse, hasBody: boolean): void {
  // A 204 has no body and so no length.
  const length = status === 204 ? {} : { 'content-length': String(body.length) }
  response.writeHead(status, { ...headers, ...length }).end(hasBody ? body : undefined)
}

/** Sends a body that ends in the wrong place. False for faults of other kinds. */
function sendBroken({ status, headers, body }: Reply, action: FaultAction | null, response: ServerResponse): boolean {
  if (action?.kind === 'resetMidBody' || action?.kind === 'stallMidBody') {
    response.writeHead(status, { ...headers, 'content-length': String(body.length) })
    const isReset = action.kind === 'resetMidBody'
    response.write(half(body), () => isReset && response.socket?.resetAndDestroy())
    return true
  }
  if (action?.kind === 'truncate') {
    response.writeHead(status, { ...headers, connection: 'close' }).end(half(body))
    return true
  }
  if (action?.kind !== 'wrongLength') return false
  response.writeHead(status, { ...headers, 'content-length': String(body.length + action.by), connection: 'close' })
  response.write(body, () => response.socket?.end())
  return true
}

/** How long a body takes, in real milliseconds; null when it comes at once. */
function slowness(body: Buffer, action: FaultAction | null): number | null {
  if (action?.kind === 'slowBody') return action.milliseconds
  return action?.kind === 'trickle' ? (body.length / action.bytesPerSecond) * 1000 : null
}

/**
 * Sends an answer the way the fault wants it. Slow ones take their time and end early when `closing` fires; then the
 * promise rejects.
 */
export async function deliver(
  right: Reply,
  action: FaultAction | null,
  response: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  if (action?.kind === 'stall') return
  if (action?.kind === 'drop') {
    response.socket?.resetAndDestroy()
    return
  }
  const reply = replaced(right, action)
  if (sendBroken(reply, action, response)) return
  const milliseconds = slowness(reply.body, action)
  if (milliseconds === null) {
    sendWhole(reply, response, response.req.method !== 'HEAD')
    return
  }
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(reply.body.length) })
  await sendSlowly(reply.body, milliseconds, response, closing)
}
