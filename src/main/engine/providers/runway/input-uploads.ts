import type RunwayML from '@runwayml/sdk'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { z } from 'zod'
import type { RequestFile, RequestInputs } from '../../../../shared/models/request'
import { ProviderHold } from '../provider'
import { isLoopback } from '../server-address'
import type { InputAddresses, ReferenceAddress } from './body-parts'
import { holdOf } from './runway-answers'

/** The most characters a data URI may have (SDK 4.20.1: "up to 5MB"). Larger files are uploaded. */
const longestDataUri = 5 * 1024 * 1024
/** Uploads live 24 hours; one that is nearly over is made again. */
const uploadLife = 23 * 3_600_000

/** By the extension that a file is kept under: what the provider is told that it is. */
const contentTypes: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.flac': 'audio/flac',
  '.m4a': 'audio/mp4',
  '.aac': 'audio/aac',
  '.mp4': 'video/mp4',
  '.mov': 'video/quicktime',
  '.webm': 'video/webm',
}

function contentTypeOf(file: string): string {
  const type = contentTypes[extname(file)]
  if (type === undefined) throw new Error(`${extname(file)} is kept for requests, and its content type is not known`)
  return type
}

const placeSchema = z.object({
  uploadUrl: z.string(),
  fields: z.record(z.string(), z.string()),
  runwayUri: z.string().startsWith('runway://'),
})

interface Uploaded {
  readonly uri: string
  readonly until: number
}

/** Where the bytes go, which the server names: https, or this machine while the server itself is on it. */
function checkedPlace(uploadUrl: string, endpoint: string): URL {
  const url = URL.canParse(uploadUrl) ? new URL(uploadUrl) : null
  const local = url !== null && isLoopback(url.hostname) && isLoopback(new URL(endpoint).hostname)
  if (url && url.username === '' && (url.protocol === 'https:' || local)) return url
  throw new ProviderHold('UPLOAD.FAILED', 'Runway named a place for a file that is not safe to send it to.')
}

/** Brings the files of requests to where Runway reads them, each no more than once while its upload lives. */
export class InputUploads {
  readonly #folder: string
  readonly #elapsed: () => number
  readonly #patience: number
  readonly #uploaded = new Map<string, Uploaded>()

  /** `folder`: the project's `cache/inputs`. `elapsed`: milliseconds that only grow. `patience`: those of an upload. */
  constructor(folder: string, elapsed: () => number, patience: number) {
    this.#folder = folder
    this.#elapsed = elapsed
    this.#patience = patience
  }

  /** The addresses of all files of a request. Rejects with `ProviderHold`. */
  async addresses(request: RequestInputs, client: RunwayML, signal: AbortSignal): Promise<InputAddresses> {
    const start = request.start && (await this.#address(request.start, client, signal))
    const end = request.end && (await this.#address(request.end, client, signal))
    const references: ReferenceAddress[] = []
    for (const reference of request.references) {
      references.push({ kind: reference.kind, uri: await this.#address(reference, client, signal) })
    }
    if (!request.extension) return { start, end, references }
    return { start, end, references, extension: await this.#address(request.extension, client, signal) }
  }

  /** The address of a file: its own bytes when they are few, else an upload. */
  async #address(kept: RequestFile, client: RunwayML, signal: AbortSignal): Promise<string> {
    const bytes = await readFile(join(this.#folder, kept.file))
    const dataUri = `data:${contentTypeOf(kept.file)};base64,${bytes.toString('base64')}`
    if (dataUri.length <= longestDataUri) return dataUri
    const key = `${client.baseURL} ${client.apiKey} ${kept.sha256}`
    const known = this.#uploaded.get(key)
    if (known && known.until > this.#elapsed()) return known.uri
    const uri = await this.#upload(kept.file, bytes, client, signal)
    this.#uploaded.set(key, { uri, until: this.#elapsed() + uploadLife })
    return uri
  }

  async #upload(name: string, bytes: Uint8Array<ArrayBuffer>, client: RunwayML, signal: AbortSignal): Promise<string> {
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(this.#patience)])
    const place = await this.#askPlace(name, client, bounded)
    const url = checkedPlace(place.uploadUrl, client.baseURL)
    const form = new FormData()
    for (const [field, value] of Object.entries(place.fields)) form.append(field, value)
    // The storage stops reading at the file, so it comes last.
    form.append('file', new Blob([bytes], { type: contentTypeOf(name) }), name)
    const failed = new ProviderHold('UPLOAD.FAILED', 'A file could not be uploaded. It is tried again.')
    try {
      const answer = await fetch(url, { method: 'POST', body: form, redirect: 'error', signal: bounded })
      await answer.body?.cancel()
      if (!answer.ok) throw failed
    } catch {
      throw failed
    }
    return place.runwayUri
  }

  async #askPlace(filename: string, client: RunwayML, signal: AbortSignal): Promise<z.infer<typeof placeSchema>> {
    let answer: unknown
    try {
      answer = await client.post('/v1/uploads', { body: { filename, type: 'ephemeral' }, signal })
    } catch (error) {
      throw holdOf(error) ?? new ProviderHold('UPLOAD.FAILED', 'There is no place for uploads at this address.')
    }
    const place = placeSchema.safeParse(answer)
    if (place.success) return place.data
    throw new ProviderHold('ANSWER.UNREADABLE', 'Runway’s answer can’t be read.')
  }
}
