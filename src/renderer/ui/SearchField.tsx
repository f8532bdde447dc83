import { Search } from 'lucide-react'
import styles from './SearchField.module.css'

interface SearchFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
}

/** A field for the words that something is looked for by. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  return (
    <label className={styles['search']}>
      <Search aria-hidden className={styles['icon']} />
      <input
        type="search"
        aria-label={label}
        placeholder="Search"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  )
}
