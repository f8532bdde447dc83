import { ticksPerSecond, type Run } from './film-clock'
import { SoundBlocks } from './sound-blocks'
import { soundPieces, type SoundPiece } from './sound-schedule'

const scheduleAhead = 1.2 * ticksPerSecond
/** Samples between now and the first that can still be handed to the device in time. */
const handOver = 0.01 * ticksPerSecond
const fadeSeconds = 0.008
const sleepAfter = 5000

/** What sounds of one run: dropped as a whole when the run, or the place of the device's clock, changes. */
interface Sounding {
  readonly run: Run
  /** Device samples minus clock ticks, whole. */
  readonly base: number
  readonly gain: GainNode
  readonly sources: AudioBufferSourceNode[]
  /** First tick that nothing was handed over for yet. */
  until: number
}

/** Plays the film's mix in step with the clock, at normal speed only; without a sound device it does nothing. */
export class SoundPlayer {
  readonly #blocks = new SoundBlocks()
  readonly #buffers = new WeakMap<Float32Array, AudioBuffer>()
  #context: AudioContext | null = null
  #sounding: Sounding | null = null
  #sleepTimer = 0

  /** The sound that is heard now, in the device's seconds; null while the device is not running. */
  get heard(): number | null {
    const context = this.#context
    return context?.state === 'running' ? context.currentTime - (context.outputLatency || 0) : null
  }

  useRevision(revision: number): void {
    this.#blocks.useRevision(revision)
  }

  /** Fetches what will sound first when playing begins at a film time, in seconds. */
  prepare(seconds: number): void {
    this.#blocks.get(Math.floor(seconds))
    this.#blocks.get(Math.floor(seconds) + 1)
  }

  /** Starts the device's clock. Browsers may refuse until the user has done something; then the film is silent. */
  wake(): void {
    window.clearTimeout(this.#sleepTimer)
    this.#context ??= new AudioContext({ sampleRate: ticksPerSecond, latencyHint: 'balanced' })
    if (this.#context.state === 'suspended') void this.#context.resume()
  }

  /**
   * Keeps a run sounding from clock tick `tick` on; `offset` is device time minus clock time in seconds, null while the
   * device's clock is not to be relied on.
   */
  follow(run: Run, tick: number, offset: number | null): void {
    const context = this.#context
    const base = offset === null ? null : Math.round(offset * ticksPerSecond)
    if (!context || base === null) return this.silence()
    if (this.#sounding?.run !== run || this.#sounding.base !== base) {
      this.silence()
      this.#sounding = this.#begin(context, run, base)
    }
    const first = Math.ceil(context.currentTime * ticksPerSecond + handOver) - base
    for (const piece of soundPieces(run, Math.max(this.#sounding.until, first), tick + scheduleAhead)) {
      if (!this.#handOver(context, this.#sounding, piece)) break
    }
  }

  /** Nothing sounds any more, at once. */
  silence(): void {
    const sounding = this.#sounding
    const context = this.#context
    this.#sounding = null
    if (!sounding || !context) return
    const end = context.currentTime + fadeSeconds
    sounding.gain.gain.setTargetAtTime(0, context.currentTime, fadeSeconds / 3)
    for (const source of sounding.sources) source.stop(end)
    if (sounding.sources.length === 0) sounding.gain.disconnect()
  }

  /** Silence that may last: the device is let go of after a while. */
  rest(): void {
    this.silence()
    window.clearTimeout(this.#sleepTimer)
    this.#sleepTimer = window.setTimeout(() => void this.#context?.suspend(), sleepAfter)
  }

  dispose(): void {
    window.clearTimeout(this.#sleepTimer)
    this.silence()
    this.#blocks.close()
    void this.#context?.close()
    this.#context = null
  }

  #begin(context: AudioContext, run: Run, base: number): Sounding {
    const gain = context.createGain()
    gain.gain.setValueAtTime(0, context.currentTime)
    gain.gain.setTargetAtTime(1, context.currentTime, fadeSeconds / 3)
    gain.connect(context.destination)
    return { run, base, gain, sources: [], until: run.ticks }
  }

  /** False while the piece's samples are not there yet. */
  #handOver(context: AudioContext, sounding: Sounding, piece: SoundPiece): boolean {
    const block = this.#blocks.get(piece.block)
    this.#blocks.get(piece.block + 1)
    if (block === 'loading') return false
    sounding.until = piece.tick + piece.count
    if (block === 'silent') return true
    const source = context.createBufferSource()
    source.buffer = this.#bufferOf(context, block)
    source.connect(sounding.gain)
    const when = (piece.tick + sounding.base) / ticksPerSecond
    source.start(when, piece.offset / ticksPerSecond, piece.count / ticksPerSecond)
    source.addEventListener('ended', () => {
      source.disconnect()
      const at = sounding.sources.indexOf(source)
      if (at >= 0) sounding.sources.splice(at, 1)
      if (sounding.sources.length === 0 && this.#sounding !== sounding) sounding.gain.disconnect()
    })
    sounding.sources.push(source)
    return true
  }

  #bufferOf(context: AudioContext, samples: Float32Array): AudioBuffer {
    const known = this.#buffers.get(samples)
    if (known) return known
    const buffer = context.createBuffer(2, samples.length / 2, ticksPerSecond)
    for (const channel of [0, 1]) {
      const target = buffer.getChannelData(channel)
      for (let at = 0; at < target.length; at++) target[at] = samples[at * 2 + channel] ?? 0
    }
    this.#buffers.set(samples, buffer)
    return buffer
  }
}
