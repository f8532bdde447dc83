import type { ShotId } from '../../shared/ids'
import { documentStore } from './document-store'
import { selectionStore } from './selection-store'

/** The shots of the selected clips, in the order of the film, each once. */
export function selectedShots(): readonly ShotId[] {
  const { document } = documentStore.getState()
  const { clipIds } = selectionStore.getState()
  const chosen = (document?.track.clipIds ?? []).filter((id) => clipIds.has(id))
  return [...new Set(chosen.flatMap((id) => document?.clips.get(id)?.shotId ?? []))]
}
