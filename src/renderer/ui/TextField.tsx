import type { AriaAttributes, CSSProperties, KeyboardEvent, Ref, UIEventHandler } from 'react'
import { useDraft } from './draft'
import styles from './Field.module.css'

interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly onCommit: (text: string) => void
  /** Begins anew whenever the field gets the focus, so that one visit is one undo step. */
  readonly onVisit?: () => void
  readonly look?: 'field' | 'title' | 'heading'
  readonly maxLength: number
  readonly placeholder?: string
  readonly disabled?: boolean
  readonly hint?: string
}

/** One line of text. Its words travel to the film while it is typed; Enter and Escape leave it. */
export function TextField({ label, value, onCommit, onVisit, look = 'field', hint, ...rest }: TextFieldProps) {
  const { text, onText, flush } = useDraft(value, onCommit)
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.ctrlKey || event.metaKey) flush()
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.stopPropagation()
    event.currentTarget.blur()
  }
  const sized = look === 'title'
  return (
    <span className={styles['line']} data-look={look} data-text={sized ? text : undefined}>
      <input
        {...rest}
        className={styles['input']}
        data-look={look}
        aria-label={label}
        title={hint}
        size={sized ? 1 : undefined}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onFocus={onVisit}
        onChange={(event) => onText(event.currentTarget.value)}
        onBlur={flush}
        onKeyDown={onKeyDown}
      />
    </span>
  )
}

interface TextAreaProps {
  readonly label: string
  readonly value: string
  readonly onCommit: (text: string) => void
  readonly onVisit?: () => void
  /** Told every letter, for counting. */
  readonly onText?: (text: string) => void
  /** How many lines it has while less is written. */
  readonly rows: number
  readonly maxLength: number
  readonly placeholder?: string
  readonly disabled?: boolean
  readonly invalid?: boolean
  readonly describedBy?: string
  readonly ref?: Ref<HTMLTextAreaElement>
  /** Sees every key first; one that it answers with true is not the field's any more. */
  readonly onKey?: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean
  readonly onSelect?: () => void
  readonly onLeave?: () => void
  readonly onScroll?: UIEventHandler<HTMLTextAreaElement>
  /** What a list beside it is to it. */
  readonly aria?: AriaAttributes
}

/** Several lines of text that grow with what is written; Escape leaves it. */
export function TextArea(props: TextAreaProps) {
  const { label, value, onCommit, onVisit, onText, onKey, onLeave, invalid, describedBy, aria, ...rest } = props
  const draft = useDraft(value, onCommit)
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // A command that is called by its key acts on what was written.
    if (event.ctrlKey || event.metaKey) draft.flush()
    if (onKey?.(event) === true) {
      event.preventDefault()
      event.stopPropagation()
      return
    }
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.stopPropagation()
    event.currentTarget.blur()
  }
  return (
    <textarea
      {...rest}
      {...aria}
      className={styles['area']}
      style={{ '--rows': rest.rows } as CSSProperties}
      aria-label={label}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      value={draft.text}
      onFocus={onVisit}
      onChange={(event) => {
        draft.onText(event.currentTarget.value)
        onText?.(event.currentTarget.value)
      }}
      onBlur={() => {
        draft.flush()
        onLeave?.()
      }}
      onKeyDown={onKeyDown}
    />
  )
}
