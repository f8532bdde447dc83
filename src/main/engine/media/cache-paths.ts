import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { framingText } from '../../../shared/ipc/media-address'
import type { AssetId } from '../../../shared/ids'
import type { Take } from '../../../shared/jobs/take'
import type { Asset, Framing, Size } from '../../../shared/project/document'
import type { FilmShape } from './media-library'

/** Changes when the same request would make other bytes than before; older files are then simply not found. */
const generation = 'v1'

function sizeText({ width, height }: Size): string {
  return `${width}x${height}`
}

function shapeText({ size, rate, fit }: FilmShape): string {
  return `${sizeText(size)}-${rate.join('-')}-${fit}`
}

function fingerprint(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}

export interface CachePaths {
  copy(asset: Asset, width: number, extension: 'jpg' | 'png'): string
  framed(assetId: AssetId, framing: Framing | null, size: Size): string
  card(card: { readonly title: string; readonly text: string; readonly size: Size }): string
  /** `headers` is the encoder's own parameter sets: with another encoder, copies made before no longer join. */
  conformed(take: Take, shape: FilmShape, headers: string): string
  frame(take: Take, frame: number, shape: FilmShape): string
  strip(take: Take): string
  peaks(asset: Asset): string
  samples(sha256: string): string
}

/** Names of cached files under `cache/`: everything that decides the bytes is in the name. */
export function cachePaths(cache: string): CachePaths {
  const place = (folder: string, name: string): string => join(cache, generation, folder, name)
  return {
    copy: (asset, width, extension) => place('pictures', `${asset.id}-${width}.${extension}`),
    framed: (assetId, framing, size) => place('framed', `${assetId}-${framingText(framing)}-${sizeText(size)}.png`),
    card: ({ title, text, size }) => place('cards', `${fingerprint(title, text)}-${sizeText(size)}.png`),
    conformed: (take, shape, headers) =>
      place('conformed', `${take.sha256}-${shapeText(shape)}-${fingerprint(headers)}.mp4`),
    frame: (take, frame, shape) => place('frames', `${take.sha256}-${frame}-${shapeText(shape)}.png`),
    strip: (take) => place('strips', `${take.sha256}.jpg`),
    peaks: (asset) => place('peaks', `${asset.id}.i8`),
    samples: (sha256) => place('sounds', `${sha256}.f32`),
  }
}
