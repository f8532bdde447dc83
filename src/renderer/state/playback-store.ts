import { createStore } from 'zustand/vanilla'

interface PlaybackState {
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
}

/** Where the playhead is and how it moves. The monitor's clock is the only writer of `frame` while it plays. */
export const playbackStore = createStore<PlaybackState>(() => ({
  frame: 0,
  speed: 0,
  loop: false,
  inPoint: null,
  outPoint: null,
  scrubbing: false,
}))
