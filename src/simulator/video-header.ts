import type { PictureSize } from './output-size'

export interface VideoFacts {
  readonly seconds: number
  readonly size: PictureSize
}

/** Where the content of the next box of a type begins, after `from`; -1 where there is none. */
function boxAt(bytes: Buffer, type: string, from = 0): number {
  const at = bytes.indexOf(type, from, 'latin1')
  return at < 0 || at + 100 > bytes.length ? -1 : at + 4
}

/** Length and frame of an MP4 as its header tells them; null for what is none. */
export function readVideo(bytes: Buffer): VideoFacts | null {
  const movie = boxAt(bytes, 'mvhd')
  if (movie < 0) return null
  const isLong = bytes[movie] === 1
  const scale = bytes.readUInt32BE(movie + (isLong ? 20 : 12))
  const length = isLong ? Number(bytes.readBigUInt64BE(movie + 24)) : bytes.readUInt32BE(movie + 16)
  for (let track = boxAt(bytes, 'tkhd'); track >= 0; track = boxAt(bytes, 'tkhd', track)) {
    const end = track + (bytes[track] === 1 ? 96 : 84)
    const [width, height] = [bytes.readUInt16BE(end - 8), bytes.readUInt16BE(end - 4)]
    // Sound has no frame.
    if (width > 0 && height > 0) return { seconds: length / Math.max(1, scale), size: { width, height } }
  }
  return null
}
