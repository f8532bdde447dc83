import { Toggle } from '@base-ui/react/toggle'
import { ToggleGroup } from '@base-ui/react/toggle-group'
import styles from './Segmented.module.css'

interface Segment<Value extends string> {
  readonly value: Value
  readonly label: string
}

interface SegmentedProps<Value extends string> {
  readonly label: string
  /** Null while several things with different values are chosen. */
  readonly value: Value | null
  readonly segments: readonly Segment<Value>[]
  readonly disabled?: boolean
  readonly onChange: (value: Value) => void
}

/** A few values side by side, one of them chosen. */
export function Segmented<Value extends string>({ label, value, segments, disabled, onChange }: SegmentedProps<Value>) {
  return (
    <ToggleGroup
      className={styles['group']}
      aria-label={label}
      disabled={disabled ?? false}
      value={value === null ? [] : [value]}
      onValueChange={([next]) => next !== undefined && onChange(next)}
    >
      {segments.map((segment) => (
        <Toggle key={segment.value} value={segment.value} className={styles['segment']}>
          {segment.label}
        </Toggle>
      ))}
    </ToggleGroup>
  )
}
