import type { FilmPlan } from '../../shared/film/plan'
import { listen } from '../bridge'
import { documentStore } from '../state/document-store'
import { filmStore } from '../state/film-store'
import { frameInView, playbackStore } from '../state/playback-store'
import { advanceClock, stoppedClock, ticksPerSecond, type ClockState } from './film-clock'
import type { Motion } from './layer-element'
import { LayerPool } from './layer-pool'
import { rangeAround } from '../state/play-range'
import { startPlayTime, stepPlayTime } from './play-time'
import { SoundPlayer } from './sound-player'
import { stop } from '../state/transport'

/** Steps from making something visible to the screen. */
const stepsToScreen = 2

/**
 * Makes the playback store's wishes come true on a stage: one animation-frame loop moves the clock, writes the frame,
 * shows it and keeps the sound with it. It sleeps when the wanted frame is on screen and nothing moves.
 */
class FilmPlayer {
  readonly #root: HTMLElement
  readonly #pool: LayerPool
  readonly #sound = new SoundPlayer()
  readonly #ends: readonly (() => void)[]
  #request = 0
  #time = startPlayTime(performance.now() / 1000)
  #clock: ClockState = stoppedClock
  #mixed: string | null = null
  /** Steps since the wanted frame was ready to be seen. */
  #readyFor = 0
  #said: number | null = null
  #projectId: string | null = null

  constructor(root: HTMLElement, stage: HTMLElement) {
    this.#root = root
    this.#pool = new LayerPool(stage, this.#wake)
    document.addEventListener('visibilitychange', this.#stopUnseen)
    this.#ends = [
      () => document.removeEventListener('visibilitychange', this.#stopUnseen),
      playbackStore.subscribe(this.#wake),
      filmStore.subscribe(this.#filmChanged),
      listen('media:ready', ({ takeId }) => {
        this.#pool.refreshTake(takeId)
        this.#wake()
      }),
    ]
    this.#filmChanged()
  }

  dispose(): void {
    this.#ends.forEach((end) => end())
    cancelAnimationFrame(this.#request)
    this.#pool.dispose()
    this.#sound.dispose()
  }

  readonly #wake = (): void => {
    if (this.#request === 0) this.#request = requestAnimationFrame(this.#step)
  }

  readonly #stopUnseen = (): void => {
    if (document.hidden) stop()
  }

  readonly #filmChanged = (): void => {
    const { document: film, gestureBase, revision } = documentStore.getState()
    const projectId = film?.settings.projectId ?? null
    if (projectId !== this.#projectId) this.#pool.clear()
    this.#projectId = projectId
    const { plan } = filmStore.getState()
    // The engine mixes what was committed; an edit that leaves the sound alone leaves its blocks alone.
    const mixed = plan && gestureBase === null ? JSON.stringify([projectId, plan.sounds, plan.length, plan.rate]) : null
    if (mixed !== null && mixed !== this.#mixed) {
      this.#mixed = mixed
      this.#sound.useRevision(revision)
    }
    this.#wake()
  }

  readonly #step = (): void => {
    this.#request = 0
    // Not the time of the animation frame, which under load lies well before this moment, where the videos already are.
    this.#time = stepPlayTime(this.#time, performance.now() / 1000, this.#sound.heard)
    const { plan } = filmStore.getState()
    if (!plan || plan.length === 0) return this.#showNothing()
    const motion = this.#moveClock(plan)
    const state = this.#show(plan, motion)
    this.#sing(plan, motion, state === 'settled')
    if (motion !== 'stopped' || state === 'arriving') this.#wake()
  }

  #showNothing(): void {
    this.#pool.clear()
    this.#sound.rest()
    this.#clock = stoppedClock
    this.#say(0, null, 'stopped')
    this.#root.dataset['waiting'] = 'false'
    if (playbackStore.getState().speed !== 0) stop()
  }

  /** Moves the clock and writes the frame it came to. */
  #moveClock(plan: FilmPlan): Motion {
    const playback = playbackStore.getState()
    const peeks = playback.speed === 0 && playback.peek !== null
    const wanted = peeks ? { ...playback, frame: frameInView(playback), scrubbing: true } : playback
    const ticks = Math.floor(this.#time.now * ticksPerSecond)
    const clock = advanceClock(this.#clock, { ticks, wanted, rate: plan.rate, length: plan.length })
    this.#clock = clock
    if (clock.ended) playbackStore.setState({ frame: clock.frame, speed: 0 })
    else if (!peeks && clock.frame !== wanted.frame) playbackStore.setState({ frame: clock.frame })
    if (clock.ended || (!clock.run && !wanted.scrubbing)) return 'stopped'
    return clock.run?.speed === 1 ? 'playing' : 'moving'
  }

  /** What is played over and over, or null. */
  #loopRange(plan: FilmPlan): ReturnType<typeof rangeAround> | null {
    const { loop, inPoint, outPoint } = playbackStore.getState()
    if (!loop) return null
    return this.#clock.run?.range ?? rangeAround(this.#clock.frame, { inPoint, outPoint }, plan.length)
  }

  /**
   * Brings the wanted frame on screen. What is made visible in one step is on screen two steps later, and is said to be
   * only then: `waiting` for pixels, `arriving`, `settled`.
   */
  #show(plan: FilmPlan, motion: Motion): 'waiting' | 'arriving' | 'settled' {
    const { frame, position } = this.#clock
    const direction = playbackStore.getState().speed < 0 ? -1 : 1
    const ready = this.#pool.update({ plan, frame, position, motion, direction, loop: this.#loopRange(plan) })
    const stays = motion === 'stopped' && this.#root.dataset['frame'] === String(frame)
    this.#readyFor = ready && stays ? this.#readyFor + 1 : 0
    const settled = this.#readyFor >= stepsToScreen
    const shown = this.#pool.shownFrame
    const early = motion === 'stopped' && !settled && shown === frame
    this.#say(frame, early ? this.#said : shown, motion)
    this.#root.dataset['waiting'] = String(!ready && motion !== 'moving')
    if (settled) return 'settled'
    return ready ? 'arriving' : 'waiting'
  }

  #sing(plan: FilmPlan, motion: Motion, settled: boolean): void {
    if (plan.sounds.length === 0) return this.#sound.silence()
    const { run, frame } = this.#clock
    if (motion === 'playing' && run) {
      this.#sound.wake()
      this.#sound.follow(run, Math.floor(this.#time.now * ticksPerSecond), this.#time.offset)
    } else if (motion === 'stopped') {
      this.#sound.rest()
      if (settled) this.#sound.prepare((frame * plan.rate[1]) / plan.rate[0])
    } else this.#sound.silence()
  }

  /** Says on the monitor's root which frame is asked for and which frame's pixels are on screen. */
  #say(frame: number, shown: number | null, motion: Motion): void {
    const { dataset } = this.#root
    this.#said = shown
    const words = { frame: String(frame), shownFrame: String(shown ?? ''), motion }
    for (const [name, word] of Object.entries(words)) if (dataset[name] !== word) dataset[name] = word
  }
}

/** Plays the film on `stage` and says on `root` what is shown (`data-frame`, `data-shown-frame`); returns its end. */
export function startFilmPlayer(root: HTMLElement, stage: HTMLElement): () => void {
  const player = new FilmPlayer(root, stage)
  return () => player.dispose()
}
