import type { WantedLayer } from './wanted-layers'

/** As good as nothing, but enough for the compositor to keep drawing the layer. */
const unseen = 0.01
/** Seconds that lie between the compositor's time and the screen, measured against the frames of videos. */
const early = 0.008

/** A cut that the compositor makes by itself. */
interface ArrangedCut {
  /** What is on screen from the cut on, bottom first; the last layer is the one that appears. */
  readonly layers: readonly WantedLayer[]
  readonly root: HTMLElement
  readonly animation: Animation
  /** When it appears, in milliseconds of `performance.now()`. */
  readonly at: number
}

/**
 * Hands the next cut to the compositor a moment ahead. It then falls on its frame even while the page is busy, and
 * what was cut away behind the outgoing clip is never seen.
 */
export class NextCut {
  #cut: ArrangedCut | null = null

  /** Lets the last of `layers` appear in `root`, over all others, in `seconds`; unless that is arranged for already. */
  arrange(layers: readonly WantedLayer[], root: HTMLElement, seconds: number): void {
    const incoming = layers.at(-1)
    if (!incoming || (this.#cut?.root === root && this.#cut.layers.at(-1)?.key === incoming.key)) return
    this.cancel()
    const now = performance.now()
    const delay = Math.max(0, seconds - early) * 1000
    const opacity = [unseen, incoming.opacity]
    const animation = root.animate({ opacity }, { delay, duration: 1, easing: 'steps(1)', fill: 'both' })
    // Counted from this moment, not from the picture that the page is going to draw.
    animation.startTime = now
    this.#cut = { layers, root, animation, at: now + delay }
  }

  /** The page takes over again, before the cut or after it. */
  cancel(): void {
    this.#cut?.animation.cancel()
    this.#cut = null
  }

  /** What is on screen since the cut that was arranged for, or null while it has not come. */
  made(): readonly WantedLayer[] | null {
    return this.#cut && performance.now() >= this.#cut.at ? this.#cut.layers : null
  }

  /** True for the element that appears at the cut. */
  isFor(root: HTMLElement): boolean {
    return this.#cut?.root === root
  }
}
