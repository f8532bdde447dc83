import type { Size } from '../project/document'

/** Whether a model takes a frame at one of its ends. `withStart`: only beside a first frame. */
export type StartSupport = 'refused' | 'optional' | 'required'
export type EndSupport = 'refused' | 'withStart'

/** A setting that only some models have; its value stands in `Shot.options` under `key`. */
export type ModelOption =
  | {
      readonly kind: 'text'
      readonly key: string
      readonly label: string
      readonly limit: number
      readonly hint: string
    }
  | {
      readonly kind: 'choice'
      readonly key: string
      readonly label: string
      /** The first one is what is sent when nothing is chosen. */
      readonly choices: readonly { readonly value: string; readonly label: string }[]
    }

/** What a video model can do, as data: inspector, validation, request and quote all follow from it. */
export interface VideoModel {
  readonly id: string
  readonly provider: string
  readonly label: string
  /** Seconds it offers, ascending. */
  readonly durations: readonly number[]
  /** Output sizes it offers from a picture, the default first. `film` means the project's own size. */
  readonly sizes: 'film' | readonly Size[]
  /** Output sizes it offers from words alone; null when it needs a picture. */
  readonly textSizes: 'film' | readonly Size[] | null
  /** UTF-16 code units, as the provider counts. */
  readonly promptLimit: number
  readonly prompt: 'required' | 'optional' | 'requiredWithoutPicture'
  readonly start: StartSupport
  readonly end: EndSupport
  readonly seed: boolean
  readonly audio: boolean
  /** True when a clip with sound has another price than one without. */
  readonly soundIsPriced: boolean
  readonly options: readonly ModelOption[]
  /** One sentence for the model menu. */
  readonly summary: string
}
