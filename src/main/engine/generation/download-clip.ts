import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import {
  DownloadProblem,
  fetchSafely,
  systemNetwork,
  type DownloadNetwork,
  type FetchedAnswer,
} from '../media/safe-fetch'
import { ProviderHold } from '../providers/provider'

/** Larger than any clip of any model, and small enough not to fill a disk by accident. */
const mostBytes = 2 * 1024 ** 3
const wholeTimeLimit = 30 * 60_000

/**
 * Brings a finished clip to `destination`, whole or not at all. `from` is the address of the provider that named the
 * link: only a provider on this machine may name links on this machine. Rejects with `ProviderHold` when it did not come
 * this time, or with the error of the disk.
 */
export type DownloadClip = (
  link: string,
  destination: string,
  options: { readonly from: string; readonly signal: AbortSignal },
) => Promise<void>

function declaredLength({ headers }: FetchedAnswer): number | null {
  const declared = headers['content-length']
  return typeof declared === 'string' && /^\d+$/.test(declared) ? Number(declared) : null
}

async function write(answer: FetchedAnswer, file: FileHandle): Promise<void> {
  const declared = declaredLength(answer)
  const tooLarge = new DownloadProblem('The clip has more than 2 GB.')
  if (declared !== null && declared > mostBytes) throw tooLarge
  let length = 0
  for await (const chunk of answer.body) {
    length += chunk.byteLength
    if (length > mostBytes) throw tooLarge
    await file.writeFile(chunk)
  }
  // Without a declared length only decoding tells a short clip; with one this does.
  if (length === 0 || (declared !== null && length !== declared)) {
    throw new DownloadProblem('The connection broke off before the clip was whole.')
  }
}

async function save(answer: FetchedAnswer, destination: string): Promise<void> {
  const temporary = `${destination}.fetch`
  try {
    const file = await open(temporary, 'w')
    try {
      await write(answer, file)
    } finally {
      await file.close()
    }
    await rename(temporary, destination)
  } finally {
    await rm(temporary, { force: true })
  }
}

function isOfTheDisk(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code
  return typeof code === 'string' && /^(ENOSPC|EDQUOT|EROFS|EACCES|EPERM|EIO|EMFILE|ENFILE)$/.test(code)
}

/** Whether an address is a server on this machine. */
function isLocal(from: string): boolean {
  return new URL(from).protocol === 'http:'
}

/** Makes the download of clips; tests give it a network of their own. */
export function createDownloadClip(network: DownloadNetwork = systemNetwork): DownloadClip {
  return async (link, destination, { from, signal }) => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(wholeTimeLimit)])
    const reach = isLocal(from) ? 'thisMachine' : 'public'
    try {
      await fetchSafely(link, { network, reach, signal: limit }, async (_url, answer) => {
        if (answer.status !== 200) throw new DownloadProblem(`The clip’s server answered with error ${answer.status}.`)
        await save(answer, destination)
      })
    } catch (error) {
      signal.throwIfAborted()
      if (isOfTheDisk(error)) throw error
      const words = error instanceof DownloadProblem ? error.message : 'The connection broke off.'
      throw new ProviderHold('CLIP.MISSING', words)
    }
  }
}
