import { fail, succeed, type Result } from '../../../shared/result'
import { DownloadProblem, fetchSafely, systemNetwork, type DownloadNetwork, type FetchedAnswer } from './safe-fetch'
import { sniffLength, sniffMedia } from './sniff-media'

export interface DownloadedPicture {
  /** The file name in the address, without its path. */
  readonly name: string
  readonly bytes: Uint8Array
}

const mostBytes = 50 * 1024 * 1024
const wholeTimeLimit = 60_000

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

function fetchPicture(text: string, network: DownloadNetwork, signal: AbortSignal): Promise<DownloadedPicture> {
  return fetchSafely(text, { network, reach: 'public', signal }, async (url, answer) => {
    if (answer.status !== 200) throw new DownloadProblem(`${url.hostname} answered with error ${answer.status}.`)
    return { name: nameOf(url), bytes: checkedPicture(await readBody(answer)) }
  })
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
