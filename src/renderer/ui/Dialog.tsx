import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import { IconButton } from './Button'
import styles from './Dialog.module.css'

interface DialogProps {
  readonly title: string
  readonly description?: ReactNode
  readonly onClose: () => void
  /** False: a choice has to be made. */
  readonly closable?: boolean
  readonly wide?: boolean | 'table'
  /** True: a click beside it does not close it, as a second click on the button that opened it would. */
  readonly stays?: boolean
  /** Keeps its size whatever it shows: for panels of which one shows. */
  readonly steady?: boolean
  readonly actions?: ReactNode
  readonly children?: ReactNode
}

/** Where the keyboard begins: in a search, else on the main action, else on nothing yet, but never on the cross. */
function firstStop(popup: HTMLElement | null): HTMLElement | true {
  const wanted = 'input[type="search"], button[data-look="primary"]:enabled'
  return popup?.querySelector<HTMLElement>(wanted) ?? popup ?? true
}

/** A question or a list in front of the window; Escape and the cross close it, focus goes back to where it was. */
export function Dialog(props: DialogProps) {
  const { title, description, onClose, closable = true, wide, stays, steady, actions, children } = props
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Base.Root
      open
      disablePointerDismissal={!closable || stays === true}
      onOpenChange={(open) => !open && closable && onClose()}
    >
      <Base.Portal>
        <Base.Backdrop className={styles['backdrop']} />
        <Base.Popup
          ref={popup}
          className={styles['popup']}
          data-wide={wide}
          data-steady={steady}
          // What stays until it is answered is not answered by a key that was pressed for something else.
          initialFocus={() => (stays === true ? (popup.current ?? true) : firstStop(popup.current))}
        >
          <header className={styles['header']}>
            <Base.Title className={styles['title']}>{title}</Base.Title>
            {closable && <IconButton icon={X} label="Close" onClick={onClose} />}
          </header>
          {description !== undefined && (
            <Base.Description className={styles['description']}>{description}</Base.Description>
          )}
          {children !== undefined && <div className={styles['content']}>{children}</div>}
          {actions !== undefined && <footer className={styles['actions']}>{actions}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
