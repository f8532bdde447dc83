import { Progress } from '@base-ui/react/progress'
import styles from './ProgressBar.module.css'

interface ProgressBarProps {
  readonly label: string
  /** 0 to 1; null while nobody knows. */
  readonly share: number | null
}

/** How far something has come. */
export function ProgressBar({ label, share }: ProgressBarProps) {
  return (
    <Progress.Root aria-label={label} value={share === null ? null : Math.round(share * 100)}>
      <Progress.Track className={styles['track']}>
        <Progress.Indicator className={styles['indicator']} />
      </Progress.Track>
    </Progress.Root>
  )
}
