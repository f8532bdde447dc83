import { createStore } from 'zustand/vanilla'
import type { FilmPlan, PlannedClip } from '../../shared/film/plan'
import { planFilm } from '../../shared/film/plan-film'
import type { ClipId } from '../../shared/ids'
import { documentStore } from './document-store'
import { factsStore } from './facts-store'

interface FilmState {
  /** The film as it plays now; null while no project is open. */
  readonly plan: FilmPlan | null
  readonly clipById: ReadonlyMap<ClipId, PlannedClip>
}

/**
 * The plan derived once per change of document or takes. A planned clip that came out equal keeps its identity, so a
 * component that shows one clip renders again only when that clip changed.
 */
export const filmStore = createStore<FilmState>(() => ({ plan: null, clipById: new Map() }))

type Source = PlannedClip['source']

/** Quick, for the usual case: the plan of a shot that was not touched is made of the same records again. */
function surelySame(a: Source, b: Source): boolean {
  if (a.kind === 'take' && b.kind === 'take') return a.takeId === b.takeId && a.rehearsal === b.rehearsal
  if (a.kind !== 'still' || b.kind !== 'still' || a.camera !== b.camera) return false
  const [one, other] = [a.picture, b.picture]
  return (
    one.kind === 'asset' && other.kind === 'asset' && one.assetId === other.assetId && one.framing === other.framing
  )
}

function sameSource(a: Source, b: Source): boolean {
  return surelySame(a, b) || JSON.stringify(a) === JSON.stringify(b)
}

/** Same place and cut; sources are compared before. */
function sameClip(a: PlannedClip, b: PlannedClip): boolean {
  return (
    a.shotId === b.shotId &&
    a.index === b.index &&
    a.start === b.start &&
    a.length === b.length &&
    a.sourceIn === b.sourceIn &&
    a.sourceLength === b.sourceLength &&
    a.overlapIn === b.overlapIn &&
    a.overlapOut === b.overlapOut &&
    a.flags.join() === b.flags.join()
  )
}

function derive(): void {
  const { document } = documentStore.getState()
  if (!document) {
    filmStore.setState({ plan: null, clipById: new Map() })
    return
  }
  const before = filmStore.getState().clipById
  const fresh = planFilm(document, factsStore.getState().takes)
  const clips = fresh.clips.map((clip) => {
    const old = before.get(clip.clipId)
    if (!old || !sameSource(old.source, clip.source)) return clip
    // A clip that only moved keeps its source, so what shows the picture does not render either.
    return sameClip(old, clip) ? old : { ...clip, source: old.source }
  })
  filmStore.setState({ plan: { ...fresh, clips }, clipById: new Map(clips.map((clip) => [clip.clipId, clip])) })
}

/** Keeps the plan up to date; the returned function stops it. */
export function followDocument(): () => void {
  derive()
  const ends = [
    documentStore.subscribe((state, before) => {
      if (state.document !== before.document) derive()
    }),
    factsStore.subscribe((state, before) => {
      if (state.takes !== before.takes) derive()
    }),
  ]
  return () => ends.forEach((end) => end())
}
