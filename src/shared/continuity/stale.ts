import { buildRequest, requestHashOf, upstreamHashOf } from '../models/build-request'
import { listPrices } from '../models/prices'
import type { FilmDocument, Shot } from '../project/document'
import type { Take } from '../jobs/take'
import type { TakeIndex } from './pick'

const none: ReadonlySet<never> = new Set<never>()

/**
 * True when the shot's own settings ask for something else now than this take was made from. Locking the seed that a
 * take was given by chance asks for the same thing.
 */
export function isEdited(document: FilmDocument, shot: Shot, take: Take): boolean {
  // Footage was asked of nobody: whatever the shot asks for, it is what it is.
  if (take.provider === 'footage') return false
  if (take.requestHash === requestHashOf(document, shot)) return false
  if (shot.seed === null || shot.seed !== take.seed) return true
  return take.requestHash !== requestHashOf(document, { ...shot, seed: null })
}

/**
 * Fingerprint of the frames from other shots that a shot would be made from now; null when it takes none, or while one
 * of them does not exist.
 */
export function upstreamNow(document: FilmDocument, takes: TakeIndex, shot: Shot): string | null {
  const context = { document, takes, awaited: none, circular: none, prices: listPrices.perSecond }
  const { planned } = buildRequest(shot, context)
  return upstreamHashOf(planned, takes)
}

/**
 * True when a frame this take was made from is another one now, and the user did not accept the take all the same. While
 * that frame does not exist (its shot is deleted or has no take) there is nothing to differ from.
 */
export function isStale(document: FilmDocument, takes: TakeIndex, shot: Shot, take: Take): boolean {
  if (take.upstreamHash === null) return false
  const now = upstreamNow(document, takes, shot)
  if (now === null || now === take.upstreamHash) return false
  return document.marks.get(take.id)?.acceptedUpstream !== now
}
