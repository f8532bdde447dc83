import { createStore, type StoreApi } from 'zustand/vanilla'

export interface PlaybackState {
  /** The film frame under the playhead. Written up to 60 times a second: subscribe, do not render from it. */
  readonly frame: number
  /** 0 when stopped; 1, 2, 4, 8 forward; negative backward. */
  readonly speed: number
  readonly loop: boolean
  /** Marked range in film frames, half open; null where unmarked. */
  readonly inPoint: number | null
  readonly outPoint: number | null
  /** True while the playhead is dragged: the monitor seeks as fast as it can. */
  readonly scrubbing: boolean
  /** A frame that the stopped monitor shows instead, while an edge is trimmed there; the playhead stays. */
  readonly peek: number | null
}

const atRest: PlaybackState = {
  frame: 0,
  speed: 0,
  loop: false,
  inPoint: null,
  outPoint: null,
  scrubbing: false,
  peek: null,
}

/** A playhead at rest on the first frame. */
export function createPlayback(over: Partial<PlaybackState> = {}): StoreApi<PlaybackState> {
  return createStore<PlaybackState>(() => ({ ...atRest, ...over }))
}

/** Where the playhead is and how it moves. The monitor's clock is the only writer of `frame` while it plays. */
export const playbackStore = createPlayback()

/** The frame that the monitor shows: the playhead's, or the one that is looked at while an edge is trimmed. */
export function frameInView({ frame, speed, peek }: PlaybackState): number {
  return speed === 0 ? (peek ?? frame) : frame
}
