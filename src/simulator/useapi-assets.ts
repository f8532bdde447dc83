import { randomUUID } from 'node:crypto'
import type { Account } from './account'
import type { SimulatorClock } from './clock'
import { jsonReply, type Reply } from './reply'

interface Asset {
  readonly account: Account
  readonly uuid: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: Buffer
  readonly createdAt: string
}

/** The types that its page lists begin so; GIF is among the pictures, WebP is not. */
const types = /^(image\/(png|jpeg|gif)|video\/[a-z0-9-]+|audio\/[a-z0-9-]+)$/

export function useapiProblem(status: number, error: string): Reply {
  return jsonReply(status, { error, code: status })
}

/** How ids of useapi.net begin: they name its user and the Runway account, which is an address of mail. */
export const idPrefix = 'user:1-runwayml:director@example.test'

export function assetIdOf(uuid: string): string {
  return `${idPrefix}-asset:${uuid}`
}

/** Pictures that were uploaded, by account; they are kept as long as the simulator runs. */
export class UseapiAssets {
  readonly #assets = new Map<string, Asset>()
  readonly #clock: SimulatorClock

  constructor(clock: SimulatorClock) {
    this.#clock = clock
  }

  store(account: Account, name: string | null, contentType: string, bytes: Buffer): Reply {
    if (name === null || name === '') return useapiProblem(400, 'Parameter name is required.')
    if (!types.test(contentType)) return useapiProblem(400, `Content-Type ${contentType} is not supported.`)
    if (bytes.length === 0) return useapiProblem(400, 'The body is empty.')
    const createdAt = this.#clock.told().toISOString()
    const mediaType = contentType.split('/')[0] ?? ''
    const asset: Asset = { account, uuid: randomUUID(), name, mediaType, bytes, createdAt }
    this.#assets.set(asset.uuid, asset)
    return jsonReply(200, told(asset))
  }

  /** The newest first. */
  list(account: Account, query: URLSearchParams): Reply {
    const mediaType = query.get('mediaType')
    const found = [...this.#assets.values()]
      .filter((asset) => asset.account === account && (mediaType === null || asset.mediaType === mediaType))
      .reverse()
    const offset = Number(query.get('offset') ?? 0)
    return jsonReply(200, found.slice(offset, offset + Number(query.get('limit') ?? 50)).map(told))
  }

  /** The bytes of a picture; null when this account has none under that id. */
  bytes(account: Account, assetId: unknown): Buffer | null {
    const uuid = String(assetId).split('-asset:')[1] ?? ''
    const asset = this.#assets.get(uuid)
    return asset?.account === account && asset.mediaType === 'image' ? asset.bytes : null
  }
}

function told({ uuid, name, bytes, createdAt, mediaType }: Asset): object {
  return {
    assetId: assetIdOf(uuid),
    id: uuid,
    name,
    createdAt,
    updatedAt: createdAt,
    type: { name: mediaType, type: mediaType, isDirectory: false },
    size: bytes.length,
    previewUrls: [],
    fileCount: 1,
    private: true,
  }
}
