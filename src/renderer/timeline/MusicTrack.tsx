import type { KeyboardEvent, PointerEvent, RefObject } from 'react'
import { useRef } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { SoundId } from '../../shared/ids'
import { soundSpan } from '../../shared/timeline/edits/place-sounds'
import { splitSoundAt } from '../commands/cut-actions'
import { documentStore } from '../state/document-store'
import { clearSelection, selectionStore, selectSound } from '../state/selection-store'
import { revealFrames, viewportStore } from '../state/viewport-store'
import { bladeFrame } from './gestures/clip-gestures'
import { runGesture, type Gesture, type PointerAt } from './gestures/run-gesture'
import { fadeGesture, moveSoundGesture, trimSoundGesture } from './gestures/sound-gestures'
import styles from './Music.module.css'
import { SoundLevels } from './SoundLevels'
import { SoundView } from './SoundView'
import { walkList } from './walk-list'

function sortedSounds(): readonly SoundId[] {
  const sounds = [...(documentStore.getState().document?.sounds.values() ?? [])]
  return sounds.sort((a, b) => a.start - b.start).map((sound) => sound.id)
}

type Part = 'body' | 'in' | 'out' | 'fadeIn' | 'fadeOut'

function partOf(target: Element): Part {
  const fade = target.closest<HTMLElement>('[data-fade]')?.dataset['fade']
  if (fade !== undefined) return fade === 'in' ? 'fadeIn' : 'fadeOut'
  const edge = target.closest<HTMLElement>('[data-edge]')?.dataset['edge']
  return edge === 'in' || edge === 'out' ? edge : 'body'
}

function gestureFor(soundId: SoundId, part: Part, start: PointerAt): Gesture {
  const { document } = documentStore.getState()
  const sound = document?.sounds.get(soundId)
  const span = document && sound ? soundSpan(document, sound) : null
  if (!sound || !span) return { move: () => undefined, end: () => undefined, cancel: () => undefined }
  if (part === 'fadeIn' || part === 'fadeOut') {
    return fadeGesture(sound, span, part === 'fadeIn' ? 'in' : 'out', start)
  }
  return part === 'body' ? moveSoundGesture(soundId, span, start) : trimSoundGesture(soundId, span, part, start)
}

function pressTrack(event: PointerEvent, lane: HTMLElement): void {
  const target = event.target instanceof Element ? event.target : null
  const soundId = target?.closest<HTMLElement>('[data-sound]')?.dataset['sound'] as SoundId | undefined
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
  runGesture(event.nativeEvent, { lane, begin: (start) => gestureFor(soundId, part, start) })
}

/** Up and Down walk the sounds as they walk the shots. */
function walk(event: KeyboardEvent, list: HTMLElement | null): void {
  const step = walkList(event, 'sound', sortedSounds())
  const start = step && documentStore.getState().document?.sounds.get(step.to)?.start
  if (!step || start === undefined || start === null) return
  selectSound(step.to)
  revealFrames(start, start)
  list?.querySelector<HTMLElement>(`[data-sound="${step.to}"]`)?.focus({ preventScroll: true })
}

/** Music under the picture. It does not ripple: what is deleted leaves a gap. */
export function MusicTrack({ lane }: { readonly lane: RefObject<HTMLDivElement | null> }) {
  const list = useRef<HTMLDivElement>(null)
  const ids = useStore(documentStore, useShallow(sortedSounds))
  const selected = useStore(selectionStore, (state) => state.soundId)
  const blade = useStore(viewportStore, (state) => state.tool === 'blade')
  const tabStop = selected !== null && ids.includes(selected) ? selected : ids[0]
  const press = (event: PointerEvent): void => {
    if (event.button === 0 && lane.current) pressTrack(event, lane.current)
  }
  return (
    <>
      <div
        ref={list}
        role="listbox"
        tabIndex={-1}
        aria-label="Music"
        aria-orientation="vertical"
        className={styles['musicTrack']}
        data-blade={blade || undefined}
        onPointerDown={press}
        onKeyDown={(event) => walk(event, list.current)}
      >
        {ids.map((id) => (
          <SoundView key={id} soundId={id} tabStop={id === tabStop} />
        ))}
      </div>
      <div className={styles['gains']} role="group" aria-label="Gain and fades">
        {ids.map((id) => (
          <SoundLevels key={id} soundId={id} />
        ))}
      </div>
    </>
  )
}
