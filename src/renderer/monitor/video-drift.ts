export interface DriftState {
  /** When the element was last sent elsewhere, in seconds. */
  readonly lastSeek: number
}

interface PlayingVideo {
  /** Its own time in seconds. */
  readonly at: number
  readonly paused: boolean
  readonly seeking: boolean
  /** Frames per second of what it plays. */
  readonly rate: number
}

interface DriftFix {
  readonly state: DriftState
  /** Whether it should be running. */
  readonly play: boolean
  /** Playback rate to use from now on. */
  readonly speed: number
  /** Seconds to seek to, or null. */
  readonly seekTo: number | null
}

/** Frames. */
const negligible = 0.2
const waitBeyond = 1
const seekBeyond = 6
/** Seconds. */
const seekTakes = 0.06
const seekEvery = 0.4
/** Shares of normal speed. */
const slower = 0.1
const faster = 0.5

/**
 * How to keep a playing video on the clock. `position` is the source frame, with its share that has passed, that should
 * be on screen; `now` is in seconds. It makes up for differences by playing a little faster or slower; well ahead it
 * waits for the clock, and when it is lost it is sent to its place, at most every 0.4 s.
 */
export function correctDrift(state: DriftState, video: PlayingVideo, position: number, now: number): DriftFix {
  const goOn = { state, play: true, speed: 1, seekTo: null }
  if (video.seeking) return goOn
  const drift = video.at * video.rate - position
  if (Math.abs(drift) > seekBeyond && now - state.lastSeek > seekEvery) {
    return { ...goOn, state: { lastSeek: now }, seekTo: Math.max(0, position / video.rate + seekTakes) }
  }
  if (drift > (video.paused ? negligible : waitBeyond)) return { ...goOn, play: false }
  if (Math.abs(drift) < negligible) return goOn
  const change = Math.max(-faster, Math.min(slower, drift * 0.1))
  return { ...goOn, speed: Math.round((1 - change) * 100) / 100 }
}
