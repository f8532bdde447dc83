import { Flag } from 'lucide-react'
import { useState, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { formatTimecode } from '../../shared/time/timecode'
import { goToMarker, markerColourNames, markerTitle } from '../commands/marker-actions'
import { findCommand, runCommand } from '../commands/registry'
import { printShortcut } from '../commands/shortcuts'
import { documentStore } from '../state/document-store'
import { followMarkers, markersNow } from '../state/marker-places'
import { sessionStore } from '../state/session-store'
import { Button } from '../ui/Button'
import { Popover } from '../ui/Popover'
import styles from './Markers.module.css'
import toolbar from './Timeline.module.css'

function Rows({ onGo }: { readonly onGo: () => void }) {
  const markers = useSyncExternalStore(followMarkers, markersNow)
  const rate = useStore(documentStore, (state) => state.document?.settings.rate)
  if (!rate || markers.length === 0) return <p className={styles['none']}>No marker is set yet.</p>
  return (
    <ul className={styles['list']} aria-label="Markers of the film">
      {markers.map((placed) => (
        <li key={placed.marker.id}>
          <button
            type="button"
            className={styles['row']}
            onClick={() => {
              goToMarker(placed)
              onGo()
            }}
          >
            <span
              className={styles['dot']}
              data-colour={placed.marker.colour}
              role="img"
              aria-label={markerColourNames[placed.marker.colour]}
            />
            <span className={styles['rowName']}>{markerTitle(placed.marker)}</span>
            <span className={styles['timecode']}>{formatTimecode(placed.frame, rate)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** All markers of the film: a click goes to one. */
export function MarkerList() {
  const [open, setOpen] = useState(false)
  const mac = useStore(sessionStore, (state) => state.info?.platform === 'darwin')
  const add = findCommand('marker.add')
  const key = add.keys[0] === undefined ? '' : printShortcut(add.keys[0], mac)
  const trigger = (
    <button type="button" className={toolbar['tool']} aria-label="Markers" title="Markers">
      <Flag aria-hidden className={toolbar['icon']} />
    </button>
  )
  return (
    <Popover trigger={trigger} title="Markers" side="top" open={open} onOpenChange={setOpen}>
      <Rows onGo={() => setOpen(false)} />
      <Button disabled={!add.enabled()} onClick={() => void runCommand('marker.add')}>
        Marker at the playhead ({key})
      </Button>
    </Popover>
  )
}
