import { filmStore } from './film-store'
import { playbackStore } from './playback-store'
import { markedRange } from './play-range'

/**
 * What the keys and the buttons under the picture do. These functions only write what is wanted into the playback store;
 * the film player makes it happen.
 */

const speeds = [-8, -4, -2, -1, 1, 2, 4, 8] as const

function filmLength(): number {
  return filmStore.getState().plan?.length ?? 0
}

function withinFilm(frame: number): number {
  return Math.min(Math.max(0, Math.round(frame)), Math.max(0, filmLength() - 1))
}

/** Stops where the playhead is. */
export function stop(): void {
  playbackStore.setState({ speed: 0 })
}

/**
 * Plays at normal speed, or stops. Playing begins again at the range's start when the playhead is on its last frame
 * or outside the marks.
 */
export function togglePlay(): void {
  const { speed, frame, inPoint, outPoint } = playbackStore.getState()
  if (speed !== 0) return stop()
  const length = filmLength()
  if (length === 0) return
  const range = markedRange({ inPoint, outPoint }, length)
  const inside = frame >= range.start && frame < range.end - 1
  playbackStore.setState({ speed: 1, frame: inside ? frame : range.start, scrubbing: false })
}

function shuttle(direction: 1 | -1): void {
  const { speed, frame } = playbackStore.getState()
  const length = filmLength()
  if (length === 0) return
  const ladder = direction > 0 ? speeds : speeds.toReversed()
  const next = ladder.find((step) => (step - speed) * direction > 0) ?? speed
  const nowhere = next > 0 ? frame >= length - 1 : frame <= 0
  if (!nowhere) playbackStore.setState({ speed: next, scrubbing: false })
}

/** One step faster forward: 1, 2, 4, 8; from backward play it slows down first. */
export function shuttleForward(): void {
  shuttle(1)
}

/** One step faster backward: 1, 2, 4, 8; from forward play it slows down first. */
export function shuttleBackward(): void {
  shuttle(-1)
}

/** Goes to a film frame, held inside the film. Playing goes on from there. */
export function seek(frame: number): void {
  playbackStore.setState({ frame: withinFilm(frame) })
}

/** Stops and goes to a film frame. */
function park(frame: number): void {
  playbackStore.setState({ speed: 0, frame: withinFilm(frame) })
}

/** Stops and moves by whole frames; negative is back. */
export function stepFrames(count: number): void {
  park(playbackStore.getState().frame + count)
}

/** Stops on the first frame of the clip before the playhead. */
export function previousCut(): void {
  const { frame } = playbackStore.getState()
  park(filmStore.getState().plan?.clips.findLast((clip) => clip.start < frame)?.start ?? 0)
}

/** Stops on the first frame of the clip after the playhead, or on the film's last frame. */
export function nextCut(): void {
  const { frame } = playbackStore.getState()
  park(filmStore.getState().plan?.clips.find((clip) => clip.start > frame)?.start ?? filmLength() - 1)
}

export function goToStart(): void {
  park(0)
}

/** Stops on the film's last frame. */
export function goToEnd(): void {
  park(filmLength() - 1)
}

export function toggleLoop(): void {
  playbackStore.setState(({ loop }) => ({ loop: !loop }))
}

/** Marks the playhead's frame as the first of the range; an out point that is not after it is dropped. */
export function markIn(): void {
  playbackStore.setState(({ frame, outPoint }) => ({
    inPoint: frame,
    outPoint: outPoint !== null && outPoint <= frame ? null : outPoint,
  }))
}

/** Marks the playhead's frame as the last of the range; an in point that is after it is dropped. */
export function markOut(): void {
  playbackStore.setState(({ frame, inPoint }) => ({
    outPoint: frame + 1,
    inPoint: inPoint !== null && inPoint > frame ? null : inPoint,
  }))
}

export function clearMarks(): void {
  playbackStore.setState({ inPoint: null, outPoint: null })
}
