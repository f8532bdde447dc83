import type { PictureSize } from './output-size'

/** One clip to make. Orders that are equal give the same file. */
export interface ClipOrder {
  readonly size: PictureSize
  readonly seconds: number
  readonly sound: boolean
  /** The picture that the clip begins with, if its bytes are on this computer. */
  readonly first: Buffer | null
  /** The picture that it ends with. */
  readonly last: Buffer | null
  /** The clip that it goes on from, and whether it begins with all of that or only with its last frame. */
  readonly source?: { readonly bytes: Buffer; readonly seconds: number; readonly whole: boolean } | null
  /** Gives a clip without a picture a look of its own. */
  readonly card: string
}

/** Makes the files that tasks give out. */
export interface ClipMaker {
  /** The path of the finished file. Rejects with `UnusablePicture` when a picture can't be read. */
  make(order: ClipOrder): Promise<string>
  /** Ends what is being made. */
  close(): Promise<void>
}

/** A picture of the order is no picture. */
export class UnusablePicture extends Error {}
