import { z } from 'zod'

/**
 * The camera's vocabulary, and how each word is drawn. A single picture has no depth, so nothing here has parallax: what
 * would pass behind something else in a real shot moves with it. The picture's edges are never crossed. A move that needs
 * room there is none for therefore draws in on the side it goes to.
 *
 * - dolly: towards or from a point in the middle, beginning and ending softly
 * - zoom: the same further and at an even speed, as a motor turns a lens; crash zoom: far and in less than a second
 * - pan, tilt: towards a side, softly; whip pan: in half a second
 * - truck, crane: towards a side at an even speed; a crane also comes a little closer
 * - orbit: towards a side while the picture turns a little
 * - roll: the picture turns about its middle
 * - handheld: small turns and shifts of a hand within a margin, by the seed
 */
export const cameraMoves = [
  'hold',
  'dollyIn',
  'dollyOut',
  'zoomIn',
  'zoomOut',
  'crashZoomIn',
  'crashZoomOut',
  'panLeft',
  'panRight',
  'whipPanLeft',
  'whipPanRight',
  'tiltUp',
  'tiltDown',
  'truckLeft',
  'truckRight',
  'craneUp',
  'craneDown',
  'orbitLeft',
  'orbitRight',
  'rollLeft',
  'rollRight',
  'handheld',
] as const
export type CameraMove = (typeof cameraMoves)[number]

export const paces = ['slow', 'normal', 'quick'] as const

const pacedMoveSchema = z.object({ move: z.enum(cameraMoves), pace: z.enum(paces) }).readonly()
export type PacedMove = z.infer<typeof pacedMoveSchema>

/** What the shots around a shot do with the camera where it meets them. */
const seams = {
  /** It starts from a frame of another shot, which is therefore shown whole. */
  chained: z.boolean(),
  /** The moves that end the shot whose last frame it starts from; null: there is none. */
  entering: z.array(pacedMoveSchema).readonly().nullable(),
  /** The shot that starts from its last frame goes on with the moves that end it. */
  goesOn: z.boolean(),
}
const cameraSeamsSchema = z.object(seams).readonly()
export type CameraSeams = z.infer<typeof cameraSeamsSchema>

/** What a rehearsal is asked of its camera. `words`: the text that names the moves. */
export const cameraRequestSchema = z.object({ ...seams, words: z.string() }).readonly()
export type CameraRequest = z.infer<typeof cameraRequestSchema>

export const noSeams: CameraSeams = { chained: false, entering: null, goesOn: false }

/** What a move does in a second; of `sudden` ones what it does in all, however long it takes. */
export interface Drift {
  /** Towards a side: logarithm of how far it draws in there when there is no room. */
  readonly x: number
  readonly y: number
  /** Logarithm of the enlargement. */
  readonly zoom: number
  /** Radians, clockwise as seen on the screen. */
  readonly roll: number
  readonly shakes: boolean
  /** At an even speed. */
  readonly even: boolean
  /** Seconds it takes when none are said. */
  readonly sudden: number | null
}

const still: Drift = { x: 0, y: 0, zoom: 0, roll: 0, shakes: false, even: false, sudden: null }

/**
 * Rates that are seen within two seconds and leave a third of the picture after thirty, which is what a long take of one
 * picture comes to.
 */
export const drifts: Readonly<Record<CameraMove, Drift>> = {
  hold: still,
  dollyIn: { ...still, zoom: 0.03 },
  dollyOut: { ...still, zoom: -0.03 },
  zoomIn: { ...still, zoom: 0.045, even: true },
  zoomOut: { ...still, zoom: -0.045, even: true },
  crashZoomIn: { ...still, zoom: 0.6, sudden: 0.75 },
  crashZoomOut: { ...still, zoom: -0.6, sudden: 0.75 },
  panLeft: { ...still, x: -0.038 },
  panRight: { ...still, x: 0.038 },
  whipPanLeft: { ...still, x: -0.5, sudden: 0.5 },
  whipPanRight: { ...still, x: 0.5, sudden: 0.5 },
  tiltUp: { ...still, y: -0.038 },
  tiltDown: { ...still, y: 0.038 },
  truckLeft: { ...still, x: -0.03, even: true },
  truckRight: { ...still, x: 0.03, even: true },
  craneUp: { ...still, y: -0.03, zoom: 0.015, even: true },
  craneDown: { ...still, y: 0.03, zoom: 0.015, even: true },
  orbitLeft: { ...still, x: -0.03, roll: 0.006 },
  orbitRight: { ...still, x: 0.03, roll: -0.006 },
  rollLeft: { ...still, roll: -0.016 },
  rollRight: { ...still, roll: 0.016 },
  handheld: { ...still, shakes: true },
}

/**
 * A window on the framed picture: its centre, normalised, the share of the picture's width and height it shows, and how
 * far it is turned, in radians.
 */
export interface MoveWindow {
  readonly x: number
  readonly y: number
  readonly scale: number
  readonly roll: number
}

/**
 * Where a move stands. `reach` is the share of the picture that the turned window needs in either direction, so that the
 * places inside of the picture are exactly those with `reach` + 2 |x - 0.5| <= 1: a convex set, in which every straight
 * line between two places stays.
 */
export interface Place {
  readonly x: number
  readonly y: number
  readonly reach: number
  readonly roll: number
}

/** One stretch of a move, from one place to another on a straight line. */
export interface Leg {
  /** Film frames at which it is at `from` and at `to`; the first of a move that goes on from another shot is -1. */
  readonly start: number
  readonly end: number
  readonly from: Place
  readonly to: Place
  /** Speed at both ends: 0 from or to a stand, 1 the speed of an even move. */
  readonly slopes: readonly [number, number]
  /** Margin for the shaking of a hand, as a share of the window; reached after `ramp` frames. */
  readonly shake: { readonly from: number; readonly to: number; readonly ramp: number }
}

/** How a picture moves over a whole shot. */
export interface CameraPath {
  readonly legs: readonly Leg[]
  /** The larger of the frame's sides over the smaller. */
  readonly aspect: number
  /** Frames a second. */
  readonly speed: number
  /** Turns of the shaking hand at frame 0, in radians. */
  readonly phases: readonly [number, number, number]
}

/** Turns of a hand a second, two for each of across, upright and roll; no two are multiples of each other. */
export const shakeTurns = [
  [1.13, 2.57],
  [0.89, 2.29],
  [0.61, 1.73],
] as const
/** Share of the slow turn of each pair in the shaking. */
export const slowShare = 0.7
/** Radians of roll for a margin of 1. */
export const shakeRoll = 0.18

/**
 * How many times larger than a turned window the upright frame kept free around it is. cos + aspect sin would be enough;
 * this is the function that touches it from above and grows evenly, so that an even roll draws in evenly.
 */
function turnedReach(roll: number, aspect: number): number {
  return Math.exp(aspect * Math.abs(roll))
}

/** Share of the way at share `t` of the time, for the speeds at both ends: a cubic that never turns back. */
function eased(t: number, [first, last]: Leg['slopes']): number {
  return ((first + last - 2) * t + (3 - 2 * first - last)) * t * t + first * t
}

/** The leg of a frame; before the first and after the last the nearest. */
function legAt(path: CameraPath, frame: number): Leg | undefined {
  return path.legs.find(({ end }) => frame < end) ?? path.legs.at(-1)
}

/** Equal enlargements in equal times: the straight line is walked so that the reach changes by equal factors. */
function placeAt({ from, to, start, end, slopes }: Leg, frame: number): Place {
  const share = eased(Math.min(1, Math.max(0, (frame - start) / (end - start))), slopes)
  const factor = to.reach / from.reach
  const along = Math.abs(factor - 1) < 1e-6 ? share : (factor ** share - 1) / (factor - 1)
  const mix = (a: number, b: number): number => a + (b - a) * along
  return {
    x: mix(from.x, to.x),
    y: mix(from.y, to.y),
    reach: mix(from.reach, to.reach),
    roll: from.roll + (to.roll - from.roll) * share,
  }
}

/** Where the shaking hand is, -1 to 1. */
function shakeAt({ speed, phases }: CameraPath, axis: 0 | 1 | 2, frame: number): number {
  const [slow, fast] = shakeTurns[axis]
  const seconds = (2 * Math.PI * frame) / speed
  return slowShare * Math.sin(slow * seconds + phases[axis]) + (1 - slowShare) * Math.sin(fast * seconds + phases[axis])
}

/** The window at a frame of a shot. Always inside of the picture. */
export function moveWindowAt(path: CameraPath, frame: number): MoveWindow {
  const leg = legAt(path, frame)
  if (!leg) return { x: 0.5, y: 0.5, scale: 1, roll: 0 }
  const { x, y, reach, roll } = placeAt(leg, frame)
  const { shake } = leg
  const margin = shake.from + (shake.to - shake.from) * Math.min(1, Math.max(0, (frame - leg.start) / shake.ramp))
  const turned = roll + margin * shakeRoll * shakeAt(path, 2, frame)
  return {
    x: x + ((margin * reach) / 2) * shakeAt(path, 0, frame),
    y: y + ((margin * reach) / 2) * shakeAt(path, 1, frame),
    scale: (reach * (1 - margin)) / turnedReach(turned, path.aspect),
    roll: turned,
  }
}

/** The path of a picture that does not move. */
export const heldPath: CameraPath = { legs: [], aspect: 1, speed: 24, phases: [0, 0, 0] }
