import { Film } from 'lucide-react'
import { soundTracks } from '../../shared/project/document'
import styles from './Heads.module.css'
import { SoundTrackHead } from './SoundTrackHead'

/** The names of the tracks beside them, and how the sound tracks are heard. */
export function TrackHeads() {
  return (
    <div className={styles['heads']} role="group" aria-label="Tracks">
      <div className={styles['head']} data-track="picture" aria-hidden>
        <span className={styles['picture']}>
          <Film className={styles['icon']} />
          Picture
        </span>
      </div>
      {soundTracks.map((track) => (
        <SoundTrackHead key={track} track={track} />
      ))}
    </div>
  )
}
