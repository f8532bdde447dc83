import { Popover as Base } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'
import styles from './Popup.module.css'

interface PopoverProps {
  /** The button that opens it. Without one it is opened from elsewhere and stands beside `anchor`. */
  readonly trigger?: ReactElement
  readonly anchor?: () => HTMLElement | null
  readonly title: string
  readonly open: boolean
  readonly onOpenChange: (open: boolean, event: Event) => void
  readonly side?: 'top' | 'bottom' | 'left'
  readonly align?: 'start' | 'end'
  readonly children: ReactNode
}

/** A small panel beside the button that opens it; the rest of the window stays usable. */
export function Popover({
  trigger,
  anchor,
  title,
  open,
  onOpenChange,
  side = 'bottom',
  align = 'start',
  children,
}: PopoverProps) {
  return (
    <Base.Root open={open} onOpenChange={(next, { event }) => onOpenChange(next, event)}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Positioner className={styles['positioner']} align={align} anchor={anchor} side={side} sideOffset={6}>
          <Base.Popup className={styles['panel']} finalFocus={anchor && (() => anchor() ?? true)}>
            <Base.Title className={styles['panelTitle']}>{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
