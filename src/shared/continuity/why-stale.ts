import type { ShotId } from '../ids'
import type { FilmDocument, Shot } from '../project/document'
import { isLink } from '../project/frame-source'
import type { Take } from '../jobs/take'
import { pickedTake, type TakeIndex } from './pick'
import { isStale, upstreamNow } from './stale'

/** One reason why a take is stale: a frame of another shot that is not the one it was made from. */
export interface StaleCause {
  readonly shotId: ShotId
  readonly end: 'start' | 'end'
  /** `take`: that shot shows another take now; `frame`: another frame, or a frame of another shot. */
  readonly what: 'take' | 'frame'
}

type End = StaleCause['end']

/** True when the frame would be the old one if the shot it is taken of still showed one of its other takes. */
function isOtherTake(document: FilmDocument, takes: TakeIndex, shot: Shot, take: Take, end: End): boolean {
  const source = shot[end]
  const upstream = isLink(source) && source.take === 'pick' ? document.shots.get(source.shotId) : undefined
  if (!upstream) return false
  return (takes.byShot.get(upstream.id) ?? []).some(({ id }) => {
    const shots = new Map([...document.shots, [upstream.id, { ...upstream, pick: id }]])
    return upstreamNow({ ...document, shots }, takes, shot) === take.upstreamHash
  })
}

/**
 * Why a shot's picked take is stale; empty when it is not. Only the fingerprint of the old frames is known: where no
 * single take explains it, every frame that the shot takes may be the one.
 */
export function staleCauses(document: FilmDocument, takes: TakeIndex, shot: Shot): readonly StaleCause[] {
  const take = pickedTake(document, takes, shot)
  if (!take || !isStale(document, takes, shot, take)) return []
  const causes = (['start', 'end'] as const).flatMap((end): readonly StaleCause[] => {
    const source = shot[end]
    if (!isLink(source)) return []
    const what = isOtherTake(document, takes, shot, take, end) ? 'take' : 'frame'
    return [{ shotId: source.shotId, end, what }]
  })
  const known = causes.filter(({ what }) => what === 'take')
  return known.length > 0 ? known : causes
}
