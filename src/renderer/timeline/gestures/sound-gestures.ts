import type { SoundId } from '../../../shared/ids'
import type { Sound } from '../../../shared/project/document'
import { frames } from '../../../shared/time/time'
import { moveSound, setSoundLevels, trimSound, type SoundSpan } from '../../../shared/timeline/edits/place-sounds'
import { nearestTarget, snapEdges } from '../../../shared/timeline/snapping'
import { announce } from '../../state/announcement-store'
import { cancelGesture, commit, preview, type Edit } from '../../state/document-store'
import { viewportStore } from '../../state/viewport-store'
import { overlayStore } from '../overlay-store'
import { trackAt, type TrackRows } from '../track-rows'
import type { Gesture, PointerAt } from './run-gesture'
import { currentTargets, snaps } from './snap'

interface Step {
  readonly edit: Edit
  readonly snapped: number | null
}

/** A drag whose every step is an edit of the film as it was when the drag began. */
function editGesture(label: string, stepAt: (at: PointerAt) => Step, said: string): Gesture {
  return {
    move(at) {
      const { edit, snapped } = stepAt(at)
      preview(edit)
      overlayStore.setState({ snapFrame: snapped })
    },
    end(at) {
      if (commit(label, stepAt(at).edit)) announce(said)
    },
    cancel: cancelGesture,
  }
}

/** Moves a sound along its track and to other tracks; either end snaps. */
export function moveSoundGesture(soundId: SoundId, span: SoundSpan, start: PointerAt, rows: TrackRows): Gesture {
  const targets = currentTargets(soundId)
  return editGesture(
    'Move Sound',
    (at) => {
      const shift = at.frame - start.frame
      const { pixelsPerFrame } = viewportStore.getState()
      const snap = snaps(at.alt) ? snapEdges(targets, [span.start + shift, span.end + shift], pixelsPerFrame) : null
      const to = span.start + shift + (snap?.shift ?? 0)
      const track = trackAt(rows, at.y)
      const place = { soundId, start: to, ...(track === null ? {} : { track }) }
      return { edit: (document) => moveSound(document, place), snapped: snap?.target ?? null }
    },
    'Sound moved',
  )
}

/** Trims an end of a sound. */
export function trimSoundGesture(soundId: SoundId, span: SoundSpan, edge: 'in' | 'out', start: PointerAt): Gesture {
  const targets = currentTargets(soundId)
  const grip = (edge === 'in' ? span.start : span.end) - start.frame
  return editGesture(
    edge === 'in' ? 'Trim Start' : 'Trim End',
    (at) => {
      const wanted = at.frame + grip
      const near = snaps(at.alt) ? nearestTarget(targets, wanted, viewportStore.getState().pixelsPerFrame) : null
      return { edit: (document) => trimSound(document, { soundId, edge, frame: near ?? wanted }), snapped: near }
    },
    'Sound trimmed',
  )
}

/** Draws out a fade from a sound's end. */
export function fadeGesture(sound: Sound, span: SoundSpan, edge: 'in' | 'out', start: PointerAt): Gesture {
  const handle = edge === 'in' ? span.start + sound.fadeIn : span.end - sound.fadeOut
  const grip = handle - start.frame
  return editGesture(
    edge === 'in' ? 'Fade In' : 'Fade Out',
    (at) => {
      const wanted = at.frame + grip
      const length = frames(Math.max(0, Math.round(edge === 'in' ? wanted - span.start : span.end - wanted)))
      const patch = edge === 'in' ? { fadeIn: length } : { fadeOut: length }
      return { edit: (document) => setSoundLevels(document, { soundId: sound.id, patch }), snapped: null }
    },
    edge === 'in' ? 'Fade in set' : 'Fade out set',
  )
}
