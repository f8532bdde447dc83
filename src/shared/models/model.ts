import type { Size } from '../project/document'

/** How many frames of the two ends a model takes. */
export type FrameSupport = 'refused' | 'optional' | 'required'

/**
 * What a video model can do, as data: inspector, validation, request and quote all follow from it.
 * `prices` and limits of paid models carry their own source.
 */
export interface VideoModel {
  readonly id: string
  readonly provider: string
  readonly label: string
  /** Seconds it offers, ascending. */
  readonly durations: readonly number[]
  /** Output sizes it offers, the default first. `film` means the project's own size. */
  readonly sizes: 'film' | readonly Size[]
  readonly promptLimit: number
  readonly promptRequired: boolean
  readonly start: FrameSupport
  readonly end: FrameSupport
  readonly seed: boolean
  readonly audio: boolean
  /** Integer micro-units of the provider's own unit for one second; zero is free. */
  readonly pricePerSecond: number
  /** One sentence for the model menu. */
  readonly summary: string
}
