import { ImagePlus, Lock } from 'lucide-react'
import { useStore } from 'zustand'
import { importFromDialog } from '../state/import-transfer'
import { sessionStore } from '../state/session-store'
import { Button } from '../ui/Button'
import styles from './Banners.module.css'

/** What the user should know about the whole film: that it is the sample, or that it can't be written. */
export function Banners() {
  const sample = useStore(sessionStore, (state) => state.sample)
  const readOnly = useStore(sessionStore, (state) => state.readOnly)
  if (readOnly !== null) {
    return (
      <div role="status" className={styles['banner']} data-tone="warning">
        <Lock aria-hidden className={styles['icon']} />
        <p>{readOnly} You can look at the film and play it, not change it.</p>
      </div>
    )
  }
  if (!sample) return null
  return (
    <div role="status" className={styles['banner']}>
      <ImagePlus aria-hidden className={styles['icon']} />
      <p>This is the sample. Drop images here to start your own film.</p>
      <Button look="quiet" onClick={() => void importFromDialog('pictures')}>
        Choose images…
      </Button>
    </div>
  )
}
