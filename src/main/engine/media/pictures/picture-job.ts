import type { Framing, Size } from '../../../../shared/project/document'
import type { PictureFormat } from '../sniff-media'

/** A picture file and what its bytes said it is. */
export interface PictureFile {
  readonly path: string
  readonly format: PictureFormat
}

/** One piece of work for the picture thread. Targets are written whole; their folders exist. */
export type PictureJob =
  /** Decodes every pixel to prove the file whole. */
  | { readonly kind: 'inspect'; readonly source: PictureFile }
  /** Reads the header alone. */
  | { readonly kind: 'describe'; readonly source: PictureFile }
  /** Oriented sRGB copy at most `width` wide. */
  | {
      readonly kind: 'copy'
      readonly source: PictureFile
      readonly width: number
      readonly as: 'jpeg' | 'png'
      readonly target: string
    }
  /** Exactly `size`, oriented, sRGB, opaque PNG. */
  | {
      readonly kind: 'frame'
      readonly source: PictureFile
      readonly framing: Framing | null
      readonly size: Size
      readonly target: string
    }
  | {
      readonly kind: 'card'
      readonly card: CardText
      readonly size: Size
      readonly fonts: string
      readonly target: string
    }

export interface CardText {
  readonly title: string
  readonly text: string
}

/** Pixels after orientation. */
export interface PictureFacts {
  readonly width: number
  readonly height: number
  readonly transparent: boolean
}

export type PictureRefusal = 'damaged' | 'tooManyPixels'

export type PictureAnswer =
  | { readonly ok: true; readonly facts: PictureFacts }
  | { readonly ok: false; readonly refusal: PictureRefusal }

/** What the picture thread sends back. `broken`: the decoder itself fell over and its memory is not to be trusted. */
export type PictureReply =
  | { readonly kind: 'answer'; readonly answer: PictureAnswer }
  | { readonly kind: 'fault' | 'broken'; readonly message: string; readonly code: string | null }

/** The largest picture that is decoded, in pixels. */
export const mostPixels = 64_000_000
