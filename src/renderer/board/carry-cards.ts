import type { DragEvent } from 'react'
import { createStore } from 'zustand/vanilla'
import type { ClipId } from '../../shared/ids'
import { moveClipsTo, selectedClips } from '../commands/arrange-actions'
import { documentStore } from '../state/document-store'
import { selectClip, selectionStore } from '../state/selection-store'

interface CarryState {
  /** Clips that are being dragged, in the order of the film. */
  readonly carried: readonly ClipId[]
  /** The card they would be put beside. */
  readonly over: { readonly clipId: ClipId; readonly side: 'before' | 'after' } | null
}

const nothing: CarryState = { carried: [], over: null }
export const carryStore = createStore<CarryState>(() => nothing)

export function beginCarry(event: DragEvent<HTMLElement>, clipId: ClipId): void {
  if (documentStore.getState().readOnly) return event.preventDefault()
  if (!selectionStore.getState().clipIds.has(clipId)) selectClip(clipId)
  event.dataTransfer.effectAllowed = 'move'
  // Without anything in it no drag begins.
  event.dataTransfer.setData('application/x-seamline-cards', clipId)
  carryStore.setState({ carried: selectedClips(), over: null })
}

/** Which side of a card the pointer is on. */
export function carryOver(event: DragEvent<HTMLElement>, clipId: ClipId): void {
  if (carryStore.getState().carried.length === 0) return
  event.preventDefault()
  event.dataTransfer.dropEffect = 'move'
  const { left, width } = event.currentTarget.getBoundingClientRect()
  const side = event.clientX < left + width / 2 ? 'before' : 'after'
  const { over } = carryStore.getState()
  if (over?.clipId !== clipId || over.side !== side) carryStore.setState({ over: { clipId, side } })
}

export function endCarry(): void {
  carryStore.setState(nothing)
}

/** Moves what was carried to where the pointer let go. */
export function dropCards(event: DragEvent<HTMLElement>): void {
  const { carried, over } = carryStore.getState()
  if (carried.length === 0) return
  event.preventDefault()
  endCarry()
  const at = over === null ? -1 : (documentStore.getState().document?.track.clipIds.indexOf(over.clipId) ?? -1)
  if (over !== null && at >= 0) moveClipsTo(carried, over.side === 'after' ? at + 1 : at)
}
