/** More than any answer of the API has, and little enough to hold in memory. */
const largestAnswer = 4 * 1024 * 1024

/** No connection came about: not a byte of the request has left, so nothing can have come of it. */
export class NotConnected extends Error {
  constructor() {
    // Without a cause: the SDK reads the words of causes and takes some of them for an answer that came too late.
    super('No connection came about')
  }
}

class AnswerTooLarge extends Error {}

/** What the system was asked for while a connection is made. The same errors come out of `read`, and then prove nothing. */
const connecting = new Set(['connect', 'getaddrinfo'])

interface Caused {
  readonly code?: unknown
  readonly syscall?: unknown
  readonly cause?: unknown
  readonly errors?: readonly unknown[]
}

function isCaused(error: unknown): error is Caused {
  return typeof error === 'object' && error !== null
}

/** True when every address that was tried failed before a byte was sent. */
export function neverConnected(error: unknown): boolean {
  if (!isCaused(error)) return false
  if (Array.isArray(error.errors) && error.errors.length > 0) return error.errors.every(neverConnected)
  if (error.code === 'UND_ERR_CONNECT_TIMEOUT') return true
  if (typeof error.code === 'string' && connecting.has(String(error.syscall))) return true
  return error.cause !== undefined && error.cause !== error && neverConnected(error.cause)
}

async function boundedBody(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += (chunk as Uint8Array).byteLength
    if (length > largestAnswer) throw new AnswerTooLarge('The answer is larger than any the API gives.')
    chunks.push(chunk as Uint8Array)
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}

const bodiless = new Set([204, 205, 304])

/**
 * A `fetch` that reaches exactly one origin, follows no redirect and reads no more than an answer can have. Which
 * headers travel is decided here as well: the SDK takes some from the environment, which may put another key in place
 * of ours. Rejects with `NotConnected` when nothing was sent.
 */
export function fetchAt(origin: string, own: Readonly<Record<string, string>>): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (url.origin !== origin) throw new Error(`Requests go to ${origin} only`)
    const kind = typeof init?.body === 'string' ? { 'content-type': 'application/json' } : {}
    const headers = { accept: 'application/json', 'user-agent': 'Seamline', ...kind, ...own }
    let response: Response
    try {
      response = await fetch(url, { ...init, headers, redirect: 'manual' })
    } catch (error) {
      throw neverConnected(error) ? new NotConnected() : error
    }
    const { status, statusText } = response
    const body = bodiless.has(status) ? null : await boundedBody(response)
    return new Response(body, { status, statusText, headers: response.headers })
  }
}
