import { drawMarkOverlay } from './mark-overlay'
import type { WantedLayer } from './wanted-layers'
import styles from './Monitor.module.css'

/** `stopped`: exact frames; `moving`: seeks as fast as it can; `playing`: at normal speed, natively. */
export type Motion = 'stopped' | 'moving' | 'playing'

/** One element that can carry a clip's pixels. Its owner decides when it is seen. */
export interface LayerElement {
  readonly root: HTMLElement
  readonly key: string | null
  /** Film frame whose pixels it presents, null while it has none. */
  presentedFrame(): number | null
  /** Takes on other content; what it showed is gone. Null empties it. */
  carry(wanted: WantedLayer | null, framesPerSecond: number): void
  /** Brings it to the wanted frame. `position` is the exact source position while playing, in frames. */
  bring(wanted: WantedLayer, motion: Motion, position: number): void
  /** Prepares it, unseen, for a frame that comes later. */
  prepare(wanted: WantedLayer): void
  /** Holds whatever it shows now. */
  freeze(): void
  /** True once it can be seen for the wanted frame without a flash. */
  isReady(wanted: WantedLayer, motion: Motion): boolean
  dispose(): void
}

/** How often content that could not be loaded is tried again, and the pause before each time. */
const retries = [1000, 3000, 9000]

/** The box of a layer: contents, the rehearsal mark, and words in place of what can't be shown. */
export class LayerBox {
  readonly root = document.createElement('div')
  readonly #problem = document.createElement('p')
  #mark: SVGSVGElement | null = null
  #failures = 0
  #retryTimer = 0

  constructor(content: HTMLElement) {
    this.root.className = styles['layer'] ?? ''
    this.root.dataset['content'] = content.localName
    content.className = styles['pixels'] ?? ''
    this.#problem.className = styles['layerProblem'] ?? ''
    this.root.append(content, this.#problem)
    this.begin(null)
  }

  /** Other content begins: nothing has failed yet. */
  begin(wanted: WantedLayer | null): void {
    window.clearTimeout(this.#retryTimer)
    this.#failures = 0
    this.#problem.hidden = true
    this.#mark?.remove()
    this.#mark = wanted?.mark ? drawMarkOverlay(wanted.mark) : null
    if (this.#mark) this.root.append(this.#mark)
  }

  /** Says that the content can't be shown, and tries again a few times. */
  fail(words: string, again: () => void): void {
    this.#problem.textContent = words
    this.#problem.hidden = false
    const pause = retries[this.#failures++]
    window.clearTimeout(this.#retryTimer)
    if (pause !== undefined) this.#retryTimer = window.setTimeout(again, pause)
  }

  /** The content is there. */
  recover(): void {
    this.#problem.hidden = true
  }
}
