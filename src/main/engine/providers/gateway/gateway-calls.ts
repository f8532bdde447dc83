import { fetchAt } from '../fetch-at'
import { ProviderHold } from '../provider'
import type { ServerConnection } from '../server-connection'
import { noConnection, type GatewayAnswer } from './gateway-answers'

/** The version that Runway's own API has; CometAPI insists on it, the others ignore it. */
const runwayVersion = '2024-11-06'
/** As long as any server may tell us to wait. */
const longestWait = 15 * 60_000

/** One server with the key that is for it, at this moment. */
export interface GatewayServer {
  readonly endpoint: string
  readonly key: string
  /** Rejects when no answer came, with `NotConnected` when nothing was sent. */
  post(path: string, body: unknown, signal: AbortSignal): Promise<GatewayAnswer>
  /** Rejects with `ProviderHold` when no answer came. */
  get(path: string, signal: AbortSignal): Promise<GatewayAnswer>
}

function askedToWait(headers: Headers): number | null {
  const header = headers.get('retry-after')?.trim() ?? ''
  const wait = /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(wait) ? Math.min(longestWait, Math.max(0, wait)) : null
}

async function read(response: Response): Promise<GatewayAnswer> {
  const text = await response.text()
  const answer = { status: response.status, wait: askedToWait(response.headers) }
  try {
    return { ...answer, body: JSON.parse(text) as unknown }
  } catch {
    // A page, or half an answer: what it means follows from the status alone.
    return { ...answer, body: undefined }
  }
}

/** Rejects with `ProviderHold` when there is no key, or no address that may be used. */
export async function gatewayServer(connection: ServerConnection, label: string): Promise<GatewayServer> {
  const { endpoint, key } = await connection.access()
  const own = { authorization: `Bearer ${key}`, 'x-runway-version': runwayVersion }
  const call = fetchAt(new URL(endpoint).origin, own)
  return {
    endpoint,
    key,
    post: async (path, body, signal) =>
      read(await call(`${endpoint}${path}`, { method: 'POST', body: JSON.stringify(body), signal })),
    get: async (path, signal) => {
      try {
        return await read(await call(`${endpoint}${path}`, { signal }))
      } catch {
        if (signal.aborted) throw new ProviderHold('CONNECTION.NONE', `${label} took too long to answer.`)
        throw new ProviderHold('CONNECTION.NONE', noConnection(label))
      }
    },
  }
}
