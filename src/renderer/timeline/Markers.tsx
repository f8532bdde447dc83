import { useRef, type KeyboardEvent, type MouseEvent, type PointerEvent, type RefObject } from 'react'
import { useStore } from 'zustand'
import type { PlacedMarker } from '../../shared/timeline/marker-places'
import { durationWords } from '../commands/clip-title'
import { deleteMarker, goToMarker, markerTitle, nudgeMarker } from '../commands/marker-actions'
import { documentStore } from '../state/document-store'
import { editMarker, markerEditing } from '../state/marker-editing'
import { markersNow } from '../state/marker-places'
import { markerGesture } from './gestures/marker-gesture'
import { runGesture } from './gestures/run-gesture'
import { MarkerPopover } from './MarkerPopover'
import styles from './Markers.module.css'
import { usePlace } from './placement'
import { useVisibleMarkers } from './use-visible-markers'

type LaneRef = RefObject<HTMLElement | null>

/** Left and Right go to the markers beside, with Alt they take this one along; Delete deletes it. */
function onKey(event: KeyboardEvent<HTMLElement>, placed: PlacedMarker): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
  if (event.key === 'Delete' || event.key === 'Backspace') deleteMarker(placed.marker)
  else if (step !== undefined && event.altKey) nudgeMarker(placed, step)
  else if (step !== undefined) {
    const all = markersNow()
    const beside = all[all.findIndex(({ marker }) => marker.id === placed.marker.id) + step]
    if (!beside) return
    goToMarker(beside)
    const flags = event.currentTarget.parentElement
    requestAnimationFrame(() => flags?.querySelector<HTMLElement>(`[data-marker="${beside.marker.id}"]`)?.focus())
  } else return
  event.preventDefault()
}

interface FlagProps {
  readonly placed: PlacedMarker
  readonly lane: LaneRef
  readonly tabStop: boolean
}

function Flag({ placed, lane, tabStop }: FlagProps) {
  const flag = useRef<HTMLButtonElement>(null)
  const { marker, frame } = placed
  const rate = useStore(documentStore, (state) => state.document?.settings.rate)
  const open = useStore(markerEditing, (state) => state.markerId === marker.id)
  usePlace(flag, frame)
  const title = markerTitle(marker)
  const words = rate ? `${title}, at ${durationWords(frame, rate)}` : title
  const show = (): void => {
    goToMarker(placed)
    editMarker(open ? null : marker.id)
  }
  const press = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0 || !lane.current) return
    runGesture(event.nativeEvent, {
      lane: lane.current,
      begin: (start) => markerGesture(placed, start),
      click: show,
    })
  }
  // The pointer's clicks end a gesture; these are the keyboard's and the screen reader's.
  const click = (event: MouseEvent): void => (event.detail === 0 ? show() : undefined)
  return (
    <button
      ref={flag}
      type="button"
      tabIndex={tabStop ? 0 : -1}
      className={styles['flag']}
      data-marker={marker.id}
      data-colour={marker.colour}
      title={title}
      aria-label={words}
      aria-haspopup="dialog"
      aria-expanded={open}
      onPointerDown={press}
      onClick={click}
      onKeyDown={(event) => onKey(event, placed)}
    />
  )
}

/** The markers over the ruler: a drag moves one, a click opens it. */
export function Markers({ lane }: { readonly lane: LaneRef }) {
  const markers = useVisibleMarkers()
  const edited = useStore(markerEditing, (state) => state.markerId)
  const stop = markers.some(({ marker }) => marker.id === edited) ? edited : markers[0]?.marker.id
  return (
    <>
      <div className={styles['flags']} role="group" aria-label="Markers">
        {markers.map((placed) => (
          <Flag key={placed.marker.id} placed={placed} lane={lane} tabStop={placed.marker.id === stop} />
        ))}
      </div>
      <MarkerPopover />
    </>
  )
}
