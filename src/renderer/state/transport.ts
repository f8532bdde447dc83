import type { StoreApi } from 'zustand/vanilla'
import { filmStore } from './film-store'
import { playbackStore, type PlaybackState } from './playback-store'
import { markedRange } from './play-range'

/**
 * What the keys and the buttons under the picture do. These functions only write what is wanted into the playback store;
 * the player makes it happen.
 * They move the film, or what shows instead of it: `seek` and `stop` mean the film always.
 */

const speeds = [-8, -4, -2, -1, 1, 2, 4, 8] as const

function filmLength(): number {
  return filmStore.getState().plan?.length ?? 0
}

/** What is moved: its playhead, its length in frames, and the frames on which its clips begin. */
interface Deck {
  readonly playback: StoreApi<PlaybackState>
  readonly length: () => number
  readonly cuts: () => readonly number[]
}

const film: Deck = {
  playback: playbackStore,
  length: filmLength,
  cuts: () => filmStore.getState().plan?.clips.map((clip) => clip.start) ?? [],
}
let deck = film

/** Lets the keys move something else; the film stops. The returned function gives them back to it. */
export function moveInsteadOfFilm(playback: StoreApi<PlaybackState>, length: () => number): () => void {
  stop()
  deck = { playback, length, cuts: () => [] }
  return () => {
    deck = film
  }
}

/** Frames of what the keys move now. */
export function movingLength(): number {
  return deck.length()
}

/** How fast what the keys move now goes. */
export function movingSpeed(): number {
  return deck.playback.getState().speed
}

function within(frame: number, length: number): number {
  return Math.min(Math.max(0, Math.round(frame)), Math.max(0, length - 1))
}

/** Stops the film where the playhead is. */
export function stop(): void {
  playbackStore.setState({ speed: 0 })
}

/** Stops what moves. */
export function halt(): void {
  deck.playback.setState({ speed: 0 })
}

/**
 * Plays at normal speed, or stops. Playing begins again at the range's start when the playhead is on its last frame
 * or outside the marks.
 */
export function togglePlay(): void {
  const { speed, frame, inPoint, outPoint } = deck.playback.getState()
  if (speed !== 0) return halt()
  const length = deck.length()
  if (length === 0) return
  const range = markedRange({ inPoint, outPoint }, length)
  const inside = frame >= range.start && frame < range.end - 1
  deck.playback.setState({ speed: 1, frame: inside ? frame : range.start, scrubbing: false })
}

function shuttle(direction: 1 | -1): void {
  const { speed, frame } = deck.playback.getState()
  const length = deck.length()
  if (length === 0) return
  const ladder = direction > 0 ? speeds : speeds.toReversed()
  const next = ladder.find((step) => (step - speed) * direction > 0) ?? speed
  const nowhere = next > 0 ? frame >= length - 1 : frame <= 0
  if (!nowhere) deck.playback.setState({ speed: next, scrubbing: false })
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
  playbackStore.setState({ frame: within(frame, filmLength()) })
}

/** Stops and goes to a frame. */
function park(frame: number): void {
  deck.playback.setState({ speed: 0, frame: within(frame, deck.length()) })
}

/** Stops and moves by whole frames; negative is back. */
export function stepFrames(count: number): void {
  park(deck.playback.getState().frame + count)
}

/** Stops on the first frame of the clip before the playhead. */
export function previousCut(): void {
  const { frame } = deck.playback.getState()
  park(deck.cuts().findLast((cut) => cut < frame) ?? 0)
}

/** Stops on the first frame of the clip after the playhead, or on the film's last frame. */
export function nextCut(): void {
  const { frame } = deck.playback.getState()
  park(deck.cuts().find((cut) => cut > frame) ?? deck.length() - 1)
}

export function goToStart(): void {
  park(0)
}

/** Stops on the film's last frame. */
export function goToEnd(): void {
  park(deck.length() - 1)
}

export function toggleLoop(): void {
  deck.playback.setState(({ loop }) => ({ loop: !loop }))
}

/** Marks the playhead's frame as the first of the range; an out point that is not after it is dropped. */
export function markIn(): void {
  deck.playback.setState(({ frame, outPoint }) => ({
    inPoint: frame,
    outPoint: outPoint !== null && outPoint <= frame ? null : outPoint,
  }))
}

/** Marks the playhead's frame as the last of the range; an in point that is after it is dropped. */
export function markOut(): void {
  deck.playback.setState(({ frame, inPoint }) => ({
    outPoint: frame + 1,
    inPoint: inPoint !== null && inPoint > frame ? null : inPoint,
  }))
}

export function clearMarks(): void {
  deck.playback.setState({ inPoint: null, outPoint: null })
}
