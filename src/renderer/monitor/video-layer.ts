import { FrameSeeker } from './frame-seeker'
import { LayerBox, type LayerElement, type Motion } from './layer-element'
import { correctDrift, type DriftState } from './video-drift'
import type { WantedLayer } from './wanted-layers'

/** Frames that a clip which just came on screen may be away from the clock; the drift correction does the rest. */
const closeEnough = 3

/**
 * Seconds by which the page's own changes come on screen later than a video's frames: videos run that much behind, so that
 * cuts between moving and still pictures fall together.
 */
const ownWay = 0.028

/** A take in a `<video>`: stands on exact frames, or plays natively and is kept on the film's clock. */
export class VideoLayer implements LayerElement {
  readonly #video = document.createElement('video')
  readonly #box = new LayerBox(this.#video)
  readonly root = this.#box.root
  readonly #changed: () => void
  readonly #seeker: FrameSeeker
  #key: string | null = null
  #rate = 24
  #shift = 0
  #failed = false
  #drift: DriftState = { lastSeek: 0 }

  constructor(changed: () => void) {
    this.#changed = changed
    const video = this.#video
    video.muted = true
    video.playsInline = true
    video.preload = 'auto'
    video.disablePictureInPicture = true
    video.disableRemotePlayback = true
    video.addEventListener('error', this.#fail)
    video.addEventListener('loadeddata', this.#recover)
    this.#seeker = new FrameSeeker(video, changed)
  }

  get key(): string | null {
    return this.#key
  }

  presentedFrame(): number | null {
    const { presented } = this.#seeker
    return presented === null ? null : presented - this.#shift
  }

  carry(wanted: WantedLayer | null, framesPerSecond: number): void {
    if (wanted?.key === this.#key) return
    this.#key = wanted?.key ?? null
    this.#rate = framesPerSecond
    this.#failed = false
    this.#box.begin(wanted)
    this.#video.pause()
    this.#seeker.restart(framesPerSecond)
    if (wanted) this.#video.src = wanted.address
    else {
      this.#video.removeAttribute('src')
      this.#video.load()
    }
  }

  bring(wanted: WantedLayer, motion: Motion, position: number): void {
    this.#shift = wanted.shift
    if (motion === 'playing') this.#run(position, wanted.lastFrame)
    else this.#standOn(wanted.sourceFrame)
  }

  prepare(wanted: WantedLayer): void {
    this.#shift = wanted.shift
    this.#seeker.stale()
    this.#standOn(wanted.sourceFrame)
  }

  freeze(): void {
    this.#seeker.stale()
    if (!this.#video.paused) this.#video.pause()
  }

  isReady(wanted: WantedLayer, motion: Motion): boolean {
    if (this.#key !== wanted.key) return false
    if (this.#failed) return true
    const { latest, settledOn, fresh } = this.#seeker
    if (latest === null) return false
    if (motion === 'stopped') return settledOn === wanted.sourceFrame
    if (motion === 'moving') return fresh || latest === wanted.sourceFrame
    return Math.abs(latest - wanted.sourceFrame) <= closeEnough
  }

  dispose(): void {
    this.carry(null, this.#rate)
    this.root.remove()
  }

  #run(position: number, lastFrame: number): void {
    const video = this.#video
    if (video.readyState === 0 || this.#failed) return
    this.#seeker.release()
    const state = { at: video.currentTime, paused: video.paused, seeking: video.seeking, rate: this.#rate }
    const fix = correctDrift(this.#drift, state, position - ownWay * this.#rate, performance.now() / 1000)
    this.#drift = fix.state
    if (fix.seekTo !== null) video.currentTime = fix.seekTo
    if (video.playbackRate !== fix.speed) video.playbackRate = fix.speed
    // What was cut away behind the last frame is never seen, however late the next clip comes.
    const over = video.currentTime * this.#rate >= lastFrame + 0.02
    if (fix.play && !over) this.#play()
    else if (!video.paused) video.pause()
  }

  #play(): void {
    // Playing an element that has ended would begin it again from its first frame.
    if (!this.#video.paused || this.#video.ended) return
    this.#video.play().catch((reason: unknown) => {
      // A pause or other content before it began is how playing is taken back.
      if (!(reason instanceof DOMException && reason.name === 'AbortError')) this.#fail()
    })
  }

  #standOn(frame: number): void {
    if (!this.#video.paused) this.#video.pause()
    this.#seeker.standOn(frame)
  }

  readonly #fail = (): void => {
    if (this.#key === null) return
    this.#failed = true
    this.#box.fail('This take can’t be played', this.#retry)
    this.#changed()
  }

  readonly #retry = (): void => {
    this.#failed = false
    this.#seeker.restart(this.#rate)
    this.#video.load()
    this.#changed()
  }

  readonly #recover = (): void => this.#box.recover()
}
