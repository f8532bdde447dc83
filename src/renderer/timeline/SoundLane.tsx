import { useLayoutEffect, useRef, type FocusEvent, type KeyboardEvent, type PointerEvent, type RefObject } from 'react'
import { useStore } from 'zustand'
import { isTrackHeard } from '../../shared/film/sound-level'
import type { SoundId } from '../../shared/ids'
import type { SoundTrack } from '../../shared/project/document'
import { soundSpan } from '../../shared/timeline/edits/place-sounds'
import { splitSoundAt } from '../commands/cut-actions'
import { soundTrackNames } from '../commands/sound-track-names'
import { documentStore } from '../state/document-store'
import { clearSelection, selectionStore, selectSound } from '../state/selection-store'
import { revealFrames, viewportStore } from '../state/viewport-store'
import { ContextMenu } from '../ui/ContextMenu'
import { CommandItems } from './CommandItems'
import { bladeFrame } from './gestures/clip-gestures'
import { runGesture, type Gesture, type PointerAt } from './gestures/run-gesture'
import { fadeGesture, moveSoundGesture, trimSoundGesture } from './gestures/sound-gestures'
import { overlayStore } from './overlay-store'
import styles from './Sound.module.css'
import { SoundLevels } from './SoundLevels'
import { SoundView } from './SoundView'
import { trackRows } from './track-rows'
import { soundsOnTrack, useVisibleSounds } from './use-visible-sounds'
import { walkList } from './walk-list'

const menu = [
  'shot.split',
  'shot.trimStart',
  'shot.trimEnd',
  null,
  'shot.moveLeft',
  'shot.moveRight',
  'sound.trackUp',
  'sound.trackDown',
  null,
  'edit.delete',
]

type Part = 'body' | 'in' | 'out' | 'fadeIn' | 'fadeOut'

function partOf(target: Element): Part {
  const fade = target.closest<HTMLElement>('[data-fade]')?.dataset['fade']
  if (fade !== undefined) return fade === 'in' ? 'fadeIn' : 'fadeOut'
  const edge = target.closest<HTMLElement>('[data-edge]')?.dataset['edge']
  return edge === 'in' || edge === 'out' ? edge : 'body'
}

function gestureFor(soundId: SoundId, part: Part, start: PointerAt, lane: HTMLElement): Gesture {
  const { document } = documentStore.getState()
  const sound = document?.sounds.get(soundId)
  const span = document && sound ? soundSpan(document, sound) : null
  if (!sound || !span) return { move: () => undefined, end: () => undefined, cancel: () => undefined }
  if (part === 'fadeIn' || part === 'fadeOut') {
    return fadeGesture(sound, span, part === 'fadeIn' ? 'in' : 'out', start)
  }
  return part === 'body'
    ? moveSoundGesture(soundId, span, start, trackRows(lane))
    : trimSoundGesture(soundId, span, part, start)
}

function soundOf(target: EventTarget): SoundId | undefined {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-sound]') : null
  return element?.dataset['sound'] as SoundId | undefined
}

function pressTrack(event: PointerEvent, lane: HTMLElement): void {
  const target = event.target instanceof Element ? event.target : null
  const soundId = soundOf(event.target)
  if (!target || soundId === undefined) {
    clearSelection()
    return
  }
  const cut = (at: PointerAt): void => splitSoundAt(soundId, bladeFrame(at))
  if (viewportStore.getState().tool === 'blade') {
    const begin = (): Gesture => ({ move: () => undefined, end: cut, cancel: () => undefined })
    runGesture(event.nativeEvent, { lane, begin, click: cut })
    return
  }
  selectSound(soundId)
  const part = partOf(target)
  runGesture(event.nativeEvent, { lane, begin: (start) => gestureFor(soundId, part, start, lane) })
}

function focusSound(list: HTMLElement | null, soundId: SoundId): boolean {
  const option = list?.querySelector<HTMLElement>(`[data-sound="${soundId}"]`)
  option?.focus({ preventScroll: true })
  return option !== null && option !== undefined
}

/** Up and Down walk the sounds as they walk the shots. */
function walk(event: KeyboardEvent, list: HTMLElement | null, track: SoundTrack): void {
  const step = walkList(event, 'sound', soundsOnTrack(track))
  const start = step && documentStore.getState().document?.sounds.get(step.to)?.start
  if (!step || start === undefined || start === null) return
  selectSound(step.to)
  revealFrames(start, start)
  focusSound(list, step.to)
}

/** The sound that has the keyboard's focus: when it goes to another track, the focus goes with it. */
let focused: SoundId | null = null

function useFocusAcrossTracks(list: RefObject<HTMLElement | null>): {
  readonly onFocus: (event: FocusEvent) => void
  readonly onBlur: (event: FocusEvent) => void
} {
  useLayoutEffect(() => {
    if (focused !== null && document.activeElement === document.body) focusSound(list.current, focused)
  })
  return {
    onFocus: (event) => {
      focused = soundOf(event.target) ?? null
    },
    onBlur: (event) => {
      if (event.relatedTarget !== null) focused = null
    },
  }
}

interface SoundLaneProps {
  readonly track: SoundTrack
  readonly lane: RefObject<HTMLDivElement | null>
}

/** One sound track under the picture. It does not ripple: what is deleted leaves a gap. */
export function SoundLane({ track, lane }: SoundLaneProps) {
  const list = useRef<HTMLDivElement>(null)
  const ids = useVisibleSounds(track)
  const selected = useStore(selectionStore, (state) => state.soundId)
  const blade = useStore(viewportStore, (state) => state.tool === 'blade')
  const drop = useStore(overlayStore, (state) => state.dropTrack === track)
  const heard = useStore(
    documentStore,
    ({ document }) => !document || isTrackHeard(document.settings.soundTracks, track),
  )
  const focus = useFocusAcrossTracks(list)
  const tabStop = selected !== null && ids.includes(selected) ? selected : ids[0]
  const press = (event: PointerEvent): void => {
    const soundId = soundOf(event.target)
    if (event.button === 2 && soundId !== undefined) selectSound(soundId)
    if (event.button === 0 && lane.current) pressTrack(event, lane.current)
  }
  const sounds = (
    <div
      ref={list}
      role="listbox"
      tabIndex={-1}
      aria-label={soundTrackNames[track]}
      aria-orientation="vertical"
      className={styles['lane']}
      data-track={track}
      data-blade={blade || undefined}
      data-drop={drop || undefined}
      data-quiet={!heard || undefined}
      onPointerDown={press}
      onKeyDown={(event) => walk(event, list.current, track)}
      {...focus}
    >
      {ids.map((id) => (
        <SoundView key={id} soundId={id} tabStop={id === tabStop} />
      ))}
    </div>
  )
  return (
    <>
      <ContextMenu trigger={sounds}>
        <CommandItems ids={menu} />
      </ContextMenu>
      <div className={styles['gains']} data-track={track} role="group" aria-label={`Gain and fades of ${track}`}>
        {ids.map((id) => (
          <SoundLevels key={id} soundId={id} />
        ))}
      </div>
    </>
  )
}
