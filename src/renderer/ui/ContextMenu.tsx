import { ContextMenu as Base } from '@base-ui/react/context-menu'
import type { ReactElement, ReactNode } from 'react'
import styles from './Popup.module.css'

interface ContextMenuProps {
  /** The element whose secondary button, or menu key, opens it. */
  readonly trigger: ReactElement
  readonly children: ReactNode
}

/** The actions for what is under the pointer. */
export function ContextMenu({ trigger, children }: ContextMenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={styles['positioner']}>
          <Base.Popup className={styles['popup']}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
