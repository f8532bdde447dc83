import type { PlannedClip } from '../../../shared/film/plan'
import type { MarkerId, SoundId } from '../../../shared/ids'
import { soundSpan } from '../../../shared/timeline/edits/place-sounds'
import { snapTargets } from '../../../shared/timeline/snapping'
import { documentStore } from '../../state/document-store'
import { filmStore } from '../../state/film-store'
import { markersNow } from '../../state/marker-places'
import { playbackStore } from '../../state/playback-store'
import { viewportStore } from '../../state/viewport-store'

/** The film frames that edges may snap to now, without those of the sound or marker that is being moved. */
export function currentTargets(without: SoundId | MarkerId | null = null): readonly number[] {
  const { document } = documentStore.getState()
  const { plan } = filmStore.getState()
  if (!document || !plan) return []
  const spans = [...document.sounds.values()].flatMap((sound) =>
    sound.id === without ? [] : (soundSpan(document, sound) ?? []),
  )
  const { frame: playhead, inPoint, outPoint } = playbackStore.getState()
  const markers = markersNow().flatMap((placed) => (placed.marker.id === without ? [] : [placed.frame]))
  return snapTargets(plan, spans, { playhead, inPoint, outPoint, markers })
}

/** Targets for trimming a clip: not its own edge, and at the end none of the cuts that move along. */
export function trimTargets(clip: PlannedClip, edge: 'in' | 'out'): readonly number[] {
  const { plan } = filmStore.getState()
  const own = edge === 'in' ? clip.start : clip.start + clip.length
  const moving = new Set<number>([own])
  if (plan && edge === 'out') {
    for (const behind of plan.clips.slice(clip.index + 1)) moving.add(behind.start)
    moving.add(plan.length)
  }
  return currentTargets().filter((target) => !moving.has(target))
}

/** True when edges snap: switched on, and not suspended by Alt. */
export function snaps(alt: boolean): boolean {
  return viewportStore.getState().snapping && !alt
}
