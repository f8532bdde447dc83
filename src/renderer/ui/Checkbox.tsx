import { Checkbox as Base } from '@base-ui/react/checkbox'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './Checkbox.module.css'

interface CheckboxProps {
  readonly label: string
  readonly detail?: ReactNode
  readonly checked: boolean
  readonly disabled?: boolean
  readonly onChange: (checked: boolean) => void
}

/** Something the user agrees to, with words that say what. */
export function Checkbox({ label, detail, checked, disabled = false, onChange }: CheckboxProps) {
  return (
    <label className={styles['row']}>
      <Base.Root className={styles['box']} checked={checked} disabled={disabled} onCheckedChange={onChange}>
        <Base.Indicator className={styles['tick']}>
          <Check aria-hidden className={styles['icon']} />
        </Base.Indicator>
      </Base.Root>
      <span className={styles['words']}>
        <span>{label}</span>
        {detail !== undefined && <span className={styles['detail']}>{detail}</span>}
      </span>
    </label>
  )
}
