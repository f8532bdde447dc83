import type { AssetId, ClipId, ShotId, SoundId, TakeId } from '../ids'
import type { Framing, Size } from '../project/document'
import type { Frames, Rate, Seconds } from '../time/time'
import type { CameraPath } from './camera-move'

/** A still picture, named so that the monitor, the rehearsal and the export make the same pixels of it. */
export type StillPicture =
  | { readonly kind: 'asset'; readonly assetId: AssetId; readonly framing: Framing | null }
  /** A frame of a take, counted in frames conformed to the film's rate. */
  | { readonly kind: 'takeFrame'; readonly takeId: TakeId; readonly frame: number }

export type PlannedSource =
  | { readonly kind: 'take'; readonly takeId: TakeId; readonly rehearsal: boolean }
  | { readonly kind: 'still'; readonly picture: StillPicture; readonly camera: CameraPath }
  /** No picture: the prompt on a designed card. */
  | { readonly kind: 'card'; readonly shotId: ShotId; readonly title: string; readonly text: string }

/** Facts an editor should see about how a clip came out; nothing is adjusted silently. */
export type ClipFlag = 'takeTooShort' | 'joinShortened'

/**
 * One clip on the film. It covers film frames `start` to `start + length`, overlapping the clip before it by
 * `overlapIn`. Its frame k shows frame `sourceIn + k` of the source *conformed to the film's rate*.
 */
export interface PlannedClip {
  readonly clipId: ClipId
  readonly shotId: ShotId
  readonly index: number
  readonly start: Frames
  readonly length: Frames
  readonly sourceIn: Frames
  /** All the frames the source has at the film's rate, trimmed or not. */
  readonly sourceLength: Frames
  readonly source: PlannedSource
  readonly overlapIn: Frames
  readonly overlapOut: Frames
  readonly flags: readonly ClipFlag[]
}

export interface PlannedSound {
  readonly soundId: SoundId
  readonly assetId: AssetId
  readonly start: Frames
  readonly length: Frames
  readonly sourceIn: Seconds
  /** Decibels as heard: its own and its track's. */
  readonly gain: number
  readonly fadeIn: Frames
  readonly fadeOut: Frames
}

/** The film as it is now: what the player shows and what the export writes. */
export interface FilmPlan {
  readonly rate: Rate
  readonly size: Size
  readonly fit: 'letterbox' | 'crop'
  readonly clips: readonly PlannedClip[]
  readonly sounds: readonly PlannedSound[]
  /** Length of the picture, which is the length of the film. */
  readonly length: Frames
}

/** One clip's share in a film frame. `opacity` is that of the layer over the ones before it. */
export interface FilmLayer {
  readonly clip: PlannedClip
  /** Frame of the conformed source. */
  readonly sourceFrame: number
  readonly opacity: number
}
