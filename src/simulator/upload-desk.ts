import { randomBytes, randomUUID } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Account } from './account'
import type { SimulatorClock } from './clock'
import { notFetched } from './media-address'
import { parseMultipart } from './multipart'
import { badRequest, emptyReply, jsonReply, storageProblem, type Reply } from './reply'

const leastBytes = 512
const mostBytes = 200 * 1024 * 1024
const mostUploads = 1000

const uploadSchema = z.object({
  filename: z
    .string()
    .min(3)
    .max(255)
    .refine((name) => /^[^/\\]+\.(png|jpe?g|webp|mp4|m4v|mov|webm|ogg|ogv|mkv|mp3|aac|m4a|flac|wav)$/i.test(name), {
      error: 'The filename must have a valid extension.',
    }),
  type: z.literal('ephemeral'),
})

interface Upload {
  readonly id: string
  readonly account: Account
  readonly uri: string
  readonly fields: Readonly<Record<string, string>>
  readonly createdAt: number
  /** Null until its file has come. A placeholder takes one file once, whether or not it is kept. */
  path: string | null
  used: boolean
}

/** Ephemeral uploads: a placeholder, a file for it, and 24 hours. */
export class UploadDesk {
  /** How long a file can be used, in simulated milliseconds. */
  life = 24 * 60 * 60 * 1000
  readonly #uploads = new Map<string, Upload>()
  readonly #clock: SimulatorClock
  readonly #folder: string

  constructor(clock: SimulatorClock, folder: string) {
    this.#clock = clock
    this.#folder = folder
  }

  /** POST /v1/uploads. `base` is the server's own address. */
  async place(account: Account, body: unknown, base: string): Promise<Reply> {
    const checked = uploadSchema.safeParse(body)
    if (!checked.success) return badRequest('Validation of body failed', { issues: checked.error.issues })
    const id = randomUUID()
    const upload: Upload = {
      id,
      account,
      uri: `runway://ephemeral/${id}`,
      fields: { key: `ephemeral/${id}/${checked.data.filename}`, policy: randomBytes(24).toString('base64') },
      createdAt: this.#clock.now(),
      path: null,
      used: false,
    }
    this.#uploads.set(id, upload)
    await this.#forgetOldest()
    return jsonReply(200, { uploadUrl: `${base}/storage/${id}`, fields: upload.fields, runwayUri: upload.uri })
  }

  /** The multipart POST to the storage: the fields as given, then perhaps `metadata`, then `file`, which must be last. */
  async store(id: string, contentType: string, body: Buffer): Promise<Reply> {
    const upload = this.#uploads.get(id)
    if (!upload || upload.used) return storageProblem(403, 'AccessDenied')
    const parts = parseMultipart(contentType, body)
    if (!parts) return storageProblem(400, 'MalformedPOSTRequest')
    const file = parts.at(-1)
    if (file?.name !== 'file' || !file.isFile) return storageProblem(400, 'InvalidArgument')
    for (const [name, value] of Object.entries(upload.fields)) {
      if (parts.find((part) => part.name === name)?.value.toString() !== value)
        return storageProblem(403, 'AccessDenied')
    }
    upload.used = true
    if (file.value.length < leastBytes) return storageProblem(400, 'EntityTooSmall')
    if (file.value.length > mostBytes) return storageProblem(400, 'EntityTooLarge')
    const path = join(this.#folder, `upload-${id}`)
    await writeFile(path, file.value)
    upload.path = path
    return emptyReply(204)
  }

  /** Why an account can't use an address; null for one that is not an upload's, or can be used. */
  problem(account: Account, uri: string): string | null {
    return !uri.startsWith('runway://') || this.#usable(uri, account) ? null : notFetched
  }

  /** The bytes of an upload that can be used; null for other addresses. */
  async bytes(account: Account, uri: string): Promise<Buffer | null> {
    const path = this.#usable(uri, account)?.path
    return path ? readFile(path) : null
  }

  /** How many files have come, for the control. */
  stored(): number {
    return [...this.#uploads.values()].filter(({ path }) => path !== null).length
  }

  #usable(uri: string, account: Account): Upload | null {
    const upload = this.#uploads.get(uri.replace('runway://ephemeral/', ''))
    if (!upload || upload.account !== account || upload.path === null) return null
    return this.#clock.now() < upload.createdAt + this.life ? upload : null
  }

  async #forgetOldest(): Promise<void> {
    if (this.#uploads.size <= mostUploads) return
    const [oldest] = this.#uploads.values()
    if (!oldest) return
    this.#uploads.delete(oldest.id)
    if (oldest.path !== null) await rm(oldest.path, { force: true })
  }
}
