import type { MoveWindow } from '../../shared/film/camera-move'
import { LayerBox, type LayerElement } from './layer-element'
import type { WantedLayer } from './wanted-layers'

/** The CSS transform that makes a window of the picture fill the frame; the origin is the top left corner. */
function windowTransform({ x, y, scale, roll }: MoveWindow): string {
  if (scale === 1 && roll === 0) return 'none'
  const centred = `scale(${1 / scale}) translate(${x * -100}%, ${y * -100}%)`
  return `translate(50%, 50%) rotate(${-roll}rad) ${centred}`
}

/** A still or a card: one picture, decoded before it is seen, moved by the compositor. */
export class PictureLayer implements LayerElement {
  readonly #image = document.createElement('img')
  readonly #box = new LayerBox(this.#image)
  readonly root = this.#box.root
  readonly #changed: () => void
  #key: string | null = null
  #decoded = false
  #presented: number | null = null

  constructor(changed: () => void) {
    this.#changed = changed
    this.#image.alt = ''
    this.#image.draggable = false
    // Painted together with the rest of the frame, never after it.
    this.#image.decoding = 'sync'
  }

  get key(): string | null {
    return this.#key
  }

  presentedFrame(): number | null {
    return this.#presented
  }

  carry(wanted: WantedLayer | null): void {
    if (wanted?.key === this.#key) return
    this.#key = wanted?.key ?? null
    this.#decoded = false
    this.#presented = null
    this.#box.begin(wanted)
    if (wanted) void this.#load(wanted)
    else this.#image.removeAttribute('src')
  }

  async #load(wanted: WantedLayer): Promise<void> {
    this.#image.src = wanted.address
    let failed = false
    try {
      await this.#image.decode()
    } catch {
      failed = true
    }
    if (this.#key !== wanted.key) return
    this.#decoded = true
    if (failed) this.#box.fail('This picture can’t be shown', () => void this.#load(wanted))
    else this.#box.recover()
    this.#changed()
  }

  bring(wanted: WantedLayer): void {
    if (wanted.key !== this.#key || !wanted.window) return
    this.#image.style.transform = windowTransform(wanted.window)
    if (this.#decoded) this.#presented = wanted.sourceFrame - wanted.shift
  }

  prepare(wanted: WantedLayer): void {
    this.bring(wanted)
  }

  freeze(): void {
    // A picture stands still by itself.
  }

  isReady(wanted: WantedLayer): boolean {
    return this.#key === wanted.key && this.#decoded
  }

  dispose(): void {
    this.carry(null)
    this.root.remove()
  }
}
