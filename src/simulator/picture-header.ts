import type { PictureSize } from './output-size'

export type PictureFormat = 'png' | 'jpeg' | 'webp'

/** What the first bytes say a picture is; null for anything else. */
export function pictureFormatOf(bytes: Buffer): PictureFormat | null {
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'png'
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'jpeg'
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return 'webp'
  return null
}

/** Start-of-frame markers hold the size; C4, C8 and CC are tables. */
function isFrameMarker(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

function jpegSize(bytes: Buffer): PictureSize | null {
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] ?? 0
    if (isFrameMarker(marker)) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return null
}

/** Width by height of a PNG or JPEG; null when the header does not tell. */
export function pictureAspectOf(bytes: Buffer): number | null {
  const format = pictureFormatOf(bytes)
  const isPng = format === 'png' && bytes.length >= 24
  const size = isPng ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : null
  const found = format === 'jpeg' ? jpegSize(bytes) : size
  return found && found.width > 0 && found.height > 0 ? found.width / found.height : null
}
