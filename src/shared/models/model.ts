import type { Size } from '../project/document'
import type { ReferenceSupport } from './reference-support'

/** Whether a model takes a frame at one of its ends. `withStart`: only beside a first frame. */
export type StartSupport = 'refused' | 'optional' | 'required'
export type EndSupport = 'refused' | 'withStart'

/** The option of shots that says where a server finds the start picture. */
export const startPictureKey = 'startPictureUrl'

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

/** One picture format a model makes. */
export interface Format {
  /** What the provider makes, or is taken to make where it only knows a name for it. */
  readonly size: Size
  /** In lowest terms, `16:9`: what a shot asks for, and the key of its framings. */
  readonly ratio: string
  /** How it is called among those of its ratio, and what its price may go by: `720p`; null for the film's own size. */
  readonly resolution: string | null
  /** The provider's word for it: `1280:720` where it names pixels, `21:9` where it names shapes. */
  readonly name: string
}

/** Which formats there are. */
export type Shape =
  /** The film's own size. */
  | { readonly kind: 'film' }
  /** These, the default of each ratio first. */
  | { readonly kind: 'listed'; readonly formats: readonly Format[] }
  /** The shape of the first picture, whichever it is, in one of these resolutions; the default first. */
  | { readonly kind: 'picture'; readonly resolutions: readonly string[] }

/** How a model goes on from a finished clip. */
export interface ExtendSupport {
  /** `file`: from any clip, which is sent. `task`: from a finished task of its own provider only. */
  readonly from: 'file' | 'task'
  /** Seconds that it adds in one go; null: as long as its clips may be. */
  readonly steps: readonly number[] | null
  /** How often in a row; null: no source tells a limit. */
  readonly mostTimes: number | null
  /** Seconds of the first clip and all that is added to it; null: no source tells a limit. */
  readonly mostSeconds: number | null
  /** Bytes of the file that is sent. */
  readonly mostBytes?: number
}

/** What a video model can do, as data: inspector, validation, request and quote all follow from it. */
export interface VideoModel {
  readonly id: string
  readonly provider: string
  readonly label: string
  /** Seconds it offers, ascending. */
  readonly durations: readonly number[]
  /** True where it can be left to choose among them. */
  readonly autoDuration?: boolean
  /** What it makes from a picture. */
  readonly shape: Shape
  /** What it makes from words alone; null when it needs a picture. */
  readonly textShape: Shape | null
  /** UTF-16 code units, as the provider counts. */
  readonly promptLimit: number
  /** The fewest characters of a prompt, where there is one. A pair of code units counts as one, so that either count is met. */
  readonly promptLeast: number
  readonly prompt: 'required' | 'optional' | 'requiredWithoutPicture'
  readonly start: StartSupport
  readonly end: EndSupport
  /** Left out for one that can't go on from a clip itself. */
  readonly extend?: ExtendSupport
  /** What it is shown beside its frames. */
  readonly references: ReferenceSupport
  readonly seed: boolean
  /** Whether it can be told to make sound or none. */
  readonly audio: boolean
  /** True for a model that can't be told, and of which no source says whether its clips have sound. */
  readonly soundUntold: boolean
  /** What the price of a second goes by, besides the model. */
  readonly pricedBy: 'model' | 'sound' | 'resolution'
  readonly options: readonly ModelOption[]
  /** The choice with which a clip costs nothing, where there is one. */
  readonly freeWith?: { readonly key: string; readonly value: string }
  /** True where the start picture is not sent but named: by the https address in the option `startPictureKey`. */
  readonly byAddress?: boolean
  /** One sentence for the model menu. */
  readonly summary: string
}
