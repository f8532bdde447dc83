import { createStore } from 'zustand/vanilla'
import { comparisonLength, takeAlone, takeInContext, type ComparedTake } from '../../shared/film/compare-takes'
import { clipIndexAt } from '../../shared/film/film-layers'
import type { ClipId, ShotId, TakeId } from '../../shared/ids'
import { documentStore } from './document-store'
import { factsStore } from './facts-store'
import { filmStore } from './film-store'
import { createPlayback, playbackStore } from './playback-store'
import { selectionStore } from './selection-store'
import { lookedAt, takeInHand, takesOf, type NumberedTake } from './take-actions'

/** As many takes as can be told apart side by side. */
const mostCompared = 4

interface CompareState {
  /** The clip whose shot is compared; null: there is none. */
  readonly clipId: ClipId | null
  readonly shotId: ShotId | null
  /** What is compared, in the order of the takes; empty while the shot has fewer than two. */
  readonly takes: readonly NumberedTake[]
  /** What each of them shows, in the same order. */
  readonly panes: readonly ComparedTake[]
  readonly inContext: boolean
  /** Which takes the user wants to see of the shot; null: chosen for him. */
  readonly wanted: readonly TakeId[] | null
}

const nothing = { clipId: null, shotId: null, takes: [], panes: [] } as const
export const compareStore = createStore<CompareState>(() => ({ ...nothing, inContext: true, wanted: null }))

/** Where the comparison stands and how it moves: it has a time of its own, so the film's playhead stays. */
export const comparePlayback = createPlayback({ loop: true })

/** Those that were asked for; else the one in the film and the newest that are not rejected. */
function chosenTakes(shotId: ShotId, wanted: readonly TakeId[] | null): readonly NumberedTake[] {
  const own = takesOf(shotId)
  const asked = own.filter(({ take }) => wanted?.includes(take.id))
  if (asked.length >= 2) return asked.slice(0, mostCompared)
  const { document } = documentStore.getState()
  const shot = document?.shots.get(shotId)
  const first = shot ? lookedAt(shot) : null
  const isRejected = ({ take }: NumberedTake): boolean => document?.marks.get(take.id)?.reject === true
  const isStarred = ({ take }: NumberedTake): boolean => document?.marks.get(take.id)?.star === true
  const others = own.filter((one) => one.take !== first?.take).toReversed()
  const best = others.toSorted(
    (a, b) => Number(isRejected(a)) - Number(isRejected(b)) || Number(isStarred(b)) - Number(isStarred(a)),
  )
  const chosen = [...(first ? [first] : []), ...best].slice(0, mostCompared)
  return chosen.length < 2 ? [] : chosen.toSorted((a, b) => a.number - b.number)
}

/** The clip that is compared: the selected one, else the one under the playhead. */
function clipInHand(): { readonly clipId: ClipId; readonly shotId: ShotId } | null {
  const { plan, clipById } = filmStore.getState()
  const { primary } = selectionStore.getState()
  const selected = primary ? clipById.get(primary) : undefined
  return selected ?? plan?.clips[clipIndexAt(plan.clips, playbackStore.getState().frame)] ?? null
}

function derive(): void {
  const before = compareStore.getState()
  const { document } = documentStore.getState()
  const clip = clipInHand()
  if (!document || !clip) {
    compareStore.setState(nothing)
    return
  }
  const sameShot = before.shotId === clip.shotId
  const wanted = sameShot ? before.wanted : null
  // What is compared stays while it is looked at and marked.
  const kept = sameShot && wanted === null ? before.takes.map(({ take }) => take.id) : wanted
  const takes = chosenTakes(clip.shotId, kept)
  const compared = { document, takes: factsStore.getState().takes, clipId: clip.clipId }
  const show = before.inContext ? takeInContext : takeAlone
  const panes = takes.map(({ take }) => show(compared, take))
  compareStore.setState({ clipId: clip.clipId, shotId: clip.shotId, takes, panes, wanted })
  if (!sameShot) comparePlayback.setState({ frame: 0, speed: 0, inPoint: null, outPoint: null })
  holdInside(panes)
}

function holdInside(panes: readonly ComparedTake[]): void {
  const last = Math.max(0, comparisonLength(panes) - 1)
  if (comparePlayback.getState().frame > last) comparePlayback.setState({ frame: last })
}

/** Keeps what is compared up to date while it is looked at; the returned function ends that. */
export function followComparison(): () => void {
  derive()
  const ends = [
    documentStore.subscribe((state, before) => {
      // A gesture's previews change nothing that is compared before they are kept.
      const isKept = state.gestureBase === null
      if (isKept && (state.document !== before.document || before.gestureBase !== null)) derive()
    }),
    factsStore.subscribe((state, before) => {
      if (state.takes !== before.takes) derive()
    }),
    selectionStore.subscribe((state, before) => {
      if (state.primary !== before.primary) derive()
    }),
  ]
  return () => {
    ends.forEach((end) => end())
    comparePlayback.setState({ speed: 0 })
  }
}

/** Shows the takes between their neighbours, or whole and by themselves. */
export function compareInContext(inContext: boolean): void {
  compareStore.setState({ inContext })
  comparePlayback.setState({ frame: 0, inPoint: null, outPoint: null })
  derive()
}

/** Whether this take can be added or taken away: two to four are compared. */
export function canToggle(takeId: TakeId): boolean {
  const { takes } = compareStore.getState()
  const shown = takes.some(({ take }) => take.id === takeId)
  return shown ? takes.length > 2 : takes.length < mostCompared
}

/** Adds a take to the comparison, or takes it away. */
export function toggleCompared(takeId: TakeId): void {
  if (!canToggle(takeId)) return
  const shown = compareStore.getState().takes.map(({ take }) => take.id)
  const wanted = shown.includes(takeId) ? shown.filter((id) => id !== takeId) : [...shown, takeId]
  compareStore.setState({ wanted })
  takeInHand(wanted.includes(takeId) ? takeId : (wanted[0] ?? null))
  derive()
}
