import { ImagePlus } from 'lucide-react'
import { Button } from '../ui/Button'
import styles from './Monitor.module.css'

/** What the monitor says while there is nothing to play. */
export function EmptyFilm({ onChoose }: { readonly onChoose: () => void }) {
  return (
    <div className={styles['empty']}>
      <ImagePlus aria-hidden className={styles['emptyIcon']} />
      <h3 className={styles['emptyTitle']}>Drop images here</h3>
      <p>Each becomes a shot, in the order of their names.</p>
      <Button onClick={onChoose}>Choose images…</Button>
    </div>
  )
}
