import { Film, Music } from 'lucide-react'
import { JoinPopover } from './JoinPopover'
import { Lane } from './Lane'
import styles from './Timeline.module.css'
import { TimelineToolbar } from './TimelineToolbar'
import { useTimelineUpkeep } from './use-timeline-upkeep'

function TrackHeads() {
  return (
    <div className={styles['heads']} aria-hidden>
      <span className={styles['head']} data-track="picture">
        <Film className={styles['icon']} />
        Picture
      </span>
      <span className={styles['head']} data-track="music">
        <Music className={styles['icon']} />
        Music
      </span>
    </div>
  )
}

/** The film from left to right: tools, ruler, shots, seams and music. */
export function Timeline() {
  useTimelineUpkeep()
  return (
    <section className={styles['timeline']} aria-label="Timeline">
      <TimelineToolbar />
      <TrackHeads />
      <Lane />
      <JoinPopover />
    </section>
  )
}
