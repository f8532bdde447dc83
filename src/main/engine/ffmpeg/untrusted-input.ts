import { resolve } from 'node:path'
import { options } from './options'

/** Containers that are opened at all, by what their bytes say, never by name. */
export type MediaContainer = 'mp4' | 'webm' | 'mp3' | 'wav' | 'flac' | 'ogg' | 'aac'

/** ffmpeg would guess the demuxer from the bytes and so open lists of other files; ours is forced. */
const demuxers: Readonly<Record<MediaContainer, string>> = {
  mp4: 'mov',
  webm: 'matroska',
  mp3: 'mp3',
  wav: 'wav',
  flac: 'flac',
  ogg: 'ogg',
  aac: 'aac',
}

/** 8192 x 8192, the largest film there can be. */
const mostPixels = 67_108_864
/** One allocation; a whole frame of the largest size in 16-bit 4:4:4 fits. */
const largestAllocation = 1_073_741_824

/** Input options for bytes from outside: one local file, one demuxer, bounded pixels and memory. */
export function untrustedInput(path: string, container: MediaContainer): readonly string[] {
  const limits = options(`-max_alloc ${largestAllocation} -max_pixels ${mostPixels} -threads 2`)
  return [...limits, ...options(`-protocol_whitelist file -f ${demuxers[container]}`), '-i', `file:${resolve(path)}`]
}

/** Input options for a file that we wrote ourselves. The prefix keeps odd characters in folder names harmless. */
export function ownInput(path: string): readonly string[] {
  return ['-protocol_whitelist', 'file', '-i', `file:${resolve(path)}`]
}

/** An output file as ffmpeg takes it whatever characters are in its path. */
export function outputFile(path: string): string {
  return `file:${resolve(path)}`
}
