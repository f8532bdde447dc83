import type { ShotId } from '../ids'
import type { FilmDocument, Shot } from '../project/document'
import type { Frames } from '../time/time'
import { noSeams, type CameraRequest, type CameraSeams, type PacedMove } from './camera-move'
import { cameraSteps, lastMoves, planCamera, type CameraPlan } from './camera-plan'
import { readCamera, sameMoves, type CameraPhrase, type CameraStep } from './camera-words'

interface ReadShot {
  readonly style: string
  readonly words: string
  readonly phrases: readonly CameraPhrase[]
}

const read = new WeakMap<Shot, ReadShot>()

/**
 * What asks something of a shot's camera: its own prompt, or the film's style line where that names no move. Remembered
 * per shot record, so asking for a whole film again costs little.
 */
function readShot({ settings: { style } }: FilmDocument, shot: Shot): ReadShot {
  const known = read.get(shot)
  if (known?.style === style) return known
  const own = readCamera(shot.prompt)
  const fresh =
    own.length > 0 ? { style, words: shot.prompt, phrases: own } : { style, words: style, phrases: readCamera(style) }
  read.set(shot, fresh)
  return fresh
}

/** The shot that this one goes on from without a jump: it starts from that one's last visible frame. */
function before(document: FilmDocument, { start }: Shot): Shot | null {
  if (start?.kind !== 'shotFrame' || start.frame !== 'lastVisible') return null
  return document.shots.get(start.shotId) ?? null
}

/** What is found out about a whole film once, however many of its shots ask. */
interface Chains {
  /** The shot whose clip stands behind the last clip of each shot. */
  readonly next: ReadonlyMap<ShotId, ShotId>
  readonly ending: Map<ShotId, readonly PacedMove[]>
}

const known = new WeakMap<FilmDocument, Chains>()

function followers({ track, clips }: FilmDocument): ReadonlyMap<ShotId, ShotId> {
  const next = new Map<ShotId, ShotId>()
  let previous: ShotId | undefined
  for (const clipId of track.clipIds) {
    const shotId = clips.get(clipId)?.shotId
    // A later clip of the same shot takes the place of an earlier one.
    if (previous !== undefined && shotId !== undefined) next.set(previous, shotId)
    previous = shotId
  }
  if (previous !== undefined) next.delete(previous)
  return next
}

function chainsOf(document: FilmDocument): Chains {
  const chains = known.get(document) ?? { next: followers(document), ending: new Map() }
  known.set(document, chains)
  return chains
}

/** The shot that follows on the track and goes on from this one. */
function after(document: FilmDocument, shot: Shot): Shot | null {
  const next = chainsOf(document).next.get(shot.id)
  const found = next === undefined ? undefined : document.shots.get(next)
  return found && before(document, found)?.id === shot.id ? found : null
}

/** The moves a shot ends with, which may be those of the shots it goes on from. */
function endingMoves(document: FilmDocument, shot: Shot): readonly PacedMove[] {
  const { ending } = chainsOf(document)
  const line: Shot[] = []
  const seen = new Set<ShotId>()
  let at: Shot | null = shot
  while (at !== null && !seen.has(at.id) && !ending.has(at.id)) {
    line.push(at)
    seen.add(at.id)
    at = before(document, at)
  }
  let moves = at === null ? null : (ending.get(at.id) ?? null)
  for (const one of line.reverse()) {
    moves = lastMoves(stepsIn(document, one, moves))
    ending.set(one.id, moves)
  }
  return moves ?? []
}

function stepsIn(document: FilmDocument, shot: Shot, entering: readonly PacedMove[] | null): readonly CameraStep[] {
  return cameraSteps(readShot(document, shot).phrases, { ...noSeams, entering })
}

const isHeld = (moves: readonly PacedMove[]): boolean => moves.every(({ move }) => move === 'hold')

/** The moves under way where a shot begins; null where there are none. */
function enteringMoves(document: FilmDocument, shot: Shot): readonly PacedMove[] | null {
  const upstream = before(document, shot)
  // A shot that ends on a picture comes to rest on it.
  if (!upstream || upstream.end !== null) return null
  const moves = endingMoves(document, upstream)
  return isHeld(moves) ? null : moves
}

/** True when the shot that follows goes on with the moves this one ends with. */
function goesOn(document: FilmDocument, shot: Shot): boolean {
  const next = shot.end === null ? after(document, shot) : null
  if (!next) return false
  const leaving = endingMoves(document, shot)
  return !isHeld(leaving) && sameMoves(leaving, stepsIn(document, next, leaving)[0]?.moves ?? [])
}

/** How the camera of a shot meets those of the shots around it. */
function cameraSeams(document: FilmDocument, shot: Shot): CameraSeams {
  return {
    chained: shot.start?.kind === 'shotFrame',
    entering: enteringMoves(document, shot),
    goesOn: goesOn(document, shot),
  }
}

/** What a rehearsal has to know of the camera. */
export function cameraRequest(document: FilmDocument, shot: Shot): CameraRequest {
  return { ...cameraSeams(document, shot), words: readShot(document, shot).words }
}

interface Planned {
  readonly asked: string
  readonly plan: CameraPlan
}

const planned = new WeakMap<Shot, Planned>()

/**
 * What is done with the picture of a shot that has so many frames. Remembered per shot record: the same question has the
 * very same answer, so planning a whole film again costs little.
 */
export function cameraOfShot(document: FilmDocument, shot: Shot, length: Frames): CameraPlan {
  const { rate, size, style } = document.settings
  const seams = cameraSeams(document, shot)
  const asked = JSON.stringify([length, rate, size.width, size.height, style, seams])
  const before = planned.get(shot)
  if (before?.asked === asked) return before.plan
  const plan = planCamera({
    phrases: readShot(document, shot).phrases,
    length,
    rate,
    size,
    seed: shot.seed ?? 0,
    seams,
  })
  planned.set(shot, { asked, plan })
  return plan
}
