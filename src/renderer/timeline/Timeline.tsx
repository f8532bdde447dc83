import { useStore } from 'zustand'
import { soundTracks } from '../../shared/project/document'
import { documentStore } from '../state/document-store'
import { JoinPopover } from './JoinPopover'
import { Lane } from './Lane'
import styles from './Timeline.module.css'
import { TimelineToolbar } from './TimelineToolbar'
import { TrackHeads } from './TrackHeads'
import { useTimelineUpkeep } from './use-timeline-upkeep'

/** The sound tracks that have something on them; as before a drag while one lasts, so that no track moves under it. */
function filledTracks(): string {
  const { document, gestureBase } = documentStore.getState()
  const sounds = [...((gestureBase ?? document)?.sounds.values() ?? [])]
  return soundTracks.filter((track) => sounds.some((sound) => sound.track === track)).join(' ')
}

/** The film from left to right: tools, ruler, shots, seams and sound. */
export function Timeline() {
  useTimelineUpkeep()
  const filled = useStore(documentStore, filledTracks)
  return (
    <section className={styles['timeline']} aria-label="Timeline" data-filled={filled}>
      <TimelineToolbar />
      <TrackHeads />
      <Lane />
      <JoinPopover />
    </section>
  )
}
