import type { FrameSource } from './document'

/** What a shot takes from another one: a frame of its clip, or the clip itself to go on from. */
export type LinkSource = Extract<FrameSource, { kind: 'shotFrame' | 'extension' }>

export function isLink(source: FrameSource | null | undefined): source is LinkSource {
  return source?.kind === 'shotFrame' || source?.kind === 'extension'
}
