import type { LucideIcon } from 'lucide-react'
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import styles from './Button.module.css'

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger'
  readonly icon?: LucideIcon
  readonly wide?: boolean
  readonly ref?: Ref<HTMLButtonElement>
  readonly children: ReactNode
}

/** A button with words on it. */
export function Button({ look = 'plain', icon: Icon, wide = false, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={styles['button']} data-look={look} data-wide={wide}>
      {Icon && <Icon aria-hidden className={styles['icon']} />}
      {children}
    </button>
  )
}

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'children'> {
  readonly icon: LucideIcon
  /** Says what it does, to the ear and on hover. */
  readonly label: string
  /** The key that does the same, as it is printed. */
  readonly keys?: string | undefined
  readonly filled?: boolean
  readonly overPicture?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button that is a picture; its words are its name and its tooltip. */
export function IconButton({ icon: Icon, label, keys, filled, overPicture, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={keys ? `${label} (${keys})` : label}
      {...rest}
      className={styles['iconButton']}
      data-over-picture={overPicture ? true : undefined}
      data-filled={filled ? true : undefined}
    >
      <Icon aria-hidden className={styles['icon']} />
    </button>
  )
}
