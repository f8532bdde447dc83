import {
  shakeRoll,
  shakeTurns,
  slowShare,
  type CameraPath,
  type Leg,
  type Place,
} from '../../../shared/film/camera-move'
import { pictureToFilmPixels, filmFrameTags, retimeFilter, scaleFlags, type FilmFormat } from './film-codec'

/**
 * ffmpeg's expressions keep values in numbered places. What stands in which one, in this order of working out; the same
 * formulas as `moveWindowAt`.
 */
const slot = { frame: 0, share: 1, along: 2, x: 3, y: 4, reach: 5, margin: 6, roll: 7, scale: 8 } as const

function load(name: keyof typeof slot): string {
  return `ld(${slot[name]})`
}

function store(name: keyof typeof slot, expression: string): string {
  return `st(${slot[name]},${expression})`
}

/** A number as the expressions read it: no exponent, no sign in front of a sign. */
function exact(value: number): string {
  return value < 0 ? `(${value.toFixed(9)})` : value.toFixed(9)
}

function mix(from: number, to: number, by: string): string {
  return from === to ? exact(from) : `${exact(from)}+${exact(to - from)}*${by}`
}

function share(leg: Leg): string {
  const [first, last] = leg.slopes
  const time = `clip((${load('frame')}-${exact(leg.start)})/${exact(leg.end - leg.start)},0,1)`
  const cubic = `((${exact(first + last - 2)}*ld(1)+${exact(3 - 2 * first - last)})*ld(1)+${exact(first)})*ld(1)`
  // The time stands where its share is going to: it is not needed after that.
  return `${store('share', time)};${store('share', cubic)}`
}

function along({ from, to }: Leg): string {
  const factor = to.reach / from.reach
  if (Math.abs(factor - 1) < 1e-6) return store('along', load('share'))
  return store('along', `(pow(${exact(factor)},${load('share')})-1)/${exact(factor - 1)}`)
}

function shaking(axis: 0 | 1 | 2, { speed, phases }: CameraPath): string {
  const wave = (turns: number): string =>
    `sin(${exact((2 * Math.PI * turns) / speed)}*${load('frame')}+${exact(phases[axis])})`
  const [slow, fast] = shakeTurns[axis]
  return `(${exact(slowShare)}*${wave(slow)}+${exact(1 - slowShare)}*${wave(fast)})`
}

/** The window of a leg, worked out into its places. */
function windowOf(leg: Leg, path: CameraPath): string {
  const { from, to, shake } = leg
  const straight = (side: keyof Place): string => mix(from[side], to[side], load('along'))
  const moved = [
    share(leg),
    along(leg),
    store('x', straight('x')),
    store('y', straight('y')),
    store('reach', straight('reach')),
    store('roll', mix(from.roll, to.roll, load('share'))),
  ]
  const shaken = shake.from > 0 || shake.to > 0
  const ramp = `clip((${load('frame')}-${exact(leg.start)})/${exact(shake.ramp)},0,1)`
  const hand = [
    store('margin', mix(shake.from, shake.to, ramp)),
    store('roll', `${load('roll')}+${load('margin')}*${exact(shakeRoll)}*${shaking(2, path)}`),
    store('x', `${load('x')}+${load('margin')}*${load('reach')}/2*${shaking(0, path)}`),
    store('y', `${load('y')}+${load('margin')}*${load('reach')}/2*${shaking(1, path)}`),
    store('reach', `${load('reach')}*(1-${load('margin')})`),
  ]
  const turned = `exp(${exact(path.aspect)}*abs(${load('roll')}))`
  return [...moved, ...(shaken ? hand : []), store('scale', `${load('reach')}/${turned}`)].join(';')
}

/**
 * A corner of the window in pixels for the perspective filter. It maps whole pixel indices, while a window is measured on
 * the continuous picture, whose pixel centres lie half a pixel in: hence the half-pixel terms.
 */
function corner(right: boolean, low: boolean, side: 'x' | 'y'): string {
  const across = `(${right ? 'W/2' : '-W/2'}+0.5)`
  const down = `(${low ? 'H/2' : '-H/2'}+0.5)`
  const [scale, roll] = [load('scale'), load('roll')]
  return side === 'x'
    ? `${load('x')}*W-0.5+${scale}*(cos(${roll})*${across}-sin(${roll})*${down})`
    : `${load('y')}*H-0.5+${scale}*(sin(${roll})*${across}+cos(${roll})*${down})`
}

function perspective(path: CameraPath, first: number): string {
  // `on` counts output frames from 1.
  const frame = store('frame', `on+${first - 1}`)
  const windows = path.legs.map((leg) => `(${windowOf(leg, path)})`)
  const chosen = windows.reduceRight((later, window, index) => {
    return later === '' ? window : `if(lt(${load('frame')},${exact(path.legs[index]?.end ?? 0)}),${window},${later})`
  }, '')
  const corners = [0, 1, 2, 3].flatMap((at) =>
    (['x', 'y'] as const).map((side) => `${side}${at}='${frame};${chosen};${corner(at % 2 === 1, at > 1, side)}'`),
  )
  return `perspective=${corners.join(':')}:interpolation=cubic:sense=source:eval=frame`
}

/**
 * Filters that turn one picture, framed to the film's size, into a shot: frame k shows exactly `moveWindowAt(path, k)`,
 * placed to a fraction of a pixel so that slow moves do not tremble. The output does not end by itself: ask for
 * `-frames:v`. A piece of the shot begins with its frame `first`.
 */
export function movingStillFilter(path: CameraPath, format: FilmFormat, first = 0): string {
  const repeat = `loop=loop=-1:size=1:start=0,${retimeFilter(format.rate)}`
  if (path.legs.every(isStill)) return `${pictureToFilmPixels},${repeat}`
  const fine = `scale=in_range=pc:out_range=tv:out_color_matrix=bt709:${scaleFlags},format=yuv444p`
  return `${fine},${repeat},${perspective(path, first)},scale=${scaleFlags},format=yuv420p,${filmFrameTags}`
}

function isStill({ from, to, shake }: Leg): boolean {
  const whole = ({ x, y, reach, roll }: Place): boolean => x === 0.5 && y === 0.5 && reach === 1 && roll === 0
  return whole(from) && whole(to) && shake.from === 0 && shake.to === 0
}
