import { createStore } from 'zustand/vanilla'
import type { ClipId, SoundId } from '../../shared/ids'
import type { FilmDocument } from '../../shared/project/document'

interface SelectionState {
  /** Selected clips in no particular order. */
  readonly clipIds: ReadonlySet<ClipId>
  /** The clip the inspector shows and a Shift range begins at. */
  readonly primary: ClipId | null
  readonly soundId: SoundId | null
}

const none: SelectionState = { clipIds: new Set(), primary: null, soundId: null }
export const selectionStore = createStore<SelectionState>(() => none)

export function clearSelection(): void {
  selectionStore.setState(none)
}

export function selectClip(clipId: ClipId): void {
  selectionStore.setState({ clipIds: new Set([clipId]), primary: clipId, soundId: null })
}

export function toggleClip(clipId: ClipId): void {
  const clipIds = new Set(selectionStore.getState().clipIds)
  if (!clipIds.delete(clipId)) clipIds.add(clipId)
  const primary = clipIds.has(clipId) ? clipId : ([...clipIds].at(-1) ?? null)
  selectionStore.setState({ clipIds, primary, soundId: null })
}

/** Replaces the selection; the primary stays when it is among them. */
export function selectClips(ids: readonly ClipId[]): void {
  const { primary } = selectionStore.getState()
  const clipIds = new Set(ids)
  selectionStore.setState({
    clipIds,
    primary: primary && clipIds.has(primary) ? primary : (ids.at(-1) ?? null),
    soundId: null,
  })
}

/** Selects from the primary to `clipId` in track order. */
export function selectRange(track: readonly ClipId[], clipId: ClipId): void {
  const { primary } = selectionStore.getState()
  const from = primary ? track.indexOf(primary) : -1
  const to = track.indexOf(clipId)
  if (from < 0) return selectClip(clipId)
  const range = track.slice(Math.min(from, to), Math.max(from, to) + 1)
  selectionStore.setState({ clipIds: new Set(range), primary, soundId: null })
}

/** Forgets what the film no longer has: deleted clips, an undone sound. */
export function pruneSelection(document: FilmDocument): void {
  const { clipIds, primary, soundId } = selectionStore.getState()
  const kept = [...clipIds].filter((id) => document.clips.has(id))
  const lostSound = soundId !== null && !document.sounds.has(soundId)
  if (kept.length === clipIds.size && !lostSound) return
  selectionStore.setState({
    clipIds: kept.length === clipIds.size ? clipIds : new Set(kept),
    primary: primary && document.clips.has(primary) ? primary : (kept.at(-1) ?? null),
    soundId: lostSound ? null : soundId,
  })
}

export function selectSound(soundId: SoundId): void {
  selectionStore.setState({ ...none, soundId })
}
