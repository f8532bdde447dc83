import type { ClipId } from '../../shared/ids'
import { insertionIndex } from '../../shared/timeline/insertion-index'
import { duplicateClips, moveClips, removeClips } from '../../shared/timeline/edits/arrange-clips'
import { continueFromPrevious, stopContinuing } from '../../shared/timeline/edits/ask-shots'
import { setJoin } from '../../shared/timeline/edits/cut-clips'
import { insertShots } from '../../shared/timeline/edits/insert-shots'
import { moveSound, removeSound } from '../../shared/timeline/edits/place-sounds'
import { frames } from '../../shared/time/time'
import { isLink } from '../../shared/project/frame-source'
import { announce } from '../state/announcement-store'
import { openDialog } from '../state/dialog-store'
import { commit, documentStore } from '../state/document-store'
import { filmStore } from '../state/film-store'
import { newClipId, newShotId } from '../state/new-ids'
import { playbackStore } from '../state/playback-store'
import { clearSelection, selectClips, selectionStore } from '../state/selection-store'
import { revealFrames } from '../state/viewport-store'
import { clipTitle } from './clip-title'
import { selectedSound } from './cut-actions'

function track(): readonly ClipId[] {
  return documentStore.getState().document?.track.clipIds ?? []
}

/** The selected clips in film order. */
export function selectedClips(): readonly ClipId[] {
  const { clipIds } = selectionStore.getState()
  return clipIds.size === 0 ? [] : track().filter((id) => clipIds.has(id))
}

function plural(count: number, one: string, many: string): string {
  return count === 1 ? one : `${count} ${many}`
}

function revealClip(clipId: ClipId): void {
  const clip = filmStore.getState().clipById.get(clipId)
  if (clip) revealFrames(clip.start, clip.start + clip.length)
}

/** Moves clips to a place on the track, counted as it is now, and says where they are. */
export function moveClipsTo(clipIds: readonly ClipId[], index: number): void {
  const label = clipIds.length === 1 ? 'Move Shot' : 'Move Shots'
  if (!commit(label, (document) => moveClips(document, { clipIds, index }))) return
  const first = clipIds[0]
  if (first === undefined) return
  revealClip(first)
  const place = track().indexOf(first) + 1
  announce(`Moved ${plural(clipIds.length, 'the shot', 'shots')} to place ${place} of ${track().length}`)
}

function nudgeSound(count: number): void {
  const selected = selectedSound()
  if (!selected) return
  const { id, start } = selected.sound
  commit('Move Sound', (document) => moveSound(document, { soundId: id, start: start + count }), `move-${id}`)
}

/** Moves the selected clips one place earlier or later; a sound by one frame. */
export function moveSelection(direction: -1 | 1): void {
  if (selectedSound()) return nudgeSound(direction)
  const clipIds = selectedClips()
  const edge = direction < 0 ? clipIds[0] : clipIds.at(-1)
  if (edge === undefined) return
  moveClipsTo(clipIds, track().indexOf(edge) + (direction < 0 ? -1 : 2))
}

/** Moves the selected clips to the film's start or end; a sound by a second. */
export function moveSelectionFar(direction: -1 | 1): void {
  const rate = filmStore.getState().plan?.rate
  if (selectedSound()) return nudgeSound(direction * Math.round(rate ? rate[0] / rate[1] : 24))
  moveClipsTo(selectedClips(), direction < 0 ? 0 : track().length)
}

/** Deletes what is selected: the picture closes up, music leaves a gap. */
export function deleteSelection(): void {
  const selected = selectedSound()
  if (selected) {
    commit('Delete Sound', (document) => removeSound(document, { soundId: selected.sound.id }))
    clearSelection()
    announce('Sound deleted')
    return
  }
  const clipIds = selectedClips()
  const said = clipIds.length === 1 && clipIds[0] !== undefined ? clipTitle(clipIds[0]) : `${clipIds.length} shots`
  const label = clipIds.length === 1 ? 'Delete Shot' : 'Delete Shots'
  if (!commit(label, (document) => removeClips(document, { clipIds }))) return
  clearSelection()
  announce(`${said} deleted`)
}

/** Copies the selected clips behind themselves and selects the copies. */
export function duplicateSelection(): void {
  const copies = selectedClips().map((clipId) => ({ clipId, newClipId: newClipId(), newShotId: newShotId() }))
  if (!commit('Duplicate', (document) => duplicateClips(document, { copies }))) return
  selectClips(copies.map((copy) => copy.newClipId))
  announce(plural(copies.length, 'Shot duplicated', 'shots duplicated'))
}

export function selectAllClips(): void {
  selectClips(track())
}

/** Half a second, or what half of the shorter clip allows. */
function dissolveLength(clipId: ClipId): number {
  const { plan, clipById } = filmStore.getState()
  const clip = clipById.get(clipId)
  const next = clip && plan?.clips[clip.index + 1]
  if (!plan || !next) return 0
  const wanted = Math.round(plan.rate[0] / plan.rate[1] / 2)
  return Math.min(wanted, Math.floor(Math.min(clip.length, next.length) / 2))
}

/** True when every selected clip that can dissolve into the next one does. */
export function selectionDissolves(): boolean {
  const { document } = documentStore.getState()
  const joinable = selectedClips().filter((id) => id !== track().at(-1))
  return joinable.length > 0 && joinable.every((id) => document?.clips.get(id)?.join.kind === 'dissolve')
}

/** Joins the selected clips to their next ones by a dissolve, or by cuts again. */
export function toggleDissolve(): void {
  const toCut = selectionDissolves()
  const wanted = selectedClips().map((clipId) => ({ clipId, length: dissolveLength(clipId) }))
  const changed = commit(toCut ? 'Cut' : 'Dissolve', (document) =>
    wanted.reduce((edited, { clipId, length }) => {
      const join = toCut ? ({ kind: 'cut' } as const) : ({ kind: 'dissolve', length: frames(length) } as const)
      return setJoin(edited, { clipId, join })
    }, document),
  )
  if (changed) announce(toCut ? 'Joined by a cut' : 'Joined by a dissolve')
}

/** True when the selected shot starts from a frame of another one. */
export function selectionContinues(): boolean {
  const { document } = documentStore.getState()
  const { primary } = selectionStore.getState()
  const clip = primary && document?.clips.get(primary)
  return clip ? isLink(document?.shots.get(clip.shotId)?.start) : false
}

/** Starts the selected shots from the last frame of the ones before them, or lets them go again. */
export function toggleContinue(): void {
  const { document } = documentStore.getState()
  const shotIds = new Set(selectedClips().flatMap((id) => document?.clips.get(id)?.shotId ?? []))
  const [label, edit] = selectionContinues()
    ? ['Stop Continuing', stopContinuing]
    : ['Continue from Previous', continueFromPrevious]
  commit(label, (before) => [...shotIds].reduce((edited, shotId) => edit(edited, { shotId }), before))
}

/** Plans a long take that starts from the selected shot. */
export function openLongTake(): void {
  const { document } = documentStore.getState()
  const { primary } = selectionStore.getState()
  const clip = document?.clips.get(primary ?? selectedClips()[0] ?? ('' as ClipId))
  if (clip) openDialog({ kind: 'longTake', from: { kind: 'shot', shotId: clip.shotId } })
}

/** Puts an empty shot behind the selected one, or at the playhead, and selects it. */
export function addTextShot(): void {
  const last = selectedClips().at(-1)
  const clips = filmStore.getState().plan?.clips ?? []
  const index = last === undefined ? insertionIndex(clips, playbackStore.getState().frame) : track().indexOf(last) + 1
  const shot = { shotId: newShotId(), clipId: newClipId(), assetId: null }
  if (!commit('New Shot', (document) => insertShots(document, { index, shots: [shot] }))) return
  selectClips([shot.clipId])
  revealClip(shot.clipId)
  announce('New shot added')
}
