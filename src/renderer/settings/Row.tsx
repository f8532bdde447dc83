import type { ReactNode } from 'react'
import styles from './Settings.module.css'

interface RowProps {
  readonly label: string
  readonly children: ReactNode
}

/** A setting with its name to the left. */
export function Row({ label, children }: RowProps) {
  return (
    <div className={styles['row']}>
      <span className={styles['rowLabel']}>{label}</span>
      <div className={styles['rowValue']}>{children}</div>
    </div>
  )
}
