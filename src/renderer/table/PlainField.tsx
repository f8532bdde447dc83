import { useId } from 'react'
import fieldStyles from './PlainField.module.css'
import styles from './Preview.module.css'

interface PlainFieldProps {
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  readonly onChange: (text: string) => void
}

/** A line of text that is not written to the film: what it changes shows while it is typed. */
export function PlainField({ label, value, placeholder, onChange }: PlainFieldProps) {
  const id = useId()
  return (
    <div className={styles['labelled']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className={fieldStyles['input']}
        maxLength={2000}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  )
}
