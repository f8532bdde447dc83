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
  /** Each as wide as its words, for words of different lengths. */
  readonly fit?: boolean
  readonly onChange: (value: Value) => void
}

/** A few values side by side, one of them chosen. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, value, segments, disabled, fit = false, onChange } = props
  return (
    <ToggleGroup
      className={styles['group']}
      data-fit={fit}
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
