/** A seek that presents nothing by then shows what was shown already. */
const silentAfter = 90
/**
 * Under load the compositor may lose the later of two frames that are presented this shortly one after the other, and
 * shows it up to a second late. The frame to stand on is then presented once more.
 */
const hurry = 150
const confirmAfter = 60

/** Brings a paused `<video>` to exact frames: the newest target wins, and no seeks queue up. */
export class FrameSeeker {
  readonly #video: HTMLVideoElement
  readonly #changed: () => void
  #rate = 24
  #callback = 0
  #timer = 0
  #target: number | null = null
  #seekingTo: number | null = null
  #seekBegan = 0
  /** What the seek under way is for has been presented. */
  #arrived = false
  #settledOn: number | null = null
  #presented: number | null = null
  #presentedAt = 0
  /** `hurried`: presented shortly after another frame; `again`: being presented once more. */
  #trust: 'sure' | 'hurried' | 'again' = 'sure'
  #fresh = false

  /** `changed` is called when another frame is presented, and when the target is on screen. */
  constructor(video: HTMLVideoElement, changed: () => void) {
    this.#video = video
    this.#changed = changed
    video.addEventListener('loadedmetadata', this.#pump)
    video.addEventListener('seeked', this.#seeked)
  }

  /** The frame on screen; null while there is none or it is not certain. */
  get presented(): number | null {
    return this.#target !== null && this.#trust !== 'sure' ? null : this.#presented
  }

  /** The frame on screen as far as the browser says. */
  get latest(): number | null {
    return this.#presented
  }

  /** The target that is certainly on screen, else null. */
  get settledOn(): number | null {
    return this.#settledOn
  }

  /** True once something was sought and presented since `stale` was called. */
  get fresh(): boolean {
    return this.#fresh
  }

  stale(): void {
    this.#fresh = false
  }

  /** Other content with `rate` frames per second begins: nothing known holds any more. */
  restart(rate: number): void {
    this.#rate = rate
    this.release()
    this.#presented = null
    this.#fresh = false
    // A frame of the content before must not be taken for one of the new.
    this.#video.cancelVideoFrameCallback(this.#callback)
    this.#callback = this.#video.requestVideoFrameCallback(this.#onFrame)
  }

  /** Wants to stand on a frame from now on. */
  standOn(frame: number): void {
    if (this.#target === frame) return
    if (this.#target === null) this.#video.playbackRate = 1
    this.#target = frame
    this.#pump()
  }

  /** Lets the video go: it plays, or nobody looks at it. */
  release(): void {
    window.clearTimeout(this.#timer)
    this.#target = this.#seekingTo = this.#settledOn = null
    this.#arrived = false
    this.#trust = 'sure'
  }

  readonly #pump = (): void => {
    const target = this.#target
    if (target === null || this.#video.readyState === 0 || this.#seekingTo !== null) return
    if (this.#settledOn === target) return
    this.#settledOn = null
    this.#trust = 'sure'
    this.#seek(target, 0.5)
  }

  /** `share` of the frame's own time: another share makes the browser present the same frame again. */
  #seek(frame: number, share: number): void {
    window.clearTimeout(this.#timer)
    this.#seekingTo = frame
    this.#arrived = false
    this.#seekBegan = performance.now()
    this.#video.currentTime = (frame + share) / this.#rate
  }

  readonly #seeked = (): void => {
    // The event may be about a seek that was overtaken by a newer one.
    if (this.#seekingTo === null || this.#video.seeking) return
    if (this.#arrived) this.#settle()
    else this.#timer = window.setTimeout(this.#settle, silentAfter)
  }

  readonly #settle = (): void => {
    const frame = this.#seekingTo
    if (frame === null) return
    window.clearTimeout(this.#timer)
    this.#seekingTo = null
    this.#arrived = false
    this.#fresh = true
    if (frame !== this.#target) this.#pump()
    else if (this.#trust === 'hurried') this.#timer = window.setTimeout(() => this.#presentAgain(frame), confirmAfter)
    else {
      this.#trust = 'sure'
      this.#settledOn = frame
    }
    this.#changed()
  }

  #presentAgain(frame: number): void {
    if (this.#target !== frame || this.#seekingTo !== null) return
    this.#trust = 'again'
    this.#seek(frame, 0.4)
  }

  /** The browser presents a frame: before or after it says that the seek to it is done. */
  readonly #onFrame = (_now: number, frame: VideoFrameCallbackMetadata): void => {
    this.#callback = this.#video.requestVideoFrameCallback(this.#onFrame)
    const before = this.#presented
    this.#presented = Math.round(frame.mediaTime * this.#rate)
    if (this.#settledOn !== null) return this.#afterSettling(before)
    if (this.#trust === 'sure' && frame.presentationTime - this.#presentedAt < hurry) this.#trust = 'hurried'
    this.#presentedAt = frame.presentationTime
    const sought = this.#seekingTo !== null && frame.presentationTime > this.#seekBegan
    if (sought && (this.#presented === this.#seekingTo || !this.#video.seeking)) this.#arrived = true
    if (this.#arrived && !this.#video.seeking) this.#settle()
    else this.#changed()
  }

  /** A frame that was still on its way when the target was thought to be on screen: it is brought back. */
  #afterSettling(before: number | null): void {
    if (this.#presented === before) return
    this.#settledOn = null
    this.#pump()
    this.#changed()
  }
}
