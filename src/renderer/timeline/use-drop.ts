import { useEffect, type RefObject } from 'react'
import type { SoundTrack } from '../../shared/project/document'
import { insertionFrame, insertionIndex } from '../../shared/timeline/insertion-index'
import { nearestTarget } from '../../shared/timeline/snapping'
import { importTransfer } from '../state/import-transfer'
import { mayImport } from '../state/read-transfer'
import { filmStore } from '../state/film-store'
import { scrollTo, viewportStore } from '../state/viewport-store'
import { edgeScroll, frameAtPointer } from './gestures/run-gesture'
import { currentTargets, snaps } from './gestures/snap'
import { clearOverlay, overlayStore } from './overlay-store'
import { trackAt, trackRows } from './track-rows'

function brings(transfer: DataTransfer | null): transfer is DataTransfer {
  return transfer !== null && mayImport(transfer)
}

function wordsOf(transfer: DataTransfer): string {
  const files = [...transfer.items].filter((item) => item.kind === 'file').length
  return files > 1 ? `Insert ${files} files` : 'Insert'
}

/** True when nothing but sound files is dragged; what else is, only the drop tells. */
function bringsSoundsOnly(transfer: DataTransfer): boolean {
  const files = [...transfer.items].filter((item) => item.kind === 'file')
  return files.length > 0 && files.every((item) => item.type.startsWith('audio/'))
}

/** Where sounds begin that are let go here: on the film, or what is near enough to snap to. */
function soundFrameAt(lane: HTMLElement, event: DragEvent): number {
  const wanted = frameAtPointer(lane, event.clientX)
  const targets = snaps(event.altKey) ? currentTargets() : []
  const frame = nearestTarget(targets, wanted, viewportStore.getState().pixelsPerFrame) ?? Math.round(wanted)
  return Math.min(Math.max(0, frame), filmStore.getState().plan?.length ?? 0)
}

/** The sound track that is dropped on; dropped anywhere else, sounds are music. */
function soundTrackAt(lane: HTMLElement, event: DragEvent): SoundTrack {
  return trackAt(trackRows(lane), event.clientY) ?? 'music'
}

function indexAt(lane: HTMLElement, event: DragEvent): number {
  return insertionIndex(filmStore.getState().plan?.clips ?? [], frameAtPointer(lane, event.clientX))
}

function showPlace(lane: HTMLElement, event: DragEvent, transfer: DataTransfer): void {
  const { left, right } = lane.getBoundingClientRect()
  const scroll = edgeScroll(event.clientX, left, right)
  if (scroll !== 0) scrollTo(viewportStore.getState().scrollLeft + scroll)
  const frame = bringsSoundsOnly(transfer)
    ? soundFrameAt(lane, event)
    : insertionFrame(filmStore.getState().plan?.clips ?? [], indexAt(lane, event))
  const words = wordsOf(transfer)
  const { insertion, dropTrack } = overlayStore.getState()
  if (insertion?.frame !== frame || insertion.words !== words) overlayStore.setState({ insertion: { frame, words } })
  const track = bringsSoundsOnly(transfer) ? soundTrackAt(lane, event) : null
  if (track !== dropTrack) overlayStore.setState({ dropTrack: track })
}

/** Takes files, pictures from a browser and things from the library: a line shows the place before they are let go. */
export function useDrop(laneRef: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const lane = laneRef.current
    if (!lane) return undefined
    const listening = new AbortController()
    const { signal } = listening
    const over = (event: DragEvent): void => {
      if (!brings(event.dataTransfer)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      showPlace(lane, event, event.dataTransfer)
    }
    const leave = (event: DragEvent): void => {
      if (!(event.relatedTarget instanceof Node) || !lane.contains(event.relatedTarget)) clearOverlay()
    }
    const drop = (event: DragEvent): void => {
      clearOverlay()
      if (!brings(event.dataTransfer)) return
      event.preventDefault()
      // Whatever else on the page takes drops has this one taken already.
      event.stopPropagation()
      const target = {
        atIndex: indexAt(lane, event),
        soundsAt: soundFrameAt(lane, event),
        track: soundTrackAt(lane, event),
      }
      void importTransfer(event.dataTransfer, target)
    }
    lane.addEventListener('dragenter', over, { signal })
    lane.addEventListener('dragover', over, { signal })
    lane.addEventListener('dragleave', leave, { signal })
    lane.addEventListener('drop', drop, { signal })
    return () => listening.abort()
  }, [laneRef])
}
