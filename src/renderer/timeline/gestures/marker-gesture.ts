import { nearestTarget } from '../../../shared/timeline/snapping'
import type { PlacedMarker } from '../../../shared/timeline/marker-places'
import { markerMove } from '../../commands/marker-actions'
import { announce } from '../../state/announcement-store'
import { cancelGesture, commit, preview } from '../../state/document-store'
import { viewportStore } from '../../state/viewport-store'
import { overlayStore } from '../overlay-store'
import type { Gesture, PointerAt } from './run-gesture'
import { currentTargets, snaps } from './snap'

/** Carries a marker along the ruler; it snaps as edges do. */
export function markerGesture({ marker, frame }: PlacedMarker, start: PointerAt): Gesture {
  const targets = currentTargets(marker.id)
  const near = (at: PointerAt): number | null =>
    snaps(at.alt)
      ? nearestTarget(targets, frame + at.frame - start.frame, viewportStore.getState().pixelsPerFrame)
      : null
  const editAt = (at: PointerAt): ReturnType<typeof markerMove> =>
    markerMove(marker, near(at) ?? frame + at.frame - start.frame)
  return {
    move(at) {
      preview(editAt(at))
      overlayStore.setState({ snapFrame: near(at) })
    },
    end(at) {
      if (commit('Move Marker', editAt(at))) announce('Marker moved')
    },
    cancel: cancelGesture,
  }
}
