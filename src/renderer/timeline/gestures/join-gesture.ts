import type { PlannedClip } from '../../../shared/film/plan'
import { frames } from '../../../shared/time/time'
import { setJoin } from '../../../shared/timeline/edits/cut-clips'
import { nearestTarget } from '../../../shared/timeline/snapping'
import { announce } from '../../state/announcement-store'
import { cancelGesture, commit, preview, type Edit } from '../../state/document-store'
import { playbackStore } from '../../state/playback-store'
import { viewportStore } from '../../state/viewport-store'
import { overlayStore } from '../overlay-store'
import type { Gesture, PointerAt } from './run-gesture'
import { currentTargets, snaps } from './snap'

/**
 * Draws a dissolve longer or shorter by where it begins; its end, which is the end of the outgoing clip, stays. Drawn
 * together to nothing it is a cut.
 */
export function joinGesture(before: PlannedClip, after: PlannedClip, start: PointerAt): Gesture {
  const end = before.start + before.length
  const longest = Math.floor(Math.min(before.length, after.length) / 2)
  const targets = currentTargets().filter((target) => target < end && target !== after.start)
  const lengthAt = (at: PointerAt): { readonly length: number; readonly snapped: number | null } => {
    const wanted = after.start + at.frame - start.frame
    const near = snaps(at.alt) ? nearestTarget(targets, wanted, viewportStore.getState().pixelsPerFrame) : null
    const length = Math.min(Math.max(0, Math.round(end - (near ?? wanted))), longest)
    return { length, snapped: near === end - length ? near : null }
  }
  const editTo =
    (length: number): Edit =>
    (document) =>
      setJoin(document, { clipId: before.clipId, join: { kind: 'dissolve', length: frames(length) } })
  return {
    move(at) {
      const { length, snapped } = lengthAt(at)
      preview(editTo(length))
      const words = length === 0 ? 'Cut' : `Dissolve, ${length} fr`
      overlayStore.setState({ snapFrame: snapped, ghost: { x: at.x, y: at.y, words } })
      playbackStore.setState({ peek: Math.max(0, end - Math.ceil(length / 2)) })
    },
    end(at) {
      playbackStore.setState({ peek: null })
      const { length } = lengthAt(at)
      if (commit('Dissolve Length', editTo(length))) announce(`Dissolve of ${length} frames`)
    },
    cancel() {
      playbackStore.setState({ peek: null })
      cancelGesture()
    },
  }
}
