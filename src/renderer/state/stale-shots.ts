import { acceptStale, refreshOrder } from '../../shared/continuity/refresh'
import type { ShotId } from '../../shared/ids'
import { isSettled } from '../../shared/jobs/job'
import { announce } from './announcement-store'
import { estimateSources } from './ask-store'
import { commit, documentStore } from './document-store'
import { estimate, noEstimate, type Estimate } from './estimate'
import { faceOf, faceStore } from './face-store'
import { factsStore } from './facts-store'
import { generateShots } from './generate-shots'

/** The shots that are stale as the timeline shows them, in the order of the film. */
export function staleShotIds(): readonly ShotId[] {
  const { document } = documentStore.getState()
  const faces = faceStore.getState()
  const ids = document?.track.clipIds.flatMap((id) => document.clips.get(id)?.shotId ?? []) ?? []
  return [...new Set(ids)].filter((id) => faceOf(faces, id).kind === 'stale')
}

/** What refreshing these stale shots means: they and those that hang on them, without those that are being made. */
function refreshed(stale: readonly ShotId[]): readonly ShotId[] {
  const { document } = documentStore.getState()
  const { takes, jobByShot } = factsStore.getState()
  if (!document) return []
  return refreshOrder(document, takes, stale).filter((id) => {
    const job = jobByShot.get(id)
    return job === undefined || isSettled(job.state)
  })
}

/** What refreshing these stale shots, with all that hangs on them, would cost. */
export function refreshEstimate(stale: readonly ShotId[]): Estimate {
  const sources = estimateSources()
  return sources && stale.length > 0 ? estimate(refreshed(stale), sources) : noEstimate
}

/** Makes stale shots, and what hangs on them, again: at once when it is free, else after a yes to the bill. */
export function refreshShots(stale: readonly ShotId[]): Promise<void> {
  return generateShots(refreshed(stale))
}

/** Keeps stale takes as they are, in one step that can be taken back. */
export function keepStale(shotIds: readonly ShotId[]): void {
  const { takes } = factsStore.getState()
  const label = shotIds.length === 1 ? 'Keep Stale Take' : 'Keep Stale Takes'
  if (!commit(label, (document) => acceptStale(document, takes, shotIds))) return
  announce(shotIds.length === 1 ? 'Kept as it is' : `${shotIds.length} shots kept as they are`)
}
