import { Field } from '@base-ui/react/field'
import { CircleAlert } from 'lucide-react'
import { useRef, useState, type KeyboardEvent } from 'react'
import styles from './EntryField.module.css'

interface EntryFieldProps {
  readonly label: string
  /** What holds now. */
  readonly value: string
  /** Takes what was entered and answers why it is refused, in plain words; null when it holds. */
  readonly onEnter: (text: string) => string | null | Promise<string | null>
  /** What the number counts; stands behind it. */
  readonly unit?: string
  readonly align?: 'start' | 'end'
  readonly mono?: boolean
  readonly maxLength?: number
  readonly placeholder?: string
  readonly disabled?: boolean
  readonly describedBy?: string | undefined
}

/**
 * A value that may be refused: it counts once it is entered, with Enter or by leaving the field, and Escape takes it
 * back. What was refused stays in the field under the reason.
 */
export function EntryField(props: EntryFieldProps) {
  const { label, value, onEnter, unit, align = 'start', mono = false, describedBy, ...rest } = props
  const [draft, setDraft] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const entering = useRef(false)

  const takeBack = (): void => {
    setDraft(null)
    setProblem(null)
  }
  const enter = async (): Promise<void> => {
    if (draft === null || entering.current) return
    if (draft === value) return takeBack()
    entering.current = true
    try {
      const refused = await onEnter(draft)
      setProblem(refused)
      if (refused === null) setDraft(null)
    } finally {
      entering.current = false
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      void enter()
    }
    if (event.key !== 'Escape' || draft === null) return
    // The dialog around it stays open: Escape was for the text.
    event.stopPropagation()
    takeBack()
  }

  return (
    <Field.Root className={styles['field']} invalid={problem !== null}>
      <span className={styles['line']} data-disabled={rest.disabled}>
        <Field.Control
          {...rest}
          className={styles['input']}
          data-align={align}
          data-mono={mono}
          aria-label={label}
          {...(describedBy === undefined || problem !== null ? {} : { 'aria-describedby': describedBy })}
          autoComplete="off"
          spellCheck={false}
          value={draft ?? value}
          onValueChange={(text) => {
            setDraft(text)
            setProblem(null)
          }}
          onBlur={() => void enter()}
          onKeyDown={onKeyDown}
        />
        {unit !== undefined && <span className={styles['unit']}>{unit}</span>}
      </span>
      <Field.Error match={problem !== null} role="alert" className={styles['problem']}>
        <CircleAlert aria-hidden className={styles['icon']} />
        <span>{problem}</span>
      </Field.Error>
    </Field.Root>
  )
}
