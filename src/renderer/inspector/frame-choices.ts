import { loopBy } from '../../shared/continuity/graph'
import type { FilmPlan, PlannedSource } from '../../shared/film/plan'
import type { ShotId } from '../../shared/ids'
import { catalogue, findModel } from '../../shared/models/catalogue'
import type { FilmDocument, FrameSource, Shot } from '../../shared/project/document'
import { secondsFromFrames } from '../../shared/time/time'
import { frameWords, loopWords } from '../state/link-words'

export type LinkedFrame = Extract<FrameSource, { kind: 'shotFrame' }>['frame']

/** A shot whose frames another one could take. */
export interface ShotChoice {
  readonly shotId: ShotId
  /** Its first place on the track, from 1. */
  readonly place: number
  readonly name: string
  readonly source: PlannedSource
  /** The loop that a link to it would close, by names; null when it may be chosen. */
  readonly loop: string | null
}

/** All shots of the film but this one, in its order, with those that can't be chosen and why. */
export function shotChoices(document: FilmDocument, plan: FilmPlan, shotId: ShotId): readonly ShotChoice[] {
  const seen = new Set<ShotId>([shotId])
  return plan.clips.flatMap((clip): readonly ShotChoice[] => {
    if (seen.has(clip.shotId)) return []
    seen.add(clip.shotId)
    const loop = loopBy(document, shotId, clip.shotId)
    const name = document.shots.get(clip.shotId)?.name ?? ''
    const words = loop && loopWords(loop, document)
    return [{ shotId: clip.shotId, place: clip.index + 1, name, source: clip.source, loop: words }]
  })
}

/** Whether a shot can go on from the clip of another one. */
export interface Extending {
  /** Why its model can’t; null when it can. */
  readonly refused: string | null
}

export function extendingOf({ provider, model: id }: Pick<Shot, 'provider' | 'model'>): Extending {
  const model = findModel(provider, id)
  if (model?.extend) return { refused: null }
  const able = catalogue.filter((one) => one.provider === provider && one.extend).map(({ label }) => label)
  const others = able.length === 0 ? '' : ` ${able.join(' and ')} can.`
  return { refused: `${model?.label ?? 'This model'} can’t go on from a clip, only from a frame of it.${others}` }
}

export interface FrameChoice {
  readonly label: string
  /** Null: there is no such frame now. */
  readonly frame: LinkedFrame | null
}

/** The frames of a shot that can be chosen: its ends as they are cut, and the one that the playhead is on. */
export function frameChoices(plan: FilmPlan, shotId: ShotId, playhead: number): readonly FrameChoice[] {
  const under = plan.clips.find(
    (clip) => clip.shotId === shotId && playhead >= clip.start && playhead < clip.start + clip.length,
  )
  const at = under ? secondsFromFrames(under.sourceIn + playhead - under.start, plan.rate) : null
  return [
    { label: 'First frame', frame: 'firstVisible' },
    { label: 'Last frame', frame: 'lastVisible' },
    { label: at ? `At the playhead, ${frameWords(at)}` : 'At the playhead', frame: at },
  ]
}
