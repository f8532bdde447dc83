import type { FilmPlan } from '../../shared/film/plan'
import type { TakeId } from '../../shared/ids'
import { assignSlots } from './assign-slots'
import type { LayerElement, Motion } from './layer-element'
import { NextCut } from './next-cut'
import { PictureLayer } from './picture-layer'
import type { PlayRange } from '../state/play-range'
import { VideoLayer } from './video-layer'
import { framesAhead, wantedLayers, type WantedLayer } from './wanted-layers'

/** One that plays, one prepared for the next cut, one more in a dissolve. */
const videoCount = 3
const pictureCount = 6

/** Seconds before a cut from which on it is the compositor's. */
const cutAhead = 0.2

/** What the pool is asked to show. */
export interface PoolView {
  readonly plan: FilmPlan
  readonly frame: number
  /** `frame` and the share of it that has passed. */
  readonly position: number
  readonly motion: Motion
  readonly direction: 1 | -1
  /** The range that repeats, or null. */
  readonly loop: PlayRange | null
}

/**
 * The elements that show the film. What is on screen changes only when every layer of the wanted frame has its pixels;
 * until then the last frame stays, so nothing ever flashes.
 */
export class LayerPool {
  readonly #videos: readonly LayerElement[]
  readonly #pictures: readonly LayerElement[]
  readonly #versions = new Map<TakeId, number>()
  readonly #cut = new NextCut()
  #shown: readonly WantedLayer[] = []
  #frame = 0

  /** `changed` is called when an element got new pixels: the pool wants to be updated again soon. */
  constructor(stage: HTMLElement, changed: () => void) {
    this.#videos = Array.from({ length: videoCount }, () => new VideoLayer(changed))
    this.#pictures = Array.from({ length: pictureCount }, () => new PictureLayer(changed))
    stage.append(...this.#elements().map((element) => element.root))
  }

  /** Film frame whose pixels are on screen, null when nothing is; while layers differ, one that is not the wanted one. */
  get shownFrame(): number | null {
    const presented = this.#shown.map((layer) => this.#elementOf(layer)?.presentedFrame() ?? null)
    return presented.find((frame) => frame !== this.#frame) ?? presented[0] ?? null
  }

  /** A take's pixels were replaced under the same address: they are loaded beside the old ones, then swapped. */
  refreshTake(takeId: TakeId): void {
    this.#versions.set(takeId, (this.#versions.get(takeId) ?? 0) + 1)
  }

  /** Brings the elements towards a view. Returns true once exactly that view is on screen. */
  update(view: PoolView): boolean {
    this.#frame = view.frame
    const wanted = wantedLayers(view.plan, view.frame, this.#versions)
    const ahead = this.#ahead(view, wanted)
    this.#assign(wanted, ahead, view)
    const since = view.position - view.frame
    for (const layer of wanted) this.#elementOf(layer)?.bring(layer, view.motion, layer.sourceFrame + since)
    const ready = wanted.every((layer) => this.#elementOf(layer)?.isReady(layer, view.motion) === true)
    this.#shown = ready ? wanted : (this.#cut.made() ?? this.#shown)
    this.#attend(wanted, ahead)
    this.#prepareCut(view)
    this.#arrange()
    return ready
  }

  /** Shows nothing and lets go of everything loaded. */
  clear(): void {
    this.#shown = []
    this.#cut.cancel()
    this.#versions.clear()
    for (const element of this.#elements()) element.carry(null, 1)
    this.#arrange()
  }

  dispose(): void {
    for (const element of this.#elements()) element.dispose()
  }

  #elements(): readonly LayerElement[] {
    return [...this.#videos, ...this.#pictures]
  }

  #elementOf(layer: WantedLayer): LayerElement | undefined {
    return this.#elements().find((element) => element.key === layer.key)
  }

  #ahead({ plan, frame, direction, loop }: PoolView, wanted: readonly WantedLayer[]): readonly WantedLayer[] {
    const seen = new Set(wanted.map((layer) => layer.key))
    const layers = framesAhead(plan, frame, direction, loop).flatMap((at) => wantedLayers(plan, at, this.#versions))
    return layers.filter(({ key }) => !seen.has(key) && seen.add(key))
  }

  #assign(wanted: readonly WantedLayer[], ahead: readonly WantedLayer[], { plan }: PoolView): void {
    const framesPerSecond = plan.rate[0] / plan.rate[1]
    for (const kind of ['video', 'picture'] as const) {
      const elements = kind === 'video' ? this.#videos : this.#pictures
      const of = (layers: readonly WantedLayer[]): readonly WantedLayer[] =>
        layers.filter((layer) => layer.kind === kind)
      const keys = (layers: readonly WantedLayer[]): readonly string[] => of(layers).map((layer) => layer.key)
      const held = of(this.#shown).toSorted((a, b) => a.opacity - b.opacity)
      const needs = { wanted: keys(wanted), held: keys(held), ahead: keys(ahead) }
      const next = assignSlots(
        elements.map((element) => element.key),
        needs,
      )
      const byKey = new Map([...of(ahead), ...of(wanted)].map((layer) => [layer.key, layer]))
      elements.forEach((element, at) => {
        const key = next[at] ?? null
        if (key !== element.key) element.carry(key === null ? null : (byKey.get(key) ?? null), framesPerSecond)
      })
    }
  }

  /** Prepares what comes and holds what neither shows nor comes. */
  #attend(wanted: readonly WantedLayer[], ahead: readonly WantedLayer[]): void {
    const byKey = new Map(ahead.map((layer) => [layer.key, layer]))
    const busy = new Set(wanted.map((layer) => layer.key))
    const held = new Set(this.#shown.map((layer) => layer.key))
    for (const element of this.#elements()) {
      if (element.key === null || busy.has(element.key)) continue
      const next = byKey.get(element.key)
      if (!next || held.has(element.key)) element.freeze()
      else element.prepare(next)
    }
  }

  #prepareCut({ plan, position, motion }: PoolView): void {
    const next = motion === 'playing' ? plan.clips.find((clip) => clip.start > position) : undefined
    const due = next ? ((next.start - position) * plan.rate[1]) / plan.rate[0] : Infinity
    const layers = next && due < cutAhead ? wantedLayers(plan, next.start, this.#versions) : []
    const incoming = layers.at(-1)
    const element = incoming && this.#elementOf(incoming)
    if (!incoming || !element?.isReady(incoming, 'stopped')) return this.#cut.cancel()
    this.#cut.arrange(layers, element.root, due)
  }

  #arrange(): void {
    const levels = new Map(this.#shown.map((layer, level) => [layer.key, { level: level + 1, opacity: layer.opacity }]))
    for (const element of this.#elements()) {
      const place = element.key === null ? undefined : levels.get(element.key)
      const { style, dataset } = element.root
      dataset['seen'] = place ? 'true' : this.#cut.isFor(element.root) ? 'soon' : 'false'
      style.zIndex = place ? String(place.level) : ''
      style.opacity = place ? String(place.opacity) : ''
    }
  }
}
