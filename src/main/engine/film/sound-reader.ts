import { open, type FileHandle } from 'node:fs/promises'
import type { AssetId } from '../../../shared/ids'
import type { Asset } from '../../../shared/project/document'
import type { MediaLibrary } from '../media/media-library'
import { soundChannels, type ReadSamples } from './mix-blocks'

const pairBytes = soundChannels * Float32Array.BYTES_PER_ELEMENT

/** Random access to the decoded sounds of a project. */
export interface SoundReader {
  readonly read: ReadSamples
  /** Closes the files; reads fail afterwards. */
  close(): Promise<void>
}

async function readPairs(file: FileHandle, from: number, count: number): Promise<Float32Array> {
  const bytes = new Uint8Array(count * pairBytes)
  let filled = 0
  while (filled < bytes.length) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, from * pairBytes + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return new Float32Array(bytes.buffer, 0, Math.floor(filled / pairBytes) * soundChannels)
}

/** Opens each sound once, when it is first heard. An asset that is not in `assets` is silent. */
export function openSoundReader(
  media: Pick<MediaLibrary, 'soundSamples'>,
  assets: ReadonlyMap<AssetId, Asset>,
  signal: AbortSignal,
): SoundReader {
  const files = new Map<AssetId, Promise<FileHandle>>()
  const fileOf = (asset: Asset): Promise<FileHandle> => {
    const opened = files.get(asset.id) ?? media.soundSamples(asset, signal).then((path) => open(path, 'r'))
    files.set(asset.id, opened)
    return opened
  }
  return {
    read: async (assetId, from, count) => {
      const asset = assets.get(assetId)
      return asset ? readPairs(await fileOf(asset), from, count) : new Float32Array(0)
    },
    close: async () => {
      const opened = await Promise.allSettled(files.values())
      files.clear()
      for (const file of opened) if (file.status === 'fulfilled') await file.value.close()
    },
  }
}
