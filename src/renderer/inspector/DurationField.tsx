import { durationWords } from '../../shared/models/switch-model'
import { Segmented } from '../ui/Segmented'
import { SelectField } from '../ui/SelectField'
import { SliderField } from '../ui/SliderField'

/** More than these do not fit side by side. */
const mostSegments = 7

interface DurationFieldProps {
  readonly label: string
  /** Null while several shots with different durations are chosen. */
  readonly value: number | null
  /** What can be asked for, ascending. */
  readonly durations: readonly number[]
  readonly disabled: boolean
  readonly onChange: (seconds: number) => void
}

/** Seconds as a model offers them: side by side when they are few, on a slider when they are whole steps, else a list. */
export function DurationField({ label, value, durations, disabled, onChange }: DurationFieldProps) {
  const [first = 1] = durations
  const last = durations.at(-1) ?? first
  const steps = durations.every((seconds, index) => seconds === first + index)
  if (durations.length <= mostSegments) {
    return (
      <Segmented
        label={label}
        value={value === null ? null : String(value)}
        segments={durations.map((seconds) => ({ value: String(seconds), label: String(seconds) }))}
        disabled={disabled}
        onChange={(seconds) => onChange(Number(seconds))}
      />
    )
  }
  if (steps && value !== null) {
    return (
      <SliderField
        label={label}
        value={value}
        min={first}
        max={last}
        step={1}
        disabled={disabled}
        words={(seconds) => `${seconds} s`}
        onChange={onChange}
      />
    )
  }
  return (
    <SelectField
      label={label}
      value={value === null ? null : String(value)}
      choices={durations.map((seconds) => ({ value: String(seconds), label: `${seconds} s` }))}
      fallback={value === null ? `Different, ${durationWords({ durations })} s` : `${value} s`}
      disabled={disabled}
      onChange={(seconds) => onChange(Number(seconds))}
    />
  )
}
