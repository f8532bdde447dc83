import type { Rate } from '../../shared/time/time'
import { rangeAround, type PlayRange } from '../state/play-range'

/** The clock counts whole ticks, which are also the samples of the film's sound: frames come out exact at any rate. */
export const ticksPerSecond = 48_000

/** What the playback store says now. */
interface Wanted {
  readonly frame: number
  readonly speed: number
  readonly loop: boolean
  readonly inPoint: number | null
  readonly outPoint: number | null
  readonly scrubbing: boolean
}

export interface ClockInput {
  /** Ticks since any fixed moment, whole. */
  readonly ticks: number
  readonly wanted: Wanted
  readonly rate: Rate
  readonly length: number
}

/** One uninterrupted run: `frame` began to show at `ticks`. A new object means that what follows is not continuous. */
export interface Run {
  readonly ticks: number
  readonly frame: number
  readonly speed: number
  readonly rate: Rate
  readonly range: PlayRange
  readonly loop: boolean
}

export interface ClockState {
  /** Null while stopped or scrubbing. */
  readonly run: Run | null
  readonly frame: number
  /** `frame` and the share of it that has passed. */
  readonly position: number
  /** The run came to its end: the last frame stays and playing stops. */
  readonly ended: boolean
}

export const stoppedClock: ClockState = { run: null, frame: 0, position: 0, ended: false }

/** Ticks that one frame lasts at normal speed; whole only at some rates. */
export function ticksPerFrame(at: Rate): number {
  return (ticksPerSecond * at[1]) / at[0]
}

/** How many frames a run has moved on at `ticks`, and the share of the next one. */
function advanceOf(run: Run, ticks: number): { readonly whole: number; readonly share: number } {
  const passed = Math.max(0, ticks - run.ticks) * run.rate[0] * Math.abs(run.speed)
  const perFrame = run.rate[1] * ticksPerSecond
  const whole = Math.floor(passed / perFrame)
  return { whole, share: (passed - whole * perFrame) / perFrame }
}

function readRun(run: Run, ticks: number): ClockState {
  const { whole, share } = advanceOf(run, ticks)
  const { start, end } = run.range
  const span = end - start
  const offset = run.frame - start + (run.speed > 0 ? whole : -whole)
  const inside = offset >= 0 && offset < span
  if (!inside && !run.loop) {
    const frame = run.speed > 0 ? end - 1 : start
    return { run, frame, position: frame, ended: true }
  }
  const frame = start + (inside ? offset : ((offset % span) + span) % span)
  return { run, frame, position: frame + share, ended: false }
}

function continues(run: Run, state: ClockState, input: ClockInput, range: PlayRange): boolean {
  const { wanted, rate } = input
  return (
    wanted.frame === state.frame &&
    wanted.speed === run.speed &&
    wanted.loop === run.loop &&
    rate[0] === run.rate[0] &&
    rate[1] === run.rate[1] &&
    range.start === run.range.start &&
    range.end === run.range.end
  )
}

/** When the frame that shows at `ticks` began, so that a run which only changes its rules keeps its beat. */
function beganAt(run: Run, ticks: number): number {
  const { whole } = advanceOf(run, ticks)
  return run.ticks + Math.ceil((whole * ticksPerFrame(run.rate)) / Math.abs(run.speed))
}

/**
 * Moves the clock to `ticks`. A frame in the store that the clock did not put there is a seek: the run begins again
 * from it. Other changes (loop, marks, the film's length) go on from the frame that shows.
 */
export function advanceClock(state: ClockState, input: ClockInput): ClockState {
  const { wanted, rate, length, ticks } = input
  const frame = Math.min(wanted.frame, Math.max(0, length - 1))
  if (wanted.speed === 0 || wanted.scrubbing || length === 0) return { run: null, frame, position: frame, ended: false }
  const { run } = state
  const range = rangeAround(frame, wanted, length)
  if (run && continues(run, state, input, range)) return readRun(run, ticks)
  const goesOn = run !== null && frame === state.frame && wanted.speed === run.speed
  const began = goesOn ? Math.max(beganAt(run, ticks), run.ticks) : ticks
  return readRun({ ticks: began, frame, speed: wanted.speed, rate, range, loop: wanted.loop }, ticks)
}
