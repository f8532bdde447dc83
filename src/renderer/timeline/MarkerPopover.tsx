import { useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { markerColours, type Marker } from '../../shared/project/marker'
import { changeMarker } from '../../shared/timeline/edits/place-markers'
import { formatTimecode } from '../../shared/time/timecode'
import type { PlacedMarker } from '../../shared/timeline/marker-places'
import { deleteMarker, markerColourNames, tieMarker } from '../commands/marker-actions'
import { commit, documentStore } from '../state/document-store'
import { editMarker, markerEditing } from '../state/marker-editing'
import { followMarkers, markersNow } from '../state/marker-places'
import { Button } from '../ui/Button'
import { Popover } from '../ui/Popover'
import { Switch } from '../ui/Switch'
import { TextField } from '../ui/TextField'
import styles from './Markers.module.css'

function editedNow(): PlacedMarker | null {
  const { markerId } = markerEditing.getState()
  return markerId === null ? null : (markersNow().find(({ marker }) => marker.id === markerId) ?? null)
}

function subscribe(notify: () => void): () => void {
  const ends = [followMarkers(notify), markerEditing.subscribe(notify)]
  return () => ends.forEach((end) => end())
}

function change(marker: Marker, label: string, patch: Partial<Marker>, mergeKey: string | null = null): void {
  commit(label, (document) => changeMarker(document, { markerId: marker.id, patch }), mergeKey)
}

function Colours({ marker }: { readonly marker: Marker }) {
  return (
    <div className={styles['colours']} role="group" aria-label="Colour">
      {markerColours.map((colour) => (
        <button
          key={colour}
          type="button"
          className={styles['swatch']}
          data-colour={colour}
          aria-label={markerColourNames[colour]}
          title={markerColourNames[colour]}
          aria-pressed={marker.colour === colour}
          onClick={() => change(marker, 'Marker Colour', { colour })}
        />
      ))}
    </div>
  )
}

function Editor({ placed }: { readonly placed: PlacedMarker }) {
  const { marker, frame } = placed
  const rate = useStore(documentStore, (state) => state.document?.settings.rate)
  const readOnly = useStore(documentStore, (state) => state.readOnly)
  const remove = (): void => {
    editMarker(null)
    deleteMarker(marker)
  }
  return (
    <div className={styles['editor']}>
      <TextField
        label="Name of the marker"
        placeholder="Name"
        maxLength={200}
        disabled={readOnly}
        value={marker.name}
        onCommit={(name) => change(marker, 'Name Marker', { name }, `marker-name-${marker.id}`)}
      />
      <div className={styles['line']}>
        <Colours marker={marker} />
        <span className={styles['timecode']}>{rate ? formatTimecode(frame, rate) : ''}</span>
      </div>
      <Switch
        label="Stays with its shot"
        detail="Off: it stays at its time, as the beats of music do."
        checked={marker.at.kind === 'clip'}
        disabled={readOnly}
        onChange={(toShot) => tieMarker(placed, toShot)}
      />
      <Button disabled={readOnly} onClick={remove}>
        Delete marker
      </Button>
    </div>
  )
}

function flagElement(): HTMLElement | null {
  return document.querySelector(`[data-marker="${markerEditing.getState().markerId}"]`)
}

/** The marker's little window: its name, its colour and what it stays with. */
export function MarkerPopover() {
  const placed = useSyncExternalStore(subscribe, editedNow)
  const onOpenChange = (open: boolean, event: Event): void => {
    // A press on the flag itself is its own way to close.
    const onFlag = event.target instanceof Node && flagElement()?.contains(event.target) === true
    if (!open && !onFlag) editMarker(null)
  }
  return (
    <Popover anchor={flagElement} title="Marker" side="top" open={placed !== null} onOpenChange={onOpenChange}>
      {placed && <Editor placed={placed} />}
    </Popover>
  )
}
