import { createHash } from 'node:crypto'
import { options } from '../main/engine/ffmpeg/options'
import type { ClipOrder } from './clip-order'

export const rate = 24
export const timeLimit = 300_000

export function digest(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${part.length}:`).update(part)
  return hash.digest('hex')
}

/** Crops a picture to the frame's shape around its middle; in the colours that the encoder names. */
export function fit({ size: { width, height } }: ClipOrder): string {
  const scale = `scale=${width}:${height}:force_original_aspect_ratio=increase:out_color_matrix=bt709:out_range=tv`
  return `${scale},format=yuv444p,crop=${width}:${height},setsar=1`
}

export function soundInput({ seconds, card }: ClipOrder): readonly string[] {
  const pitch = 220 + (Number.parseInt(digest(card).slice(6, 10), 16) % 440)
  return ['-f', 'lavfi', '-i', `sine=frequency=${pitch}:sample_rate=48000:duration=${seconds}`]
}

export const encoder = options(
  '-c:v libx264 -preset ultrafast -crf 26 -pix_fmt yuv420p -g 48 -bf 0 -threads 2 -color_primaries bt709 -color_trc bt709 -colorspace bt709 -color_range tv',
)
export const container = options('-map_metadata -1 -fflags +bitexact -movflags +faststart -f mp4')
