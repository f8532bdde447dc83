import type { ReactNode } from 'react'
import styles from './Inspector.module.css'

interface SectionProps {
  readonly title?: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** A stretch of the inspector, closed off by a hairline. */
export function Section({ title, aside, children }: SectionProps) {
  return (
    <div className={styles['section']}>
      {title !== undefined && (
        <div className={styles['sectionHead']}>
          <h3 className={styles['sectionTitle']}>{title}</h3>
          {aside}
        </div>
      )}
      {children}
    </div>
  )
}

/** A value with its name to the left. */
export function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles['row']}>
      <span className={styles['rowLabel']}>{label}</span>
      <div className={styles['rowValue']}>{children}</div>
    </div>
  )
}
