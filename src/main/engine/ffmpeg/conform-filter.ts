import type { Size } from '../../../shared/project/document'
import { compare } from '../../../shared/time/rational'
import type { Rate } from '../../../shared/time/time'
import type { FilmShape } from '../media/media-library'
import { filmFrameTags, filmPixelsToPicture, rateArgument, retimeFilter, scaleFlags } from './film-codec'

/** How a source's numbers mean colours; null where the file does not say. */
export interface SourceColour {
  readonly matrix: 'bt709' | 'bt601' | 'bt2020' | null
  readonly fullRange: boolean | null
}

/** What has to be known of a clip to conform it. */
export interface ConformSource {
  readonly rate: Rate
  readonly size: Size
  readonly colour: SourceColour
}

/** The rule players follow for files that do not say: high definition is BT.709, smaller pictures BT.601. */
function matrixOf(source: ConformSource): string {
  return source.colour.matrix ?? (source.size.height >= 720 ? 'bt709' : 'bt601')
}

/**
 * Numbers the source's frames anew, one after the other at its own rate, then shows for each film frame the one that is
 * on screen when it begins: rounding a source frame's time up names the first film frame that shows it. The last frame
 * stays, so that a count rounded up is always reached.
 */
function rateFilters(from: Rate, to: Rate): readonly string[] {
  if (compare(from, to) === 0) return [retimeFilter(from)]
  const convert = `fps=fps=${rateArgument(to)}:start_time=0:round=up`
  return [retimeFilter(from), convert, 'tpad=stop=2:stop_mode=clone', retimeFilter(to)]
}

function sizeFilters(source: ConformSource, { size, fit }: FilmShape): readonly string[] {
  const { width, height } = size
  const colour = `in_color_matrix=${matrixOf(source)}:in_range=${source.colour.fullRange === true ? 'pc' : 'tv'}`
  const target = `out_color_matrix=bt709:out_range=tv:${scaleFlags}`
  const square = `scale=w='max(2,2*trunc(iw*sar/2+0.5))':h=ih:${colour}:${target}`
  const ratio = fit === 'crop' ? 'increase' : 'decrease'
  const fitted = `scale=w=${width}:h=${height}:force_original_aspect_ratio=${ratio}:force_divisible_by=2:${scaleFlags}`
  const framed = fit === 'crop' ? `crop=${width}:${height}` : `pad=${width}:${height}:(ow-iw)/2:(oh-ih)/2`
  return [square, 'setsar=1', 'format=yuv420p', fitted, framed, filmFrameTags]
}

/**
 * Filters that bring a clip to the film's size, rate and pixels. Frame j of the output shows frame
 * `sourceFrameOfConformed(j)` of the clip; ask for `-frames:v` of `conformedFrameCount`.
 */
export function conformFilter(source: ConformSource, shape: FilmShape): string {
  return [...sizeFilters(source, shape), ...rateFilters(source.rate, shape.rate)].join(',')
}

/** Filters that bring frame `index` of a clip, counted in decoded frames, to a picture of the film's size. */
export function conformedFrameFilter(source: ConformSource, index: number, shape: FilmShape): string {
  return [`select=eq(n\\,${index})`, ...sizeFilters(source, shape), filmPixelsToPicture].join(',')
}
