import { z } from 'zod'
import type { ClipId } from '../../shared/ids'
import { clipSchema, shotSchema, soundSchema } from '../../shared/project/document'
import { projectIdSchema } from '../../shared/ids'
import { frames } from '../../shared/time/time'
import { continuation, healClip, pasteClips, pasteSound, swapClips } from '../../shared/timeline/edits/paste-clips'
import { insertionIndex } from '../../shared/timeline/insertion-index'
import { announce } from '../state/announcement-store'
import { showNotice } from '../state/dialog-store'
import { commit, documentStore } from '../state/document-store'
import { filmStore } from '../state/film-store'
import { newClipId, newSoundId } from '../state/new-ids'
import { playbackStore } from '../state/playback-store'
import { clearSelection, selectClip, selectClips, selectSound } from '../state/selection-store'
import { deleteSelection, selectedClips } from './arrange-actions'
import { selectedSound } from './cut-actions'

/** What lies on the clipboard comes from anywhere, and is read as such. */
const copiedSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('clips'),
    projectId: projectIdSchema,
    items: z
      .array(z.object({ clip: clipSchema, shot: shotSchema }))
      .min(1)
      .max(2000),
  }),
  z.object({ kind: z.literal('sound'), projectId: projectIdSchema, sound: soundSchema }),
])
type Copied = z.infer<typeof copiedSchema>

/** The kind of content on the system's clipboard; no other program knows it. */
const clipboardType = 'application/x-seamline-timeline'

/** What was copied last, for the menu, which is not told what the system's clipboard holds. */
let held: Copied | null = null

function copied(): Copied | null {
  const { document } = documentStore.getState()
  if (!document) return null
  const { projectId } = document.settings
  const sound = selectedSound()?.sound
  if (sound) return { kind: 'sound', projectId, sound }
  const items = selectedClips().flatMap((id) => {
    const clip = document.clips.get(id)
    const shot = clip && document.shots.get(clip.shotId)
    return clip && shot ? [{ clip, shot }] : []
  })
  return items.length === 0 ? null : { kind: 'clips', projectId, items }
}

function words(of: Copied): string {
  if (of.kind === 'sound') return 'Sound'
  return of.items.length === 1 ? 'Shot' : `${of.items.length} shots`
}

/** Keeps what is selected for pasting; null when nothing is. */
export function copySelection(): Copied | null {
  const next = copied()
  if (!next) return null
  held = next
  announce(`${words(next)} copied`)
  return next
}

/** Takes what is selected out of the film, kept for pasting. */
export function cutSelection(): Copied | null {
  const next = copySelection()
  if (next) deleteSelection()
  return next
}

export function canPaste(): boolean {
  return held !== null
}

function pastePictures({ items }: Extract<Copied, { kind: 'clips' }>, instead: readonly ClipId[]): boolean {
  const fresh = items.map(({ clip, shot }) => ({ clip: { ...clip, id: newClipId() }, shot }))
  const clips = filmStore.getState().plan?.clips ?? []
  const track = documentStore.getState().document?.track.clipIds ?? []
  const first = instead[0]
  const index = first === undefined ? insertionIndex(clips, playbackStore.getState().frame) : track.indexOf(first)
  const label = instead.length === 0 ? 'Paste' : 'Paste Instead'
  if (!commit(label, (document) => pasteClips(document, { index, items: fresh, instead }))) return false
  selectClips(fresh.map(({ clip }) => clip.id))
  return true
}

function pasteSoundHere({ sound }: Extract<Copied, { kind: 'sound' }>): boolean {
  const fresh = { ...sound, id: newSoundId(), start: frames(playbackStore.getState().frame) }
  if (!commit('Paste Sound', (document) => pasteSound(document, { sound: fresh }))) return false
  selectSound(fresh.id)
  return true
}

function paste(what: Copied, instead: readonly ClipId[]): void {
  const { document, readOnly } = documentStore.getState()
  if (!document || readOnly) return
  if (what.projectId !== document.settings.projectId) {
    showNotice('warning', 'What was copied belongs to another film. Drop its files here to use them in this one.')
    return
  }
  const done = what.kind === 'sound' ? pasteSoundHere(what) : pastePictures(what, instead)
  if (done) announce(`${words(what)} pasted`)
  else showNotice('warning', 'What was copied can’t be pasted: the film no longer has what it is made of.')
}

/** Puts what was copied at the cut nearest to the playhead, or in the place of the selected shots. */
export function pasteHeld(instead: readonly ClipId[] = []): void {
  if (held) paste(held, instead)
}

function write(what: Copied | null, clipboard: DataTransfer): boolean {
  if (!what) return false
  clipboard.setData(clipboardType, JSON.stringify(what))
  return true
}

/** Copies the selection to the system's clipboard; false when nothing is selected. */
export function copyTo(clipboard: DataTransfer): boolean {
  return write(copySelection(), clipboard)
}

export function cutTo(clipboard: DataTransfer): boolean {
  return !documentStore.getState().readOnly && write(cutSelection(), clipboard)
}

/** Pastes what the system's clipboard has of ours; false when it has something else. */
export function pasteFrom(clipboard: DataTransfer): boolean {
  const text = clipboard.getData(clipboardType)
  if (text === '') return false
  try {
    paste(copiedSchema.parse(JSON.parse(text)), [])
  } catch {
    // Written by something that is not this app, or by another version of it.
    showNotice('warning', 'What is on the clipboard can’t be read.')
  }
  return true
}

/** The two selected clips, or null when it is not two. */
export function selectedPair(): readonly [ClipId, ClipId] | null {
  const [one, other, ...more] = selectedClips()
  return one === undefined || other === undefined || more.length > 0 ? null : [one, other]
}

export function swapSelection(): void {
  const pair = selectedPair()
  if (!pair) return
  const [one, other] = pair
  if (commit('Swap Shots', (document) => swapClips(document, { one, other }))) announce('The two shots changed places')
}

/**
 * Selected clips that their own shot goes on behind, last first, so that a row of parts becomes one. One alone is joined
 * to what follows; several are joined among themselves.
 */
export function healable(): readonly ClipId[] {
  const { document } = documentStore.getState()
  const selected = selectedClips()
  if (!document) return []
  const joins = (id: ClipId): boolean => {
    const next = continuation(document, id)
    return next !== null && (selected.length === 1 || selected.includes(next.id))
  }
  return selected.filter(joins).toReversed()
}

/** Makes one clip again of the selected parts of a split shot. */
export function healSelection(): void {
  const parts = healable()
  const first = parts.at(-1)
  if (first === undefined) return
  if (!commit('Join Parts', (document) => parts.reduce((edited, clipId) => healClip(edited, { clipId }), document))) {
    return
  }
  clearSelection()
  selectClip(first)
  announce('The parts are one shot again')
}
