import type { AssetId } from '../../shared/ids'
import { peaksAddress } from '../../shared/ipc/media-address'
import { readMedia } from '../bridge'

/** Pairs of least and greatest amplitude, -128 to 127, of every hundredth of a second. */
export type Peaks = Int8Array

export const peaksPerSecond = 100

const asked = new Map<AssetId, Promise<Peaks | null>>()

async function fetchPeaks(assetId: AssetId): Promise<Peaks | null> {
  const bytes = await readMedia(peaksAddress(assetId))
  if (bytes === null) asked.delete(assetId)
  return bytes === null ? null : new Int8Array(bytes)
}

/** The waveform of a sound, fetched once; null when it can't be had now, and then asked for again next time. */
export function peaksOf(assetId: AssetId): Promise<Peaks | null> {
  const known = asked.get(assetId) ?? fetchPeaks(assetId)
  asked.set(assetId, known)
  return known
}
