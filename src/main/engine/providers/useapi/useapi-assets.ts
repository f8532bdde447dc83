import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { z } from 'zod'
import type { RequestFile } from '../../../../shared/models/request'
import { ProviderHold } from '../provider'
import { holdOfAnswer } from './useapi-answers'
import type { UseapiServer } from './useapi-calls'
import { listIn, wordsOf } from './useapi-task'

const contentTypes: Readonly<Record<string, string>> = { '.png': 'image/png', '.jpg': 'image/jpeg' }
/** How many of the newest pictures are looked through for one that is there already. */
const lookedThrough = 200

const assetSchema = z.object({ assetId: z.string().min(1).max(500), name: z.string().nullish().catch(null) })

/**
 * Brings pictures to useapi.net, each once for an account: an asset carries the hash of its picture as its name, so it is
 * found there after a restart too.
 */
export class UseapiAssets {
  readonly #folder: string
  readonly #patience: number
  readonly #known = new Map<string, Promise<string>>()
  /** Pictures that the account lost and that were brought anew: once is enough. */
  readonly #renewed = new Set<string>()

  /** `folder`: the project's `cache/inputs`. `patience`: milliseconds for one upload. */
  constructor(folder: string, patience: number) {
    this.#folder = folder
    this.#patience = patience
  }

  /** The asset id of a picture. Rejects with `ProviderHold`. */
  idOf(file: RequestFile, server: UseapiServer, signal: AbortSignal): Promise<string> {
    const key = nameOf(file, server)
    const known = this.#known.get(key)
    if (known) return known
    const asked = this.#bring(file, server, this.#renewed.has(key), signal)
    this.#known.set(key, asked)
    asked.catch(() => this.#known.delete(key))
    return asked
  }

  /** The account does not know these pictures any more. True when it is worth bringing them once more. */
  lost(files: readonly RequestFile[], server: UseapiServer): boolean {
    const names = files.map((file) => nameOf(file, server))
    const anew = names.filter((name) => !this.#renewed.has(name))
    for (const name of names) {
      this.#known.delete(name)
      this.#renewed.add(name)
    }
    return anew.length > 0
  }

  async #bring(file: RequestFile, server: UseapiServer, renew: boolean, signal: AbortSignal): Promise<string> {
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(this.#patience)])
    const there = renew ? null : await findThere(file.file, server, bounded)
    return there ?? (await this.#upload(file.file, server, bounded))
  }

  async #upload(name: string, server: UseapiServer, signal: AbortSignal): Promise<string> {
    const type = contentTypes[extname(name)]
    if (type === undefined) throw new Error(`${extname(name)} is kept for requests, and its content type is not known`)
    const bytes = await readFile(join(this.#folder, name))
    const answer = await server.upload(`/assets/?name=${encodeURIComponent(name)}`, { type, bytes }, signal)
    const words = wordsOf(answer.body, server.key)
    const hold = holdOfAnswer(answer, words)
    if (hold) throw hold
    const asset = assetSchema.safeParse(answer.body)
    if (answer.status < 300 && asset.success) return asset.data.assetId
    throw new ProviderHold('UPLOAD.FAILED', 'A picture could not be uploaded to useapi.net. It is tried again.')
  }
}

function nameOf({ file }: RequestFile, { endpoint, key }: UseapiServer): string {
  return `${endpoint} ${key} ${file}`
}

/** A picture that is there already; null when there is none, or the list can't be read: then it is uploaded anew. */
async function findThere(name: string, server: UseapiServer, signal: AbortSignal): Promise<string | null> {
  const answer = await server.get(`/assets/?mediaType=image&offset=0&limit=${lookedThrough}`, signal)
  if (answer.status === 401) throw holdOfAnswer(answer, '') ?? new Error('a refused key holds')
  for (const entry of listIn(answer.body, 'assets') ?? []) {
    const asset = assetSchema.safeParse(entry)
    if (asset.success && asset.data.name === name) return asset.data.assetId
  }
  return null
}
