import type { Size } from '../../../shared/project/document'
import type { Rate } from '../../../shared/time/time'
import { options } from './options'

/** The shape of one encoded film stream: two streams of the same format can be joined without encoding again. */
export interface FilmFormat {
  readonly size: Size
  readonly rate: Rate
}

/** A key frame every so many frames: cutting, scrubbing and playing backwards decode at most this many. */
export const filmKeyInterval = 12

interface Level {
  readonly name: string
  readonly macroblocks: number
  readonly macroblocksPerSecond: number
}

/** H.264 table A-1, from the level that 720p24 needs. */
const levels: readonly Level[] = [
  { name: '3.1', macroblocks: 3600, macroblocksPerSecond: 108_000 },
  { name: '3.2', macroblocks: 5120, macroblocksPerSecond: 216_000 },
  { name: '4.0', macroblocks: 8192, macroblocksPerSecond: 245_760 },
  { name: '4.2', macroblocks: 8704, macroblocksPerSecond: 522_240 },
  { name: '5.1', macroblocks: 36_864, macroblocksPerSecond: 983_040 },
  { name: '5.2', macroblocks: 36_864, macroblocksPerSecond: 2_073_600 },
  { name: '6.2', macroblocks: 139_264, macroblocksPerSecond: 16_711_680 },
]

/** The lowest level that holds the format. It follows from size and rate alone, never from what is in the picture. */
export function filmLevel({ size, rate }: FilmFormat): string {
  const macroblocks = Math.ceil(size.width / 16) * Math.ceil(size.height / 16)
  const perSecond = (macroblocks * rate[0]) / rate[1]
  const level = levels.find((one) => one.macroblocks >= macroblocks && one.macroblocksPerSecond >= perSecond)
  return (level ?? { name: '6.2' }).name
}

/** Ticks a second of the film's track, so that a frame lasts a whole number of them. */
export function filmTimescale(rate: Rate): number {
  return rate[0] < 1000 ? rate[0] * 1000 : rate[0]
}

/** `24000/1001`. */
export function rateArgument(rate: Rate): string {
  return `${rate[0]}/${rate[1]}`
}

/** Filters that number the frames anew from zero at exactly `rate`. */
export function retimeFilter(rate: Rate): string {
  return `settb=expr=${rate[1]}/${rate[0]},setpts=N`
}

/** Careful scaling: without these flags swscale rounds chroma visibly. */
export const scaleFlags = 'flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp'

/** What every film frame says of itself, square pixels and colours; the encoder writes it into the stream's headers. */
export const filmFrameTags = 'setsar=1,setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709'

/** Filters from full-range sRGB pictures to the film's pixels. */
export const pictureToFilmPixels = `scale=in_range=pc:out_range=tv:out_color_matrix=bt709:${scaleFlags},format=yuv420p,${filmFrameTags}`

/** Filters from the film's pixels to full-range sRGB for a picture file: the way back of `pictureToFilmPixels`. */
export const filmPixelsToPicture = `scale=in_color_matrix=bt709:in_range=tv:out_range=pc:${scaleFlags},format=rgb24`

/**
 * The one video encoding of rehearsal takes, conformed copies and encoded exports. All three agree in every header, so
 * they are joined by copying bytes. No B-frames: decoding order is showing order, the track starts at zero without an edit
 * list, and a copy may end after any frame. The filters before it must end in `filmFrameTags` and `retimeFilter`.
 */
export function filmEncoderArgs(format: FilmFormat): readonly string[] {
  const gop = `keyint=${filmKeyInterval}:min-keyint=${filmKeyInterval}:scenecut=0:open-gop=0:bframes=0`
  return [
    ...options(`-c:v libx264 -preset veryfast -crf 17 -profile:v high -level:v ${filmLevel(format)} -pix_fmt yuv420p`),
    ...options(`-x264-params stitchable=1:${gop}:force-cfr=1`),
    ...options('-color_primaries bt709 -color_trc bt709 -colorspace bt709 -color_range tv'),
    ...options(`-r ${rateArgument(format.rate)} -fps_mode cfr`),
  ]
}

/** The MP4 that holds film streams: exact ticks, no edit list, playable while it loads, nothing about the machine. */
export function filmContainerArgs(format: FilmFormat): readonly string[] {
  const timescale = filmTimescale(format.rate)
  return [
    ...options('-map_metadata -1 -map_chapters -1 -fflags +bitexact -use_editlist 0'),
    ...options(`-video_track_timescale ${timescale} -movie_timescale ${timescale} -movflags +faststart -f mp4`),
  ]
}
