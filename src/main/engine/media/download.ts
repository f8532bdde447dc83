import { lookup } from 'node:dns/promises'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { request, type RequestOptions } from 'node:https'
import { isIP } from 'node:net'
import { fail, succeed, type Result } from '../../../shared/result'
import { isPublicAddress } from './public-address'
import { sniffLength, sniffMedia } from './sniff-media'

export interface DownloadedPicture {
  /** The file name in the address, without its path. */
  readonly name: string
  readonly bytes: Uint8Array
}

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

const mostBytes = 50 * 1024 * 1024
const mostRedirects = 3
const wholeTimeLimit = 60_000
const idleTimeLimit = 15_000

class DownloadProblem extends Error {}

/** `https:` with a public name, nothing else; throws the reason in plain words. */
function checkedUrl(text: string, base?: URL): URL {
  if (!URL.canParse(text, base?.href)) throw new DownloadProblem('This is not a web address.')
  const url = new URL(text, base?.href)
  if (url.protocol !== 'https:') throw new DownloadProblem('Only addresses that start with https:// are fetched.')
  if (url.username !== '' || url.password !== '') {
    throw new DownloadProblem('Addresses with a user name or password are not fetched.')
  }
  if (url.port !== '') throw new DownloadProblem('Addresses with a port are not fetched.')
  return url
}

/** The machine to connect to. Resolved here, once, so that no second answer can lead the connection elsewhere. */
async function publicAddressOf(url: URL, network: DownloadNetwork): Promise<string> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) ? [host] : await network.resolve(host).catch((): readonly string[] => [])
  const [first] = addresses
  if (first === undefined) throw new DownloadProblem(`${url.hostname} was not found.`)
  if (!addresses.every(isPublicAddress)) {
    throw new DownloadProblem('This address leads into a private network, which is not fetched.')
  }
  return first
}

async function readBody(answer: FetchedAnswer): Promise<Uint8Array> {
  const declared = Number(answer.headers['content-length'] ?? 0)
  const tooBig = new DownloadProblem('The picture has more than 50 MB.')
  if (declared > mostBytes) throw tooBig
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of answer.body) {
    length += chunk.byteLength
    if (length > mostBytes) throw tooBig
    chunks.push(chunk)
  }
  if (declared > 0 && length !== declared)
    throw new DownloadProblem('The connection broke off before the picture was whole.')
  return Buffer.concat(chunks)
}

function nameOf(url: URL): string {
  const last = url.pathname.split('/').findLast((part) => part !== '') ?? url.hostname
  try {
    return decodeURIComponent(last)
      .replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_')
      .slice(0, 120)
  } catch {
    return last.slice(0, 120)
  }
}

function checkedPicture(bytes: Uint8Array): Uint8Array {
  const sniffed = sniffMedia(bytes.subarray(0, sniffLength))
  if (sniffed.kind === 'svg') throw new DownloadProblem('SVG drawings can’t be used. Look for a PNG or JPEG of it.')
  if (sniffed.kind !== 'picture')
    throw new DownloadProblem('There is no picture at this address, only a page or another file.')
  return bytes
}

const redirects = new Set([301, 302, 303, 307, 308])

async function fetchPicture(text: string, network: DownloadNetwork, signal: AbortSignal): Promise<DownloadedPicture> {
  let url = checkedUrl(text)
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const address = await publicAddressOf(url, network)
    const answer = await network.fetch(url, address, signal)
    try {
      const location = answer.headers['location']
      if (redirects.has(answer.status) && typeof location === 'string') {
        url = checkedUrl(location, url)
        continue
      }
      if (answer.status !== 200) throw new DownloadProblem(`${url.hostname} answered with error ${answer.status}.`)
      return { name: nameOf(url), bytes: checkedPicture(await readBody(answer)) }
    } finally {
      answer.close()
    }
  }
  throw new DownloadProblem('The address leads on to others too many times.')
}

/**
 * Fetches one picture that the user agreed to fetch: https, no credentials, no private networks, three redirects each
 * checked anew, 50 MB, one minute. Fails with plain words; throws only when `signal` fires.
 */
export async function downloadPicture(
  url: string,
  signal: AbortSignal,
  network: DownloadNetwork = systemNetwork,
): Promise<Result<DownloadedPicture, string>> {
  const limit = AbortSignal.timeout(wholeTimeLimit)
  try {
    return succeed(await fetchPicture(url, network, AbortSignal.any([signal, limit])))
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof DownloadProblem) return fail(error.message)
    if (limit.aborted) return fail('The picture did not arrive within a minute.')
    return fail('The connection failed.')
  }
}

type Open = (url: URL, options: RequestOptions) => ClientRequest

/** Connects to exactly `address`; the name in `url` is used for the certificate and the request alone. */
export function fetchFrom(
  url: URL,
  address: string,
  signal: AbortSignal,
  open: Open = request,
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

const systemNetwork: DownloadNetwork = {
  resolve: async (hostname) => (await lookup(hostname, { all: true })).map((found) => found.address),
  fetch: (url, address, signal) => fetchFrom(url, address, signal),
}
