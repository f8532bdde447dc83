import { useLayoutEffect, useRef, type KeyboardEvent, type PointerEvent, type RefObject } from 'react'
import { useStore } from 'zustand'
import type { ClipId } from '../../shared/ids'
import { seek } from '../state/transport'
import { documentStore } from '../state/document-store'
import { filmStore } from '../state/film-store'
import { clearSelection, selectClip, selectionStore, selectRange, toggleClip } from '../state/selection-store'
import { revealFrames, viewportStore } from '../state/viewport-store'
import { ContextMenu } from '../ui/ContextMenu'
import { ClipView } from './ClipView'
import { CommandItems } from './CommandItems'
import { bandGesture, cutWithBlade, moveGesture } from './gestures/clip-gestures'
import { edgeGesture } from './gestures/roll-gesture'
import { runGesture } from './gestures/run-gesture'
import styles from './Lane.module.css'
import { useListFocus } from './use-list-focus'
import { useVisibleClips } from './use-visible-clips'
import { walkList } from './walk-list'

const menu = [
  'shot.split',
  'shot.trimStart',
  'shot.trimEnd',
  null,
  'shot.moveLeft',
  'shot.moveRight',
  'shot.moveToStart',
  'shot.moveToEnd',
  null,
  'shot.dissolve',
  'shot.continue',
  'shot.longTake',
  null,
  'edit.cut',
  'edit.copy',
  'edit.paste',
  'edit.pasteInstead',
  'edit.duplicate',
  'shot.swap',
  'shot.heal',
  'edit.delete',
]

/** The words under a clip's picture, in pixels; what is left of the track's height is picture. */
const captionHeight = 47

interface PressedClip {
  readonly clipId: ClipId
  readonly edge: 'in' | 'out' | null
}

function pressedClip(target: EventTarget): PressedClip | null {
  if (!(target instanceof Element)) return null
  const option = target.closest<HTMLElement>('[data-clip]')
  const edge = target.closest<HTMLElement>('[data-edge]')?.dataset['edge']
  const clipId = option?.dataset['clip']
  if (clipId === undefined) return null
  return { clipId: clipId as ClipId, edge: edge === 'in' || edge === 'out' ? edge : null }
}

function track(): readonly ClipId[] {
  return documentStore.getState().document?.track.clipIds ?? []
}

/** What pressing a clip selects at once; a plain press on one of several waits for the release, as it may be a drag. */
function selectOnPress(clipId: ClipId, event: PointerEvent): void {
  if (event.shiftKey) selectRange(track(), clipId)
  else if (event.ctrlKey || event.metaKey) toggleClip(clipId)
  else if (!selectionStore.getState().clipIds.has(clipId)) selectClip(clipId)
}

function pressClip(pressed: PressedClip, event: PointerEvent, lane: HTMLElement): void {
  const { clipId, edge } = pressed
  const clip = filmStore.getState().clipById.get(clipId)
  if (!clip) return
  if (viewportStore.getState().tool === 'blade') {
    runGesture(event.nativeEvent, {
      lane,
      begin: () => ({ move: () => undefined, end: (at) => cutWithBlade(clipId, at), cancel: () => undefined }),
      click: (at) => cutWithBlade(clipId, at),
    })
    return
  }
  const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey
  selectOnPress(clipId, event)
  runGesture(event.nativeEvent, {
    lane,
    begin: (start) => edgeGesture(clip, edge, start) ?? moveGesture(),
    click: () => (plain ? selectClip(clipId) : undefined),
  })
}

function pressEmpty(event: PointerEvent, lane: HTMLElement): void {
  const adds = event.shiftKey || event.ctrlKey || event.metaKey
  runGesture(event.nativeEvent, {
    lane,
    begin: (start) => bandGesture(start, adds),
    click: () => (adds ? undefined : clearSelection()),
  })
}

/** Up and Down walk the list, taking playhead and selection along; Enter selects where the focus is. */
function walk(event: KeyboardEvent, focus: (clipId: ClipId) => void): void {
  const here = event.target instanceof HTMLElement ? event.target.dataset['clip'] : undefined
  if (event.key === 'Enter' && here !== undefined) selectClip(here as ClipId)
  const step = walkList(event, 'clip', track())
  const clip = step && filmStore.getState().clipById.get(step.to)
  if (!clip) return
  if (step.extends) selectRange(track(), step.to)
  else selectClip(step.to)
  revealFrames(clip.start, clip.start + clip.length)
  seek(clip.start)
  focus(step.to)
}

function useStripHeight(list: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = list.current
    if (!element) return undefined
    const observer = new ResizeObserver(() => {
      const stripHeight = Math.max(24, element.clientHeight - captionHeight)
      element.parentElement?.style.setProperty('--strip', `${stripHeight}px`)
      viewportStore.setState({ stripHeight })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [list])
}

/** The magnetic picture track. Only the clips around the lane are in the page, whatever the film's length. */
export function PictureTrack({ lane }: { readonly lane: RefObject<HTMLDivElement | null> }) {
  const list = useRef<HTMLDivElement>(null)
  const ids = useVisibleClips()
  const primary = useStore(selectionStore, (state) => state.primary)
  const blade = useStore(viewportStore, (state) => state.tool === 'blade')
  const { focus, onFocus, onBlur } = useListFocus(list)
  useStripHeight(list)
  const tabStop = primary !== null && ids.includes(primary) ? primary : ids[0]
  const press = (event: PointerEvent): void => {
    const pressed = pressedClip(event.target)
    // The menu is about what is under the pointer.
    if (event.button === 2 && pressed && !selectionStore.getState().clipIds.has(pressed.clipId)) {
      selectClip(pressed.clipId)
    }
    if (event.button !== 0 || !lane.current) return
    if (pressed) pressClip(pressed, event, lane.current)
    else pressEmpty(event, lane.current)
  }
  const shots = (
    <div
      ref={list}
      role="listbox"
      tabIndex={-1}
      aria-label="Shots"
      aria-multiselectable
      aria-orientation="vertical"
      className={styles['pictureTrack']}
      data-blade={blade || undefined}
      onPointerDown={press}
      onKeyDown={(event) => walk(event, focus)}
      onFocus={onFocus}
      onBlur={onBlur}
    >
      {ids.map((id) => (
        <ClipView key={id} clipId={id} tabStop={id === tabStop} />
      ))}
    </div>
  )
  return (
    <ContextMenu trigger={shots}>
      <CommandItems ids={menu} />
    </ContextMenu>
  )
}
