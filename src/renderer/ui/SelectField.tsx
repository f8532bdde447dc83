import { Select } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import popup from './Popup.module.css'
import styles from './SelectField.module.css'

export interface Choice<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly detail?: string
  readonly disabled?: boolean
}

interface SelectFieldProps<Value extends string> {
  readonly label: string
  readonly value: Value | null
  readonly choices: readonly Choice<Value>[]
  /** Shown while the value is none of the choices. */
  readonly fallback?: string
  readonly disabled?: boolean
  readonly onChange: (value: Value) => void
}

/** One of several values, chosen from a list that drops from the field. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { label, value, choices, fallback = '', disabled = false, onChange } = props
  const chosen = choices.find((choice) => choice.value === value)
  return (
    <Select.Root
      value={value}
      disabled={disabled}
      modal={false}
      onValueChange={(next) => next !== null && onChange(next)}
    >
      <Select.Trigger className={styles['trigger']} aria-label={label}>
        <span className={styles['value']}>{chosen?.label ?? fallback}</span>
        <Select.Icon className={styles['arrow']}>
          <ChevronDown aria-hidden className={popup['icon']} />
        </Select.Icon>
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner className={popup['positioner']} alignItemWithTrigger={false} sideOffset={4}>
          <Select.Popup className={popup['popup']}>
            {choices.map((choice) => (
              <Select.Item
                key={choice.value}
                value={choice.value}
                label={choice.label}
                disabled={choice.disabled === true}
                className={popup['item']}
              >
                <span className={popup['lead']}>
                  <Select.ItemIndicator>
                    <Check aria-hidden className={popup['icon']} />
                  </Select.ItemIndicator>
                </span>
                <span className={popup['words']}>
                  <Select.ItemText className={popup['label']}>{choice.label}</Select.ItemText>
                  {choice.detail !== undefined && <span className={popup['detail']}>{choice.detail}</span>}
                </span>
              </Select.Item>
            ))}
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  )
}
