import type { PlannedClip } from '../../../shared/film/plan'
import type { ClipId } from '../../../shared/ids'
import { trimClip } from '../../../shared/timeline/edits/cut-clips'
import { insertionFrame, insertionIndex } from '../../../shared/timeline/insertion-index'
import { nearestTarget } from '../../../shared/timeline/snapping'
import { visibleClips } from '../../../shared/timeline/visible-clips'
import { moveClipsTo, selectedClips } from '../../commands/arrange-actions'
import { clipTitle, durationText } from '../../commands/clip-title'
import { announceLength, splitClipAt, trimArgs } from '../../commands/cut-actions'
import { cancelGesture, commit, preview } from '../../state/document-store'
import { filmStore } from '../../state/film-store'
import { playbackStore } from '../../state/playback-store'
import { selectClips, selectionStore } from '../../state/selection-store'
import { viewportStore } from '../../state/viewport-store'
import { overlayStore } from '../overlay-store'
import type { Gesture, PointerAt } from './run-gesture'
import { currentTargets, snaps, trimTargets } from './snap'
import { trimAt } from './trim-at'

/** What rides beside the pointer while a clip is trimmed: how long it is now, and how much that is more or less. */
function trimWords(clip: PlannedClip, edge: 'in' | 'out', filmFrame: number): string {
  const rate = filmStore.getState().plan?.rate
  if (!rate) return ''
  const change = edge === 'in' ? clip.start - filmFrame : filmFrame - clip.start - clip.length
  const now = durationText(clip.length + change, rate)
  return change === 0 ? now : `${now} (${change < 0 ? '−' : '+'}${Math.abs(change)} fr)`
}

/** The frame nearest to a trimmed edge that shows nothing but its clip: past a dissolve there, or before it. */
function frameAtEdge(clip: PlannedClip, edge: 'in' | 'out', filmFrame: number): number {
  return edge === 'in' ? clip.start + clip.overlapIn : Math.max(clip.start, filmFrame - clip.overlapOut - 1)
}

/** Trims an edge of a clip while it is dragged; the film behind it follows, and nothing is kept until the end. */
export function trimGesture(clip: PlannedClip, edge: 'in' | 'out', start: PointerAt): Gesture {
  const targets = trimTargets(clip, edge)
  const edgeFrame = edge === 'in' ? clip.start : clip.start + clip.length
  const grip = edgeFrame - start.frame
  const targetOf = (at: PointerAt): { sourceFrame: number; filmFrame: number; snapped: number | null } => {
    const wanted = at.frame + grip
    const near = snaps(at.alt) ? nearestTarget(targets, wanted, viewportStore.getState().pixelsPerFrame) : null
    const target = trimAt(clip, edge, near ?? wanted)
    return { ...target, snapped: near === target.filmFrame ? near : null }
  }
  const editTo = (sourceFrame: number): Parameters<typeof preview>[0] => {
    const { plan } = filmStore.getState()
    return (document) => (plan ? trimClip(document, trimArgs(plan, clip, edge, sourceFrame)) : document)
  }
  return {
    move(at) {
      const { sourceFrame, filmFrame, snapped } = targetOf(at)
      preview(editTo(sourceFrame))
      const held = edge === 'in' ? { index: clip.index, shift: filmFrame - clip.start } : null
      const ghost = { x: at.x, y: at.y, words: trimWords(clip, edge, filmFrame) }
      overlayStore.setState({ snapFrame: snapped, held, ghost })
      playbackStore.setState({ peek: frameAtEdge(clip, edge, filmFrame) })
    },
    end(at) {
      playbackStore.setState({ peek: null })
      const edit = editTo(targetOf(at).sourceFrame)
      if (commit(edge === 'in' ? 'Trim Start' : 'Trim End', edit)) announceLength(clip.clipId)
    },
    cancel() {
      playbackStore.setState({ peek: null })
      cancelGesture()
    },
  }
}

/** The place on the track for carried clips; null where letting go would change nothing. */
function placeFor(clipIds: readonly ClipId[], frame: number): number | null {
  const clips = filmStore.getState().plan?.clips ?? []
  const index = insertionIndex(clips, frame)
  const carried = new Set(clipIds)
  const order = clips.map((clip) => clip.clipId)
  const staying = order.filter((id) => !carried.has(id))
  const at = order.slice(0, index).filter((id) => !carried.has(id)).length
  const next = [...staying.slice(0, at), ...clipIds, ...staying.slice(at)]
  return next.every((id, position) => id === order[position]) ? null : index
}

/** Carries the selected clips to another place; they go there when they are let go. */
export function moveGesture(): Gesture {
  const clipIds = selectedClips()
  const first = clipIds[0]
  const words = clipIds.length === 1 && first !== undefined ? clipTitle(first) : `${clipIds.length} shots`
  overlayStore.setState({ carried: new Set(clipIds) })
  return {
    move(at) {
      const index = placeFor(clipIds, at.frame)
      const clips = filmStore.getState().plan?.clips ?? []
      const insertion = index === null ? null : { frame: insertionFrame(clips, index), words: '' }
      overlayStore.setState({ insertion, ghost: { x: at.x, y: at.y, words } })
    },
    end(at) {
      const index = placeFor(clipIds, at.frame)
      if (index !== null) moveClipsTo(clipIds, index)
    },
    cancel: () => undefined,
  }
}

/** Selects the clips that a band from where it began touches, besides those that were selected with Shift or Ctrl. */
export function bandGesture(start: PointerAt, adds: boolean): Gesture {
  const before = selectionStore.getState()
  const kept = adds ? [...before.clipIds] : []
  return {
    move(at) {
      const [from, to] = [Math.min(start.frame, at.frame), Math.max(start.frame, at.frame)]
      const clips = filmStore.getState().plan?.clips ?? []
      const range = visibleClips(clips, from, to)
      const ids = [...new Set([...kept, ...clips.slice(range.from, range.to).map((clip) => clip.clipId)])]
      const { clipIds } = selectionStore.getState()
      if (ids.length !== clipIds.size || ids.some((id) => !clipIds.has(id))) selectClips(ids)
      overlayStore.setState({ band: { from, to } })
    },
    end: () => undefined,
    cancel: () => selectionStore.setState(before),
  }
}

/** The frame where the blade cuts: under the pointer, or what it snaps to. */
export function bladeFrame(at: Pick<PointerAt, 'frame' | 'alt'>): number {
  const near = snaps(at.alt) ? nearestTarget(currentTargets(), at.frame, viewportStore.getState().pixelsPerFrame) : null
  return near ?? Math.round(at.frame)
}

/** Splits the clip under the blade. */
export function cutWithBlade(clipId: ClipId, at: PointerAt): void {
  const clip = filmStore.getState().clipById.get(clipId)
  if (clip) splitClipAt(clip, bladeFrame(at))
}
