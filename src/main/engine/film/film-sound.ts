import type { FilmPlan } from '../../../shared/film/plan'
import type { AssetId } from '../../../shared/ids'
import type { Asset } from '../../../shared/project/document'
import type { MediaLibrary } from '../media/media-library'
import { mixBlock, samplesFromFrames, soundRate } from './mix-blocks'
import { openSoundReader } from './sound-reader'

export interface SoundBlockRequest {
  readonly plan: Pick<FilmPlan, 'sounds' | 'rate' | 'length'>
  readonly assets: ReadonlyMap<AssetId, Asset>
  readonly media: Pick<MediaLibrary, 'soundSamples'>
  /** Which second. */
  readonly index: number
  readonly signal: AbortSignal
}

/**
 * One second of the film's sound for the player, as little-endian floats: the block that an export encodes. Null past
 * the film's end. Rejects as `soundSamples` does.
 */
export async function filmSoundBlock(request: SoundBlockRequest): Promise<Uint8Array | null> {
  const { plan, assets, media, index, signal } = request
  if (index < 0 || index * soundRate >= samplesFromFrames(plan.length, plan.rate)) return null
  const reader = openSoundReader(media, assets, signal)
  try {
    return new Uint8Array((await mixBlock(plan, reader.read, index)).buffer)
  } finally {
    await reader.close()
  }
}
