import { Slider } from '@base-ui/react/slider'
import styles from './SliderField.module.css'

interface SliderFieldProps {
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step: number
  readonly disabled?: boolean
  readonly words: (value: number) => string
  readonly onChange: (value: number) => void
}

/** A number set by dragging, with its value in words beside it. */
export function SliderField({ label, value, min, max, step, disabled = false, words, onChange }: SliderFieldProps) {
  return (
    <Slider.Root
      className={styles['root']}
      value={value}
      min={min}
      max={max}
      step={step}
      disabled={disabled}
      onValueChange={(next) => onChange(typeof next === 'number' ? next : (next[0] ?? value))}
    >
      <Slider.Control className={styles['control']}>
        <Slider.Track className={styles['track']}>
          <Slider.Indicator className={styles['indicator']} />
          <Slider.Thumb className={styles['thumb']} aria-label={label} getAriaValueText={(_text, at) => words(at)} />
        </Slider.Track>
      </Slider.Control>
      <span className={styles['value']}>{words(value)}</span>
    </Slider.Root>
  )
}
