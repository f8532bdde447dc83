import { framesFromSeconds, secondsFromDecimal, type Rate } from '../time/time'
import type { Size } from '../project/document'
import { drifts, noSeams, type CameraPath, type CameraSeams, type Leg, type PacedMove, type Place } from './camera-move'
import { readCamera, sameMoves, stepsOf, type CameraPhrase, type CameraStep } from './camera-words'

/** A step with the frames it has in the shot. */
export interface PlannedStep {
  readonly moves: readonly PacedMove[]
  readonly length: number
}

/** What is done with a picture over a whole shot. */
export interface CameraPlan {
  /** Their frames add up to the shot's. */
  readonly steps: readonly PlannedStep[]
  readonly path: CameraPath
  /** What differs from what the prompt asks, and why, a sentence each. */
  readonly notes: readonly string[]
}

export interface CameraShot {
  readonly phrases: readonly CameraPhrase[]
  readonly length: number
  readonly rate: Rate
  readonly size: Size
  readonly seed: number
  readonly seams: CameraSeams
}

/** A prompt that says nothing of the camera: what every editor does with a still. */
const unsaid: readonly CameraStep[] = [{ moves: [{ move: 'dollyIn', pace: 'normal' }], seconds: null }]
const held: CameraStep = { moves: [{ move: 'hold', pace: 'normal' }], seconds: null }

const paceFactors = { slow: 0.55, normal: 1, quick: 2 } as const

/** The steps that a prompt comes to, in words of time. */
export function cameraSteps(phrases: readonly CameraPhrase[], seams: CameraSeams): readonly CameraStep[] {
  const said = stepsOf(phrases, seams.entering)
  return said.length === 0 ? unsaid : said
}

/** The moves a shot ends with. */
export function lastMoves(steps: readonly CameraStep[]): readonly PacedMove[] {
  return steps.at(-1)?.moves ?? []
}

function suddenSeconds({ moves }: CameraStep): number | null {
  const sudden = moves.flatMap(({ move }) => drifts[move].sudden ?? [])
  return sudden.length === 0 ? null : Math.max(...sudden)
}

interface Timed {
  readonly steps: readonly CameraStep[]
  /** Seconds of each step. */
  readonly seconds: readonly number[]
  readonly notes: readonly string[]
}

function rounded(seconds: number): string {
  return String(Math.round(seconds * 10) / 10)
}

/** The least a move gets that says no time while the others take all there is. */
const leastShare = 0.5

/** Gives every step its seconds: said ones as they are, if they fit; the others share what is left. */
function timed(asked: readonly CameraStep[], total: number): Timed {
  const wanted = asked.map((step) => step.seconds ?? suddenSeconds(step))
  const open = wanted.filter((seconds) => seconds === null).length
  const said = wanted.reduce<number>((sum, seconds) => sum + (seconds ?? 0), 0)
  const least = Math.min(leastShare, total / (2 * asked.length))
  const room = total - open * least
  const factor = said > room ? room / said : 1
  const share = open === 0 ? 0 : (total - said * factor) / open
  const seconds = wanted.map((one) => (one === null ? share : one * factor))
  const notes =
    factor < 0.999
      ? [`The prompt’s moves take ${rounded(said)} s and the shot has ${rounded(total)} s, so each is shortened.`]
      : []
  const left = total - said
  if (open > 0 || left < 1e-6) return { steps: asked, seconds, notes }
  const last = asked.at(-1)
  // What is left after a hold is held too.
  if (last && last.moves.every(({ move }) => move === 'hold')) {
    return {
      steps: asked,
      seconds: seconds.map((one, index) => (index === asked.length - 1 ? one + left : one)),
      notes,
    }
  }
  const moves = last?.moves.filter(({ move }) => move === 'handheld') ?? []
  return { steps: [...asked, moves.length > 0 ? { ...held, moves } : held], seconds: [...seconds, left], notes }
}

/** Whole frames for each step, at least one each, that add up to the shot's. */
function framed({ steps, seconds, notes }: Timed, length: number, rate: Rate): Omit<CameraPlan, 'path'> {
  const kept = steps.slice(0, length)
  const planned: PlannedStep[] = []
  let [start, time] = [0, 0]
  kept.forEach(({ moves }, index) => {
    time += seconds[index] ?? 0
    const later = kept.length - 1 - index
    const end = later === 0 ? length : framesFromSeconds(secondsFromDecimal(time), rate)
    const fit = Math.min(length - later, Math.max(start + 1, end))
    planned.push({ moves, length: fit - start })
    start = fit
  })
  return { steps: planned, notes }
}

/** All that is drawn of a step: what its moves do together over so many seconds. */
interface Travel {
  readonly x: number
  readonly y: number
  readonly in: number
  readonly out: number
  readonly roll: number
  readonly shakes: boolean
  readonly even: boolean
}

function travelOf(moves: readonly PacedMove[], seconds: number): Travel {
  const travel = { x: 0, y: 0, in: 0, out: 0, roll: 0, shakes: false, even: moves.length > 0 }
  for (const { move, pace } of moves) {
    const drift = drifts[move]
    const amount = drift.sudden === null ? seconds * paceFactors[pace] : 1
    travel.x += drift.x * amount
    travel.y += drift.y * amount
    travel.in += Math.max(0, drift.zoom) * amount
    travel.out += Math.max(0, -drift.zoom) * amount
    travel.roll += drift.roll * amount
    travel.shakes ||= drift.shakes
    travel.even &&= drift.even
  }
  return travel
}

/** The closest that a shot's moves come, as a logarithm: a third of the picture, so that its pixels are not yet seen. */
const closest = 1.1
/** The farthest that a picture turns, in radians. */
const mostRoll = 0.3

function scaled(travel: Travel, factor: number): Travel {
  const { x, y, in: closer, out, roll } = travel
  return {
    ...travel,
    x: x * factor,
    y: y * factor,
    in: closer * factor,
    out: out * factor,
    roll: Math.max(-mostRoll, Math.min(mostRoll, roll * factor)),
  }
}

/** How much closer a move must begin to have room for what it pulls back, as a logarithm. */
function roomNeeded(travels: readonly Travel[]): number {
  let [now, most] = [0, 0]
  for (const { x, y, in: closer, out } of travels) {
    now += out - closer - Math.max(Math.abs(x), Math.abs(y))
    most = Math.max(most, now)
  }
  return most
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most))
}

/** Where a step ends. It goes aside as far as the picture goes, and draws in for what is missing. */
function placeAfter(from: Place, travel: Travel): Place {
  const wanted = Math.min(1, from.reach * Math.exp(travel.out - travel.in))
  const aside = (by: number): number => (Math.sign(by) * from.reach * (1 - Math.exp(-Math.abs(by)))) / 2
  const [x, y] = [from.x + aside(travel.x), from.y + aside(travel.y)]
  const roll = clamp(from.roll + travel.roll, -mostRoll, mostRoll)
  if (travel.x === 0 && travel.y === 0) {
    // Pulling back comes away from an edge.
    const half = wanted / 2
    return { x: clamp(x, half, 1 - half), y: clamp(y, half, 1 - half), reach: wanted, roll }
  }
  const room = 2 * Math.min(x, 1 - x, y, 1 - y)
  return { x, y, reach: Math.min(wanted, room), roll }
}

const handMargin = 0.05
const rampSeconds = 0.8

function shakeOf(before: number, travel: Travel, frames: number, speed: number): Leg['shake'] {
  const wanted = travel.shakes ? handMargin : 0
  const ramp = rampSeconds * speed
  return { from: before, to: before + (wanted - before) * Math.min(1, frames / ramp), ramp: Math.min(ramp, frames) }
}

/** Speeds at the ends of a step: soft, but for even moves and where another shot is gone on from or goes on. */
function slopesOf(travel: Travel, begins: boolean, ends: boolean): Leg['slopes'] {
  const usual = travel.even ? 0.7 : 0
  return [begins ? 1 : usual, ends ? 1 : usual]
}

/** Turns that a seed gives a shaking hand: fractions of multiples of irrational numbers, as good as any. */
function phasesOf(seed: number): CameraPath['phases'] {
  const turn = (by: number): number => 2 * Math.PI * ((seed * by) % 1)
  return [turn(Math.SQRT2), turn(Math.sqrt(3)), turn(Math.sqrt(5))]
}

function pathOf(steps: readonly PlannedStep[], { length, rate, size, seed, seams }: CameraShot): CameraPath {
  const speed = rate[0] / rate[1]
  const goesOnFrom = seams.entering !== null && sameMoves(seams.entering, steps[0]?.moves ?? [])
  const begin = goesOnFrom ? -1 : 0
  const last = Math.max(length - 1, begin + 1)
  const knots: number[] = [begin]
  let sum = 0
  for (const step of steps) knots.push((sum += step.length))
  knots[knots.length - 1] = Math.max(last, knots.at(-2) ?? begin)
  const spans = steps.map((_, index) => (knots[index + 1] ?? 0) - (knots[index] ?? 0))
  const raw = steps.map(({ moves }, index) => travelOf(moves, (spans[index] ?? 0) / speed))
  const all = raw.reduce((total, one) => total + one.in + one.out + Math.max(Math.abs(one.x), Math.abs(one.y)), 0)
  const travels = raw.map((travel) => scaled(travel, Math.min(1, closest / Math.max(all, 1e-9))))
  const closer = seams.chained ? 0 : roomNeeded(travels)
  const legs: Leg[] = []
  let place: Place = { x: 0.5, y: 0.5, reach: Math.exp(-closer), roll: 0 }
  let margin = 0
  travels.forEach((travel, index) => {
    const frames = spans[index] ?? 0
    // The last step of a shot of as many frames as steps has no frame after its first.
    if (frames <= 0) return
    const to = placeAfter(place, travel)
    const shake = shakeOf(margin, travel, frames, speed)
    const slopes = slopesOf(travel, goesOnFrom && index === 0, seams.goesOn && index === steps.length - 1)
    legs.push({ start: knots[index] ?? 0, end: knots[index + 1] ?? 0, from: place, to, slopes, shake })
    place = to
    margin = shake.to
  })
  const { width, height } = size
  return { legs, aspect: Math.max(width / height, height / width), speed, phases: phasesOf(seed) }
}

/** What can't be drawn of pulling back from a frame of another shot. */
function roomNotes({ legs }: CameraPath, steps: readonly PlannedStep[], { chained }: CameraSeams): readonly string[] {
  const pulls = steps.some(({ moves }) => moves.some(({ move }) => drifts[move].zoom < 0))
  if (!pulls) return []
  if (!chained) return (legs[0]?.from.reach ?? 1) < 0.999 ? ['It begins closer in, to have room to pull back.'] : []
  const moved = legs.some(({ from, to }) => to.reach > from.reach + 1e-6)
  return moved ? [] : ['It starts from a frame of another shot, and there is nothing around that to pull back to.']
}

/** Plans what is done with a picture over a shot: always all of its frames, always inside of the picture. */
export function planCamera(shot: CameraShot): CameraPlan {
  const length = Math.max(1, shot.length)
  const total = (length * shot.rate[1]) / shot.rate[0]
  const { steps, notes } = framed(timed(cameraSteps(shot.phrases, shot.seams), total), length, shot.rate)
  const path = pathOf(steps, { ...shot, length })
  return { steps, path, notes: [...notes, ...roomNotes(path, steps, shot.seams)] }
}

/** The plan of a prompt by itself. */
export function planPrompt(
  prompt: string,
  shot: Pick<CameraShot, 'length' | 'rate' | 'size'> & Partial<CameraShot>,
): CameraPlan {
  return planCamera({ seed: 0, seams: noSeams, ...shot, phrases: readCamera(prompt) })
}

/**
 * How the picture a shot ends on comes in, beneath the end of the plan: a pan goes on into it, pulling back pulls back to
 * it, and whatever comes closer meets it at rest. Its last frame is the whole picture. `first`: where it begins to show.
 */
export function arrivalPath(plan: CameraPlan, shot: CameraShot, first: number): CameraPath {
  const last = Math.max(first + 1, shot.length - 1)
  const { speed, aspect, phases } = plan.path
  const travel = scaled(travelOf(plan.steps.at(-1)?.moves ?? [], (last - first) / speed), 1)
  const near = Math.exp(-Math.min(0.35, Math.max(Math.abs(travel.x), Math.abs(travel.y), travel.out)))
  const aside = (by: number): number => 0.5 - (Math.sign(by) * (1 - near)) / 2
  const from: Place = { x: aside(travel.x), y: aside(travel.y), reach: near, roll: 0 }
  const to: Place = { x: 0.5, y: 0.5, reach: 1, roll: 0 }
  const shake = { from: 0, to: 0, ramp: 1 }
  return { legs: [{ start: first, end: last, from, to, slopes: [1, 0], shake }], speed, aspect, phases }
}
