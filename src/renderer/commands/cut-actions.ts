import { clipIndexAt } from '../../shared/film/film-layers'
import type { FilmPlan, PlannedClip } from '../../shared/film/plan'
import type { ClipId } from '../../shared/ids'
import type { FilmDocument, Sound } from '../../shared/project/document'
import { secondsFromFrames } from '../../shared/time/time'
import { splitClip, trimClip, type TrimClip } from '../../shared/timeline/edits/cut-clips'
import { soundSpan, splitSound, trimSound, type SoundSpan } from '../../shared/timeline/edits/place-sounds'
import { seek } from '../state/transport'
import { announce } from '../state/announcement-store'
import { commit, documentStore } from '../state/document-store'
import { filmStore } from '../state/film-store'
import { newClipId, newSoundId } from '../state/new-ids'
import { playbackStore } from '../state/playback-store'
import { selectClip, selectionStore, selectSound } from '../state/selection-store'
import { clipTitle, durationWords } from './clip-title'

interface OpenFilm {
  readonly document: FilmDocument
  readonly plan: FilmPlan
}

function openFilm(): OpenFilm | null {
  const { document, readOnly } = documentStore.getState()
  const { plan } = filmStore.getState()
  return document && plan && !readOnly ? { document, plan } : null
}

/** The selected sound and where it lies, or null. */
export function selectedSound(): { readonly sound: Sound; readonly span: SoundSpan } | null {
  const { document } = documentStore.getState()
  const { soundId } = selectionStore.getState()
  const sound = soundId === null ? undefined : document?.sounds.get(soundId)
  const span = document && sound ? soundSpan(document, sound) : null
  return sound && span ? { sound, span } : null
}

/** The clip that an edit at the playhead means: a selected one under it, else the one that begins last under it. */
export function clipAtPlayhead(): PlannedClip | null {
  const clips = filmStore.getState().plan?.clips ?? []
  const { frame } = playbackStore.getState()
  const index = clipIndexAt(clips, frame)
  const { clipIds } = selectionStore.getState()
  const under = [clips[index], clips[index - 1]].filter(
    (clip) => clip !== undefined && frame >= clip.start && frame < clip.start + clip.length,
  )
  return under.find((clip) => clip && clipIds.has(clip.clipId)) ?? under[0] ?? null
}

/** The edit that moves a planned clip's edge to a frame of its source, at the film's rate. */
export function trimArgs(plan: FilmPlan, clip: PlannedClip, edge: TrimClip['edge'], sourceFrame: number): TrimClip {
  const sourceLength = secondsFromFrames(clip.sourceLength, plan.rate)
  const at = secondsFromFrames(Math.min(Math.max(0, sourceFrame), clip.sourceLength), plan.rate)
  return { clipId: clip.clipId, edge, at, sourceLength }
}

/** Splits a clip where the film frame is. Nothing happens at its very ends. */
export function splitClipAt(clip: PlannedClip, frame: number): void {
  const film = openFilm()
  if (!film) return
  const at = secondsFromFrames(clip.sourceIn + Math.max(0, frame - clip.start), film.plan.rate)
  const sourceLength = secondsFromFrames(clip.sourceLength, film.plan.rate)
  const newId = newClipId()
  const edit = { clipId: clip.clipId, at, sourceLength, newClipId: newId }
  const title = clipTitle(clip.clipId)
  if (!commit('Split', (document) => splitClip(document, edit))) return
  selectClip(newId)
  announce(`${title} split in two`)
}

/** Splits a sound where the film frame is. */
export function splitSoundAt(soundId: Sound['id'], frame: number): void {
  const newId = newSoundId()
  if (!commit('Split Sound', (document) => splitSound(document, { soundId, frame, newSoundId: newId }))) return
  selectSound(newId)
  announce('Sound split in two')
}

/** Splits the selected sound, or the clip, under the playhead. */
export function splitAtPlayhead(): void {
  const { frame } = playbackStore.getState()
  const selected = selectedSound()
  if (selected) return splitSoundAt(selected.sound.id, frame)
  const clip = clipAtPlayhead()
  if (clip) splitClipAt(clip, frame)
}

/** Says how long a clip has become. */
export function announceLength(clipId: ClipId): void {
  const { plan, clipById } = filmStore.getState()
  const clip = clipById.get(clipId)
  if (plan && clip) announce(`${clipTitle(clipId)} now ${durationWords(clip.length, plan.rate)}`)
}

/** Cuts away what lies before (in) or behind (out) the playhead; the picture under the playhead stays under it. */
export function trimToPlayhead(edge: TrimClip['edge']): void {
  const film = openFilm()
  const { frame } = playbackStore.getState()
  const selected = selectedSound()
  const label = edge === 'in' ? 'Trim Start' : 'Trim End'
  if (selected) {
    const { id } = selected.sound
    commit(label, (document) => trimSound(document, { soundId: id, edge, frame }))
    return
  }
  const clip = clipAtPlayhead()
  if (!film || !clip || frame === clip.start) return
  const args = trimArgs(film.plan, clip, edge, clip.sourceIn + frame - clip.start)
  if (!commit(label, (document) => trimClip(document, args))) return
  if (edge === 'in') seek(clip.start)
  announceLength(clip.clipId)
}

/** Makes the selected clip or sound longer (or shorter, when negative) at its end, by frames. */
export function lengthen(count: number): void {
  const film = openFilm()
  if (!film) return
  const label = count > 0 ? 'Lengthen' : 'Shorten'
  const selected = selectedSound()
  if (selected) {
    const { sound, span } = selected
    const edit = { soundId: sound.id, edge: 'out', frame: span.end + count } as const
    commit(label, (document) => trimSound(document, edit), `length-${sound.id}`)
    return
  }
  const { primary } = selectionStore.getState()
  const clip = primary && filmStore.getState().clipById.get(primary)
  if (!clip) return
  const args = trimArgs(film.plan, clip, 'out', clip.sourceIn + clip.length + count)
  if (commit(label, (document) => trimClip(document, args), `length-${clip.clipId}`)) announceLength(clip.clipId)
}
