import type { FilmPlan, StillPicture } from '../../../shared/film/plan'
import type { Asset, Framing, Size } from '../../../shared/project/document'
import type { Take } from '../../../shared/jobs/take'
import type { Rate } from '../../../shared/time/time'
import type { Result } from '../../../shared/result'

/** What the film asks of a take's pixels. */
export type FilmShape = Pick<FilmPlan, 'size' | 'rate' | 'fit'>

/** Why a file was not taken in, in a closed set; words are made from it in one place. */
export type ImportRefusal =
  | 'notFound'
  | 'unreadable'
  | 'empty'
  | 'svg'
  | 'notMedia'
  | 'damaged'
  | 'tooManyPixels'
  | 'tooManyBytes'
  | 'noSound'
  | 'diskFull'

/** A verified file as the take store needs it. */
export interface VerifiedClip {
  readonly sha256: string
  readonly bytes: number
  readonly frames: number
  readonly rate: Rate
  readonly size: Size
  readonly hasAudio: boolean
}

export type ClipFault = 'missing' | 'damaged' | 'truncated' | 'notVideo' | 'tooLarge'

/**
 * Everything that turns bytes into pictures, frames and sound for one open project. All files it makes lie in the
 * project's `cache/` and may be deleted at any time; each is made once, even when asked for twice at the same moment.
 */
export interface MediaLibrary {
  /** Reads a file from outside, checks it as untrusted bytes and stores it once under `assets/<sha256>.<ext>`. */
  importFile(path: string, signal: AbortSignal): Promise<Result<Asset, ImportRefusal>>
  importBytes(name: string, bytes: Uint8Array, signal: AbortSignal): Promise<Result<Asset, ImportRefusal>>
  /** The stored original of an asset; null when the file is gone. */
  assetFile(asset: Asset): Promise<string | null>
  /** Oriented sRGB copy at most `width` wide (JPEG, or PNG when it has transparency). */
  pictureFile(asset: Asset, width: number, signal: AbortSignal): Promise<string>
  /** The exact picture that is shown, sent and exported: framed to `size`, oriented, sRGB, opaque PNG. */
  framedFile(asset: Asset, framing: Framing | null, size: Size, signal: AbortSignal): Promise<string>
  /** The designed card for a shot without a picture, as an opaque PNG of `size`. */
  cardFile(
    card: { readonly title: string; readonly text: string; readonly size: Size },
    signal: AbortSignal,
  ): Promise<string>
  /** The file of a still, whatever it is of. */
  stillFile(picture: StillPicture, shape: FilmShape, signal: AbortSignal): Promise<string>
  /** The take's own file. */
  takeFile(take: Take): string
  /**
   * The take at the film's size and rate with short closed GOPs, for playing and cutting; the take's own file when it
   * is that already.
   */
  conformedTake(take: Take, shape: FilmShape, signal: AbortSignal): Promise<string>
  /** One conformed frame as PNG, exact. */
  exactFrame(take: Take, frame: number, shape: FilmShape, signal: AbortSignal): Promise<string>
  /** 10 frames side by side, 160 px wide each, as JPEG. */
  filmstrip(take: Take, signal: AbortSignal): Promise<string>
  /** Waveform of a sound: signed 8-bit min/max pairs, 100 pairs a second. */
  peaks(asset: Asset, signal: AbortSignal): Promise<string>
  /** A sound decoded to 48 kHz stereo 32-bit float PCM, little endian, interleaved. */
  soundSamples(asset: Asset, signal: AbortSignal): Promise<string>
  /** Full check of a clip that just arrived: decodes every frame, counts them, hashes the bytes. */
  verifyClip(path: string, signal: AbortSignal): Promise<Result<VerifiedClip, ClipFault>>
  /** Stops workers and running work. */
  close(): Promise<void>
}
