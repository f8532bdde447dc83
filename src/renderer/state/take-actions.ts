import { createStore } from 'zustand/vanilla'
import { neighbourTake, pickedTake } from '../../shared/continuity/pick'
import { clipIndexAt } from '../../shared/film/film-layers'
import type { ShotId, TakeId } from '../../shared/ids'
import type { Take } from '../../shared/jobs/take'
import type { Shot } from '../../shared/project/document'
import { markTake, pickTake as withPick } from '../../shared/timeline/edits/ask-shots'
import { askAgain, type LostSetting } from '../../shared/timeline/edits/take-settings'
import { announce } from './announcement-store'
import { showNotice } from './dialog-store'
import { commit, documentStore } from './document-store'
import { factsStore } from './facts-store'
import { filmStore } from './film-store'
import { playbackStore } from './playback-store'
import { selectionStore } from './selection-store'

/** The take that was looked at last; it counts for as long as its shot is the one in hand. */
export const takeStore = createStore<{ readonly inHand: TakeId | null }>(() => ({ inHand: null }))

export function takeInHand(takeId: TakeId | null): void {
  if (takeStore.getState().inHand !== takeId) takeStore.setState({ inHand: takeId })
}

/** A take of a shot and the number it goes by: the first one made is 1. */
export interface NumberedTake {
  readonly take: Take
  readonly number: number
}

export function takesOf(shotId: ShotId): readonly NumberedTake[] {
  const own = factsStore.getState().takes.byShot.get(shotId) ?? []
  return own.map((take, index) => ({ take, number: index + 1 }))
}

/** The shot that commands about takes mean: the selected one, else the one under the playhead. */
export function shotInHand(): Shot | null {
  const { plan, clipById } = filmStore.getState()
  const { primary } = selectionStore.getState()
  const clip =
    (primary && clipById.get(primary)) ?? plan?.clips[clipIndexAt(plan.clips, playbackStore.getState().frame)]
  return (clip && documentStore.getState().document?.shots.get(clip.shotId)) ?? null
}

/** The take of a shot that is looked at: the last one pointed out, else the one in the film, else the newest. */
export function lookedAt(shot: Shot): NumberedTake | null {
  const { document } = documentStore.getState()
  const own = takesOf(shot.id)
  const picked = document && pickedTake(document, factsStore.getState().takes, shot)
  const { inHand } = takeStore.getState()
  return own.find(({ take }) => take.id === inHand) ?? own.find(({ take }) => take === picked) ?? own.at(-1) ?? null
}

/** Puts a take in the film; one undo step. */
export function pickTake(take: Take): void {
  const done = commit('Pick Take', (film) => withPick(film, { shotId: take.shotId, takeId: take.id }))
  takeInHand(take.id)
  const number = takesOf(take.shotId).find((one) => one.take.id === take.id)?.number ?? 0
  if (done) announce(`Take ${number} is in the film`)
}

/** Whether there is a take `by` places on to put in the film. */
export function neighbourOf(shot: Shot | null, by: 1 | -1): Take | null {
  const { document } = documentStore.getState()
  return document && shot && neighbourTake(document, factsStore.getState().takes, shot, by)
}

export function toggleStar({ take, number }: NumberedTake): void {
  takeInHand(take.id)
  const star = documentStore.getState().document?.marks.get(take.id)?.star !== true
  commit(star ? 'Star Take' : 'Unstar Take', (film) => markTake(film, { takeId: take.id, patch: { star } }))
  announce(star ? `Take ${number} starred` : `Take ${number} has no star now`)
}

export function toggleReject({ take, number }: NumberedTake): void {
  takeInHand(take.id)
  const reject = documentStore.getState().document?.marks.get(take.id)?.reject !== true
  const label = reject ? 'Reject Take' : 'Take Back Rejection'
  commit(label, (film) => markTake(film, { takeId: take.id, patch: { reject } }))
  announce(reject ? `Take ${number} rejected` : `Take ${number} is not rejected now`)
}

const lostWords: Readonly<Record<LostSetting, string>> = {
  startPicture: 'its start picture is no longer in the film',
  endPicture: 'its end picture is no longer in the film',
  startShot: 'it can’t start from the shot it started from any more',
  endShot: 'it can’t end on the shot it ended on any more',
  references: 'some of its references are no longer in the film',
  frames: 'it did not note its frames, so the shot keeps its own',
  model: 'nobody offers its model any more',
}

/** Everything of a take's settings that did not come back, in one sentence; null when all did. */
function lostSentence(number: number, lost: readonly LostSetting[]): string | null {
  if (lost.length === 0) return null
  return `The settings of take ${number} are back, but ${lost.map((one) => lostWords[one]).join('; ')}.`
}

/** Puts what a take was made with back into its shot; one undo step. Says what could not come back. */
export function restoreSettings({ take, number }: NumberedTake): void {
  const { document } = documentStore.getState()
  if (!document) return
  const asked = { shotId: take.shotId, take }
  const sentence = lostSentence(number, askAgain(document, asked).lost)
  commit('Use Take’s Settings', (film) => askAgain(film, asked).document)
  if (sentence === null) announce(`The shot asks for what take ${number} was made with`)
  else showNotice('warning', sentence)
}
