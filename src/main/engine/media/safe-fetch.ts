import { lookup } from 'node:dns/promises'
import { request as plainRequest, type ClientRequest, type IncomingMessage } from 'node:http'
import { request, type RequestOptions } from 'node:https'
import { isIP } from 'node:net'
import { isPublicAddress } from './public-address'

/** One attempt to fetch an address from one machine. Rejects when the connection fails. */
export type Fetch = (url: URL, address: string, signal: AbortSignal) => Promise<FetchedAnswer>

export interface FetchedAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: AsyncIterable<Uint8Array>
  /** Drops the connection. */
  close(): void
}

/** How names become addresses, and connections are made; tests put their own here. */
export interface DownloadNetwork {
  resolve(hostname: string): Promise<readonly string[]>
  fetch: Fetch
}

const mostRedirects = 3
const idleTimeLimit = 15_000

/** Something is wrong with an address or with what came from it, in plain words. */
export class DownloadProblem extends Error {}

/** Where addresses may lead: the public internet, or only this machine (while a provider is a server on it). */
export type Reach = 'public' | 'thisMachine'

const localNames = new Map([
  ['localhost', '127.0.0.1'],
  ['127.0.0.1', '127.0.0.1'],
  ['[::1]', '::1'],
])

/** `https:` with a public name, nothing else; throws the reason in plain words. */
function checkedUrl(text: string, reach: Reach, base?: URL): URL {
  if (!URL.canParse(text, base?.href)) throw new DownloadProblem('This is not a web address.')
  const url = new URL(text, base?.href)
  if (url.username !== '' || url.password !== '') {
    throw new DownloadProblem('Addresses with a user name or password are not fetched.')
  }
  if (reach === 'thisMachine' && url.protocol === 'http:' && localNames.has(url.hostname)) return url
  if (url.protocol !== 'https:') throw new DownloadProblem('Only addresses that start with https:// are fetched.')
  if (url.port !== '') throw new DownloadProblem('Addresses with a port are not fetched.')
  return url
}

/** The machine to connect to. Resolved here, once, so that no second answer can lead the connection elsewhere. */
async function addressOf(url: URL, network: DownloadNetwork): Promise<string> {
  const local = url.protocol === 'http:' ? localNames.get(url.hostname) : undefined
  if (local !== undefined) return local
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) ? [host] : await network.resolve(host).catch((): readonly string[] => [])
  const [first] = addresses
  if (first === undefined) throw new DownloadProblem(`${url.hostname} was not found.`)
  if (!addresses.every(isPublicAddress)) {
    throw new DownloadProblem('This address leads into a private network, which is not fetched.')
  }
  return first
}

const redirects = new Set([301, 302, 303, 307, 308])

/**
 * Fetches an address under the download rules: https, no credentials, no private networks, three redirects each checked
 * anew. `consume` gets the final address and answer; the connection is dropped when it is done. Rejects with
 * `DownloadProblem` in plain words, or as the connection does.
 */
export async function fetchSafely<Value>(
  text: string,
  options: { readonly network: DownloadNetwork; readonly reach: Reach; readonly signal: AbortSignal },
  consume: (url: URL, answer: FetchedAnswer) => Promise<Value>,
): Promise<Value> {
  const { network, reach, signal } = options
  let url = checkedUrl(text, reach)
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const answer = await network.fetch(url, await addressOf(url, network), signal)
    try {
      const location = answer.headers['location']
      if (!redirects.has(answer.status) || typeof location !== 'string') return await consume(url, answer)
      url = checkedUrl(location, reach, url)
    } finally {
      answer.close()
    }
  }
  throw new DownloadProblem('The address leads on to others too many times.')
}

type Open = (url: URL, options: RequestOptions) => ClientRequest

/** Connects to exactly `address`; the name in `url` is used for the certificate and the request alone. */
export function fetchFrom(
  url: URL,
  address: string,
  signal: AbortSignal,
  open: Open = url.protocol === 'http:' ? plainRequest : request,
): Promise<FetchedAnswer> {
  return new Promise((resolve, reject) => {
    const sent = open(url, {
      signal,
      agent: false,
      timeout: idleTimeLimit,
      headers: { accept: 'image/avif,image/webp,image/png,image/jpeg,image/*;q=0.8', 'accept-encoding': 'identity' },
      lookup: (_name, options, done) => {
        const family = address.includes(':') ? 6 : 4
        if (options.all) done(null, [{ address, family }])
        else done(null, address, family)
      },
    })
    sent.on('timeout', () => sent.destroy(new Error('Nothing came for too long')))
    sent.on('error', reject)
    sent.on('response', (answer: IncomingMessage) => {
      const { statusCode: status = 0, headers } = answer
      resolve({ status, headers, body: answer, close: () => void answer.destroy() })
    })
    sent.end()
  })
}

/** The network of this computer. */
export const systemNetwork: DownloadNetwork = {
  resolve: async (hostname) => (await lookup(hostname, { all: true })).map((found) => found.address),
  fetch: (url, address, signal) => fetchFrom(url, address, signal),
}
