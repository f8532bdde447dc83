import { fetchAt } from '../fetch-at'
import { ProviderHold } from '../provider'
import type { ServerConnection } from '../server-connection'
import { noConnection, type UseapiAnswer } from './useapi-answers'

/** useapi.net with a key for it, at this moment. */
export interface UseapiServer {
  readonly endpoint: string
  readonly key: string
  /** Rejects when no answer came, with `NotConnected` when nothing was sent. */
  post(path: string, body: unknown, signal: AbortSignal): Promise<UseapiAnswer>
  /** Sends a file as it is. Rejects with `ProviderHold` when no answer came. */
  upload(
    path: string,
    file: { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> },
    signal: AbortSignal,
  ): Promise<UseapiAnswer>
  /** Rejects with `ProviderHold` when no answer came. */
  get(path: string, signal: AbortSignal): Promise<UseapiAnswer>
}

async function read(response: Response): Promise<UseapiAnswer> {
  const { status } = response
  const text = await response.text()
  try {
    return { status, body: JSON.parse(text) as unknown }
  } catch {
    // A page, or half an answer: what it means follows from the status alone.
    return { status, body: undefined }
  }
}

async function orHold(call: Promise<Response>, signal: AbortSignal): Promise<UseapiAnswer> {
  try {
    return await read(await call)
  } catch {
    if (signal.aborted) throw new ProviderHold('CONNECTION.NONE', 'useapi.net took too long to answer.')
    throw new ProviderHold('CONNECTION.NONE', noConnection)
  }
}

/** Rejects with `ProviderHold` when there is no key, or no address that may be used. */
export async function useapiServer(connection: ServerConnection): Promise<UseapiServer> {
  const { endpoint, key } = await connection.access()
  const { origin } = new URL(endpoint)
  const authorization = `Bearer ${key}`
  const call = fetchAt(origin, { authorization })
  return {
    endpoint,
    key,
    post: async (path, body, signal) =>
      read(await call(`${endpoint}${path}`, { method: 'POST', body: JSON.stringify(body), signal })),
    upload: (path, { type, bytes }, signal) => {
      const send = fetchAt(origin, { authorization, 'content-type': type })
      return orHold(send(`${endpoint}${path}`, { method: 'POST', body: bytes, signal }), signal)
    },
    get: (path, signal) => orHold(call(`${endpoint}${path}`, { signal }), signal),
  }
}
