import { heldPath, moveWindowAt, type MoveWindow } from '../../shared/film/camera-move'
import { clipIndexAt, layersAt } from '../../shared/film/film-layers'
import type { FilmLayer, FilmPlan } from '../../shared/film/plan'
import type { Size } from '../../shared/project/document'
import type { TakeId } from '../../shared/ids'
import { clipAddress } from '../../shared/ipc/media-address'
import type { PlayRange } from '../state/play-range'

/** A clip's pixels as one element can show them. */
export interface WantedLayer {
  /** Names element contents: the clip and where its pixels come from. */
  readonly key: string
  readonly kind: 'video' | 'picture'
  readonly address: string
  /** Frame of the conformed source. */
  readonly sourceFrame: number
  /** Source frame that the clip ends with. */
  readonly lastFrame: number
  readonly opacity: number
  /** The part of a still that shows; null for takes. */
  readonly window: MoveWindow | null
  /** Size of the film whose rehearsal mark lies over it; null: it is no rehearsal. */
  readonly mark: Size | null
  /** Source frame that the film's frame 0 would be: source frame minus film frame. */
  readonly shift: number
}

/** How often the pixels of a take were replaced (its conformed copy arrived) since the project was opened. */
export type TakeVersions = ReadonlyMap<TakeId, number>

function windowOf({ clip, sourceFrame }: FilmLayer): MoveWindow | null {
  const { source } = clip
  if (source.kind === 'take') return null
  return moveWindowAt(source.kind === 'still' ? source.camera : heldPath, sourceFrame)
}

/** Take whose frames a layer shows, moving or still. */
function takeOf({ clip: { source } }: FilmLayer): TakeId | null {
  if (source.kind === 'take') return source.takeId
  return source.kind === 'still' && source.picture.kind === 'takeFrame' ? source.picture.takeId : null
}

function wantedLayer(layer: FilmLayer, plan: FilmPlan, versions: TakeVersions): WantedLayer {
  const { clip, sourceFrame, opacity } = layer
  const takeId = takeOf(layer)
  const version = takeId === null ? 0 : (versions.get(takeId) ?? 0)
  // The fragment is not sent; it only makes the element fetch the same address again.
  const address = clipAddress(clip, plan) + (version > 0 ? `#${version}` : '')
  return {
    key: `${clip.clipId} ${address}`,
    kind: clip.source.kind === 'take' ? 'video' : 'picture',
    address,
    sourceFrame,
    lastFrame: clip.sourceIn + clip.length - 1,
    opacity,
    window: windowOf(layer),
    mark: clip.source.kind === 'take' && clip.source.rehearsal ? plan.size : null,
    shift: clip.sourceIn - clip.start,
  }
}

/** What has to be on screen at a film frame, bottom first. */
export function wantedLayers(plan: FilmPlan, frame: number, versions: TakeVersions): readonly WantedLayer[] {
  return layersAt(plan, frame).map((layer) => wantedLayer(layer, plan, versions))
}

/**
 * Film frames that are likely to be wanted next, the most likely first: the next cuts in the direction of playing, the
 * other end of a loop before what lies outside of it, then the cuts behind.
 */
export function framesAhead(
  plan: FilmPlan,
  frame: number,
  direction: 1 | -1,
  loop: PlayRange | null,
): readonly number[] {
  const index = clipIndexAt(plan.clips, frame)
  const begins = [plan.clips[index + 1]?.start, plan.clips[index + 2]?.start]
  const ends = [plan.clips[index], plan.clips[index - 1]].map((clip) => clip && clip.start - 1)
  const known = (list: readonly (number | undefined)[]): number[] =>
    list.filter((at) => at !== undefined && at >= 0) as number[]
  const [near, far] = direction > 0 ? [known(begins), known(ends)] : [known(ends), known(begins)]
  if (!loop) return [...near, ...far]
  const within = near.filter((at) => at >= loop.start && at < loop.end)
  const turn = direction > 0 ? loop.start : loop.end - 1
  return [...within, turn, ...near.filter((at) => !within.includes(at)), ...far]
}
