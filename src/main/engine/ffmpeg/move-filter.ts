import { movePath, type CameraMove } from '../../../shared/film/camera-move'
import { pictureToFilmPixels, filmFrameTags, retimeFilter, scaleFlags, type FilmFormat } from './film-codec'

/** Which frames of a move are made: `first` is the move's frame on the first of them, `length` that of the whole move. */
interface MoveFrames {
  readonly first: number
  readonly length: number
}

/** An expression that goes from `from` to `to` over frames 0 to `length` - 1. `on` counts output frames from 1. */
function travel(from: number, to: number, { first, length }: MoveFrames): string {
  if (length <= 1 || from === to) return from.toFixed(9)
  return `(${from.toFixed(9)}+${(to - from).toFixed(9)}*min(1,(on+${first - 1})/${length - 1}))`
}

/**
 * The window's edges in pixels for the perspective filter. It maps whole pixel indices, while a window is measured on
 * the continuous picture, whose pixel centres lie half a pixel in: hence the half-pixel terms.
 */
function windowEdges(centre: string, scale: string, side: 'W' | 'H'): { readonly near: string; readonly far: string } {
  const near = `(${centre}-${scale}/2)*${side}+(${scale}-1)/2`
  return { near, far: `${near}+${scale}*${side}` }
}

function perspective(move: CameraMove, frames: MoveFrames): string {
  const { from, to } = movePath(move)
  const scale = travel(from.scale, to.scale, frames)
  const x = windowEdges(travel(from.x, to.x, frames), scale, 'W')
  const y = windowEdges(travel(from.y, to.y, frames), scale, 'H')
  const top = `x0='${x.near}':y0='${y.near}':x1='${x.far}':y1='${y.near}'`
  const bottom = `x2='${x.near}':y2='${y.far}':x3='${x.far}':y3='${y.far}'`
  return `perspective=${top}:${bottom}:interpolation=cubic:sense=source:eval=frame`
}

/**
 * Filters that turn one picture, framed to the film's size, into a shot of `length` frames: frame k shows exactly
 * `moveWindowAt(move, k, length)`, placed to a fraction of a pixel so that slow moves do not tremble. The output does
 * not end by itself: ask for `-frames:v length`, or for fewer. A piece of the shot begins with its frame `first`.
 */
export function movingStillFilter(move: CameraMove, length: number, format: FilmFormat, first = 0): string {
  const repeat = `loop=loop=-1:size=1:start=0,${retimeFilter(format.rate)}`
  if (move === 'hold') return `${pictureToFilmPixels},${repeat}`
  const fine = `scale=in_range=pc:out_range=tv:out_color_matrix=bt709:${scaleFlags},format=yuv444p`
  return `${fine},${repeat},${perspective(move, { first, length })},scale=${scaleFlags},format=yuv420p,${filmFrameTags}`
}
