import { Popover as Base } from '@base-ui/react/popover'
import { X } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { IconButton } from './Button'
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
  /** Stays while something else in the window is used: it is closed by its cross, its button or Escape. */
  readonly stays?: boolean
  /** Beside the title. */
  readonly tools?: ReactNode
  readonly children: ReactNode
}

/** What closes a panel that does not stay: a press or the focus somewhere else. */
const elsewhere: ReadonlySet<string> = new Set(['outside-press', 'focus-out'])

/** A small panel beside the button that opens it; the rest of the window stays usable. */
export function Popover({
  trigger,
  anchor,
  title,
  open,
  onOpenChange,
  side = 'bottom',
  align = 'start',
  stays = false,
  tools,
  children,
}: PopoverProps) {
  return (
    <Base.Root
      open={open}
      onOpenChange={(next, { event, reason }) => {
        if (!stays || !elsewhere.has(reason)) onOpenChange(next, event)
      }}
    >
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Positioner
          className={styles['positioner']}
          data-stays={stays}
          align={align}
          anchor={anchor}
          side={side}
          sideOffset={6}
          // What stays is worked with where it is, and takes the height that there is.
          {...(stays && { collisionAvoidance: { side: 'none', fallbackAxisSide: 'none' } as const })}
        >
          <Base.Popup className={styles['panel']} data-stays={stays} finalFocus={anchor && (() => anchor() ?? true)}>
            <div className={styles['panelHead']}>
              <Base.Title className={styles['panelTitle']}>{title}</Base.Title>
              {tools}
              {stays && <Base.Close render={<IconButton icon={X} label={`Close ${title.toLowerCase()}`} />} />}
            </div>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
