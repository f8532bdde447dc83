import type { MediaContainer } from '../ffmpeg/untrusted-input'

export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif' | 'tiff'

/** What a file is by its first bytes; its name is never asked. */
export type SniffedMedia =
  | { readonly kind: 'picture'; readonly format: PictureFormat; readonly extension: string }
  | { readonly kind: 'sound'; readonly container: MediaContainer; readonly extension: string }
  /** MP4 and WebM hold video, sound or both; which one only their index tells. */
  | { readonly kind: 'container'; readonly container: 'mp4' | 'webm' }
  | { readonly kind: 'svg' }
  | { readonly kind: 'unknown' }

/** How many bytes `sniffMedia` wants to see. */
export const sniffLength = 4096

function textAt(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length))
}

function startsWith(bytes: Uint8Array, ...values: readonly number[]): boolean {
  return values.every((value, index) => bytes[index] === value)
}

function picture(format: PictureFormat, extension: string): SniffedMedia {
  return { kind: 'picture', format, extension }
}

function sound(container: MediaContainer, extension: string): SniffedMedia {
  return { kind: 'sound', container, extension }
}

function sniffPicture(bytes: Uint8Array): SniffedMedia | null {
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return picture('jpeg', 'jpg')
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return picture('png', 'png')
  if (/^GIF8[79]a$/.test(textAt(bytes, 0, 6))) return picture('gif', 'gif')
  if (/^RIFF[^]{4}WEBP$/.test(textAt(bytes, 0, 12))) return picture('webp', 'webp')
  // Little and big endian, classic and BigTIFF.
  if (/^(II[*+]\0|MM\0[*+])$/.test(textAt(bytes, 0, 4))) return picture('tiff', 'tif')
  return null
}

/** Files of boxes: the brands in the first one say which kind. */
function sniffBoxes(bytes: Uint8Array): SniffedMedia | null {
  if (textAt(bytes, 4, 4) !== 'ftyp') return null
  const size = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0)
  const brands = textAt(bytes, 8, Math.min(size, 256) - 8).match(/[^]{4}/g) ?? []
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return picture('avif', 'avif')
  if (brands.some((brand) => /^(hei[cxms]|hev[cxms]|mif1|msf1|crx )$/.test(brand))) return { kind: 'unknown' }
  if (/^M4[ABP] $/.test(brands[0] ?? '')) return sound('mp4', 'm4a')
  return { kind: 'container', container: 'mp4' }
}

/** Sound without a header of its own: a frame of ADTS AAC or of MPEG layer III. Decoding then proves the guess. */
function sniffFrames(bytes: Uint8Array): SniffedMedia | null {
  const [first = 0, second = 0] = bytes
  if (first !== 0xff) return null
  if ((second & 0xf6) === 0xf0) return sound('aac', 'aac')
  const isLayer3 = (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08
  return isLayer3 ? sound('mp3', 'mp3') : null
}

function sniffSound(bytes: Uint8Array): SniffedMedia | null {
  if (/^(RIFF|RF64)[^]{4}WAVE$/.test(textAt(bytes, 0, 12))) return sound('wav', 'wav')
  if (textAt(bytes, 0, 4) === 'fLaC') return sound('flac', 'flac')
  if (textAt(bytes, 0, 4) === 'OggS') return sound('ogg', 'ogg')
  if (textAt(bytes, 0, 3) === 'ID3') return sound('mp3', 'mp3')
  return sniffFrames(bytes)
}

function sniffText(bytes: Uint8Array): SniffedMedia {
  const text = new TextDecoder().decode(bytes)
  return /^\s*</.test(text) && /<(\w+:)?svg[\s>]/i.test(text) ? { kind: 'svg' } : { kind: 'unknown' }
}

/** Tells what a file is from its first `sniffLength` bytes. */
export function sniffMedia(bytes: Uint8Array): SniffedMedia {
  if (bytes.byteLength < 12) return { kind: 'unknown' }
  if (startsWith(bytes, 0x1a, 0x45, 0xdf, 0xa3)) return { kind: 'container', container: 'webm' }
  return sniffPicture(bytes) ?? sniffBoxes(bytes) ?? sniffSound(bytes) ?? sniffText(bytes)
}
