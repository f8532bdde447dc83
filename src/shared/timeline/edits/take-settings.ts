import type { ShotId } from '../../ids'
import type { Take } from '../../jobs/take'
import { findModel } from '../../models/catalogue'
import type { FilmDocument, FrameSource, Shot, ShotReference } from '../../project/document'
import { canUseFrame, setFrameSource, updateShot, type ShotPatch } from './ask-shots'

/** What of a take's request can't be asked for again as it was. */
export type LostSetting =
  /** The picture is no longer in the film. */
  | 'startPicture'
  | 'endPicture'
  /** The shot it came from is gone, or would now wait for this one. */
  | 'startShot'
  | 'endShot'
  /** A reference or a sound is no longer in the film. */
  | 'references'
  /** An old take that did not note its frames: the shot keeps its own. */
  | 'frames'
  /** Nobody offers the model any more; it is asked for all the same, and the shot says so. */
  | 'model'

export type TakeSettings = Pick<
  Take,
  | 'provider'
  | 'model'
  | 'prompt'
  | 'written'
  | 'seconds'
  | 'autoSeconds'
  | 'ratio'
  | 'seed'
  | 'options'
  | 'audio'
  | 'own'
>

interface AskAgain {
  readonly shotId: ShotId
  readonly take: TakeSettings
}

interface AskedAgain {
  readonly document: FilmDocument
  readonly lost: readonly LostSetting[]
}

/** True when the shot could ask for what the take was made with: footage was made with nothing. */
export function hasSettings(take: Pick<Take, 'provider'>): boolean {
  return take.provider !== 'footage'
}

function sameOptions(a: Shot['options'], b: Shot['options']): boolean {
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}

function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function keptReferences(document: FilmDocument, references: readonly ShotReference[]): readonly ShotReference[] {
  return references.filter((one) =>
    one.kind === 'reference' ? document.references.has(one.referenceId) : document.assets.has(one.assetId),
  )
}

function withFrame(
  document: FilmDocument,
  shotId: ShotId,
  end: 'start' | 'end',
  source: FrameSource | null,
): AskedAgain {
  const shot = document.shots.get(shotId)
  if (!shot || sameValue(shot[end], source)) return { document, lost: [] }
  if (!canUseFrame(document, shot, end, source)) {
    const what = source?.kind === 'picture' ? 'Picture' : 'Shot'
    // A frame that the take was not made with would be asked for as if it had been.
    return { document: setFrameSource(document, { shotId, end, source: null }), lost: [`${end}${what}`] }
  }
  return { document: setFrameSource(document, { shotId, end, source }), lost: [] }
}

/** The fields of a shot that ask for what a take was made with. */
function settingsOf(document: FilmDocument, shot: Shot, take: TakeSettings): ShotPatch {
  const { provider, model, ratio, seed, audio = shot.audio, autoSeconds = false } = take
  // Where the model decided, the take has the most it might have got.
  const seconds = autoSeconds ? shot.seconds : take.seconds
  const prompt = take.written ?? take.prompt
  const options = sameOptions(shot.options, take.options) ? shot.options : take.options
  const own = take.own ? keptReferences(document, take.own.references) : shot.references
  const references = sameValue(shot.references, own) ? shot.references : own
  return { provider, model, prompt, seconds, autoSeconds, ratio, seed, audio, options, references }
}

/** Asks again for what a take was made with, and says what of it is no longer there. Changes nothing for footage. */
export function askAgain(document: FilmDocument, { shotId, take }: AskAgain): AskedAgain {
  const shot = document.shots.get(shotId)
  if (!shot || !hasSettings(take)) return { document, lost: [] }
  const asked = updateShot(document, { shotId, patch: settingsOf(document, shot, take) })
  const gone: readonly LostSetting[] = findModel(take.provider, take.model) ? [] : ['model']
  if (!take.own) return { document: asked, lost: [...gone, 'frames'] }
  const started = withFrame(asked, shotId, 'start', take.own.start)
  const ended = withFrame(started.document, shotId, 'end', take.own.end)
  const kept = keptReferences(document, take.own.references).length
  const fewer = kept < take.own.references.length ? (['references'] as const) : []
  return { document: ended.document, lost: [...gone, ...started.lost, ...ended.lost, ...fewer] }
}
