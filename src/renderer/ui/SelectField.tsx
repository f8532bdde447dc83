import { Select } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import popup from './Popup.module.css'
import styles from './SelectField.module.css'

export interface Choice<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly detail?: string
  /** Stands at the right, in the list and in the field: a price, a number. */
  readonly aside?: string
  /** Choices in a row with the same group stand under its heading. */
  readonly group?: string
  readonly disabled?: boolean
}

interface SelectFieldProps<Value extends string> {
  readonly id?: string
  readonly label: string
  readonly value: Value | null
  readonly choices: readonly Choice<Value>[]
  /** Shown while the value is none of the choices. */
  readonly fallback?: string
  readonly disabled?: boolean
  /** Drops its list at once: for a field that stands only while something is chosen. */
  readonly initiallyOpen?: boolean
  /** Called when the list has gone, whether something was chosen or not. */
  readonly onClosed?: () => void
  readonly onChange: (value: Value) => void
}

function Item<Value extends string>({ choice }: { readonly choice: Choice<Value> }) {
  return (
    <Select.Item
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
      {choice.aside !== undefined && <span className={styles['aside']}>{choice.aside}</span>}
    </Select.Item>
  )
}

function grouped<Value extends string>(choices: readonly Choice<Value>[]) {
  const groups: { readonly label: string | undefined; readonly choices: Choice<Value>[] }[] = []
  for (const choice of choices) {
    const last = groups.at(-1)
    if (last && last.label === choice.group) last.choices.push(choice)
    else groups.push({ label: choice.group, choices: [choice] })
  }
  return groups
}

/** One of several values, chosen from a list that drops from the field. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const {
    id,
    label,
    value,
    choices,
    fallback = '',
    disabled = false,
    initiallyOpen = false,
    onClosed,
    onChange,
  } = props
  const chosen = choices.find((choice) => choice.value === value)
  return (
    <Select.Root
      value={value}
      disabled={disabled}
      modal={false}
      defaultOpen={initiallyOpen}
      onOpenChangeComplete={(open) => !open && onClosed?.()}
      onValueChange={(next) => next !== null && onChange(next)}
    >
      <Select.Trigger id={id} className={styles['trigger']} aria-label={label}>
        <span className={styles['value']}>{chosen?.label ?? fallback}</span>
        {chosen?.aside !== undefined && <span className={styles['aside']}>{chosen.aside}</span>}
        <Select.Icon className={styles['arrow']}>
          <ChevronDown aria-hidden className={popup['icon']} />
        </Select.Icon>
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner className={popup['positioner']} alignItemWithTrigger={false} sideOffset={4}>
          <Select.Popup className={popup['popup']}>
            {grouped(choices).map((group, index) => (
              <Select.Group key={group.label ?? index}>
                {group.label !== undefined && (
                  <Select.GroupLabel className={popup['groupLabel']}>{group.label}</Select.GroupLabel>
                )}
                {group.choices.map((choice) => (
                  <Item key={choice.value} choice={choice} />
                ))}
              </Select.Group>
            ))}
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  )
}
