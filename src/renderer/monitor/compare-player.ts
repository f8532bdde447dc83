import { comparedFrame, comparisonLength, type ComparedTake } from '../../shared/film/compare-takes'
import { listen } from '../bridge'
import { comparePlayback, compareStore } from '../state/compare-store'
import { advanceClock, stoppedClock, ticksPerSecond, type ClockState } from './film-clock'
import type { Motion } from './layer-element'
import { LayerPool } from './layer-pool'
import { startPlayTime, stepPlayTime } from './play-time'

/** Steps from making something visible to the screen. */
const stepsToScreen = 2

/** Where one take of the comparison is shown. */
export interface CompareStage {
  readonly root: HTMLElement
  readonly stage: HTMLElement
}

/**
 * Plays two to four takes on one clock, each on a stage of its own, with the film player's parts: what is on a stage
 * changes only when its pixels are there. It sleeps when every wanted frame is on screen and nothing moves.
 */
class ComparePlayer {
  readonly #stages: readonly CompareStage[]
  readonly #pools: readonly LayerPool[]
  readonly #ends: readonly (() => void)[]
  #request = 0
  #time = startPlayTime(performance.now() / 1000)
  #clock: ClockState = stoppedClock
  /** Steps since every wanted frame was ready to be seen. */
  #readyFor = 0

  constructor(stages: readonly CompareStage[]) {
    this.#stages = stages
    this.#pools = stages.map(({ stage }) => new LayerPool(stage, this.#wake))
    document.addEventListener('visibilitychange', this.#stopUnseen)
    this.#ends = [
      () => document.removeEventListener('visibilitychange', this.#stopUnseen),
      comparePlayback.subscribe(this.#wake),
      compareStore.subscribe(this.#wake),
      listen('media:ready', ({ takeId }) => {
        this.#pools.forEach((pool) => pool.refreshTake(takeId))
        this.#wake()
      }),
    ]
    this.#wake()
  }

  dispose(): void {
    this.#ends.forEach((end) => end())
    cancelAnimationFrame(this.#request)
    this.#pools.forEach((pool) => pool.dispose())
  }

  readonly #wake = (): void => {
    this.#readyFor = 0
    if (this.#request === 0) this.#request = requestAnimationFrame(this.#step)
  }

  readonly #stopUnseen = (): void => {
    if (document.hidden) comparePlayback.setState({ speed: 0 })
  }

  readonly #step = (): void => {
    this.#request = 0
    this.#time = stepPlayTime(this.#time, performance.now() / 1000, null)
    const { panes } = compareStore.getState()
    const [first] = panes
    if (!first) return this.#pools.forEach((pool) => pool.clear())
    const motion = this.#moveClock(panes, first)
    const ready = this.#pools.map((pool, at) => this.#show(pool, panes[at], at, motion)).every(Boolean)
    this.#readyFor = ready && motion === 'stopped' ? this.#readyFor + 1 : 0
    const settled = this.#readyFor >= stepsToScreen
    if ((motion !== 'stopped' || (ready && !settled)) && this.#request === 0) {
      this.#request = requestAnimationFrame(this.#step)
    }
  }

  #moveClock(panes: readonly ComparedTake[], { plan }: ComparedTake): Motion {
    const wanted = comparePlayback.getState()
    const ticks = Math.floor(this.#time.now * ticksPerSecond)
    const clock = advanceClock(this.#clock, { ticks, wanted, rate: plan.rate, length: comparisonLength(panes) })
    this.#clock = clock
    if (clock.ended) comparePlayback.setState({ frame: clock.frame, speed: 0 })
    else if (clock.frame !== wanted.frame) comparePlayback.setState({ frame: clock.frame })
    if (clock.ended || (!clock.run && !wanted.scrubbing)) return 'stopped'
    return clock.run?.speed === 1 ? 'playing' : 'moving'
  }

  /** Brings one stage to the clock's frame; true once exactly that is on screen. */
  #show(pool: LayerPool, pane: ComparedTake | undefined, at: number, motion: Motion): boolean {
    if (!pane) return true
    const { frame: wanted, position } = this.#clock
    const { frame, holds } = comparedFrame(pane, wanted)
    const ready = pool.update({
      plan: pane.plan,
      frame,
      position: holds ? frame : frame + (position - wanted),
      motion: holds ? 'stopped' : motion,
      direction: comparePlayback.getState().speed < 0 ? -1 : 1,
      loop: { start: pane.start, end: pane.start + pane.length },
    })
    const { dataset } = this.#stages[at]?.root ?? {}
    if (dataset) {
      const shown = pool.shownFrame
      const words = {
        frame: String(wanted),
        shownFrame: shown === null ? '' : String(shown - pane.start),
        holds: String(holds),
        waiting: String(!ready && motion !== 'moving'),
      }
      for (const [name, word] of Object.entries(words)) if (dataset[name] !== word) dataset[name] = word
    }
    return ready
  }
}

/** Plays what is compared on these stages and says on their roots what is shown; returns its end. */
export function startComparePlayer(stages: readonly CompareStage[]): () => void {
  const player = new ComparePlayer(stages)
  return () => player.dispose()
}
