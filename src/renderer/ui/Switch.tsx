import { Switch as Base } from '@base-ui/react/switch'
import type { ReactNode } from 'react'
import styles from './Switch.module.css'

interface SwitchProps {
  readonly label: string
  readonly detail?: ReactNode
  /** The detail stands beside the label, not under it. */
  readonly inline?: boolean
  readonly checked: boolean
  readonly disabled?: boolean
  readonly onChange: (checked: boolean) => void
}

/** Something that is on or off, with words that say what. */
export function Switch({ label, detail, inline = false, checked, disabled = false, onChange }: SwitchProps) {
  return (
    <label className={styles['row']}>
      <Base.Root className={styles['switch']} checked={checked} disabled={disabled} onCheckedChange={onChange}>
        <Base.Thumb className={styles['thumb']} />
      </Base.Root>
      <span className={styles['words']} data-inline={inline || undefined}>
        <span>{label}</span>
        {detail !== undefined && <span className={styles['detail']}>{detail}</span>}
      </span>
    </label>
  )
}
