import type { FrameLink } from '../../shared/continuity/graph'
import type { StaleCause } from '../../shared/continuity/why-stale'
import type { ShotId } from '../../shared/ids'
import type { FilmDocument } from '../../shared/project/document'

/** Which frame a link takes: `last frame`, `first frame`, `3.2 s`. */
export function frameWords(frame: FrameLink['frame']): string {
  if (frame === 'lastVisible') return 'last frame'
  if (frame === 'firstVisible') return 'first frame'
  if (frame === 'clip') return 'clip itself'
  return `${Math.round((frame[0] / frame[1]) * 10) / 10} s`
}

/** `the last frame`, `the frame at 3.2 s`: inside a sentence. */
export function theFrame(frame: FrameLink['frame']): string {
  return typeof frame === 'string' ? `the ${frameWords(frame)}` : `the frame at ${frameWords(frame)}`
}

/** `shot 2`; a shot that no clip shows goes by its name. */
export function shotCalled(shotId: ShotId, places: ReadonlyMap<ShotId, number>, document: FilmDocument): string {
  const place = places.get(shotId)
  return place === undefined ? `“${document.shots.get(shotId)?.name ?? 'a shot'}”` : `shot ${place}`
}

/** The shots of a loop by name, as it goes round: `Harbour → Gulls → Harbour`. */
export function loopWords(loop: readonly ShotId[], document: FilmDocument): string {
  return loop.map((id) => document.shots.get(id)?.name ?? '?').join(' → ')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Why a shot is stale, one sentence. `called`: what a shot is called. */
export function staleWords(causes: readonly StaleCause[], called: (shotId: ShotId) => string): string {
  const [cause, other] = causes
  if (!cause) return 'The frame it was made from has changed.'
  const name = called(cause.shotId)
  const verb = cause.end === 'start' ? 'starts from' : 'ends on'
  if (cause.what === 'frame') {
    return other
      ? 'The frames it was made from are others now.'
      : `The frame of ${name} that it ${verb} is another one now.`
  }
  return other
    ? `${capital(name)} and ${called(other.shotId)} have other takes now.`
    : `${capital(name)}, which it ${verb}, has another take now.`
}
