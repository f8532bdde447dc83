import type { PlannedClip } from '../../../shared/film/plan'
import { formatTimecode } from '../../../shared/time/timecode'
import { rollBy, rollCut, type CutSides } from '../../../shared/timeline/edits/roll-cut'
import { nearestTarget } from '../../../shared/timeline/snapping'
import { cutBehind, frameOfCut } from '../../commands/roll-actions'
import { announce } from '../../state/announcement-store'
import { cancelGesture, commit, preview } from '../../state/document-store'
import { filmStore } from '../../state/film-store'
import { playbackStore } from '../../state/playback-store'
import { viewportStore } from '../../state/viewport-store'
import { overlayStore } from '../overlay-store'
import { trimGesture } from './clip-gestures'
import type { Gesture, PointerAt } from './run-gesture'
import { currentTargets, snaps } from './snap'

/** What rides beside the pointer: how far the cut went, and where it is now. */
function rollWords(frame: number, by: number): string {
  const rate = filmStore.getState().plan?.rate
  const moved = `${by < 0 ? '−' : '+'}${Math.abs(by)} fr`
  return rate ? `${moved} · ${formatTimecode(frame, rate)}` : moved
}

/** Moves a cut between its two shots; the monitor shows the frame the incoming one begins with. */
function rollGesture(sides: CutSides, start: PointerAt): Gesture {
  const { after } = sides
  const targets = currentTargets().filter((target) => target !== after.start)
  const byAt = (at: PointerAt): { readonly by: number; readonly snapped: number | null } => {
    const wanted = after.start + at.frame - start.frame
    const near = snaps(at.alt) ? nearestTarget(targets, wanted, viewportStore.getState().pixelsPerFrame) : null
    const by = rollBy(sides, (near ?? wanted) - after.start)
    return { by, snapped: near === after.start + by ? near : null }
  }
  return {
    move(at) {
      const { by, snapped } = byAt(at)
      preview((document) => rollCut(document, { ...sides, by }))
      const frame = frameOfCut(sides) + by
      overlayStore.setState({ snapFrame: snapped, ghost: { x: at.x, y: at.y, words: rollWords(frame, by) } })
      playbackStore.setState({ peek: frame })
    },
    end(at) {
      playbackStore.setState({ peek: null })
      const { by } = byAt(at)
      if (commit('Roll Cut', (document) => rollCut(document, { ...sides, by }))) announce('Cut moved')
    },
    cancel() {
      playbackStore.setState({ peek: null })
      cancelGesture()
    },
  }
}

/** What a drag of a clip's edge does: a trim, and with Alt a roll of the cut that is there. Null for its middle. */
export function edgeGesture(clip: PlannedClip, edge: 'in' | 'out' | null, start: PointerAt): Gesture | null {
  if (edge === null) return null
  const cut = start.alt ? cutBehind(edge === 'out' ? clip.index : clip.index - 1) : null
  return cut ? rollGesture(cut, start) : trimGesture(clip, edge, start)
}
