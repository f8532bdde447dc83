import { Menu as Base } from '@base-ui/react/menu'
import { Check, type LucideIcon } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import styles from './Popup.module.css'

interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement
  readonly align?: 'start' | 'center' | 'end'
  readonly side?: 'top' | 'bottom'
  readonly children: ReactNode
}

/** A list of actions that drops from a button. */
export function Menu({ trigger, align = 'start', side = 'bottom', children }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={styles['positioner']} align={align} side={side} sideOffset={4}>
          <Base.Popup className={styles['popup']}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

interface MenuItemProps {
  readonly icon?: LucideIcon
  readonly label: string
  readonly detail?: string | undefined
  readonly keys?: string | undefined
  readonly disabled?: boolean
  readonly checked?: boolean
  readonly onSelect: () => void
}

/** One action of a menu. */
export function MenuItem({ icon: Icon, label, detail, keys, disabled = false, checked, onSelect }: MenuItemProps) {
  const LeadIcon = checked ? Check : Icon
  return (
    <Base.Item className={styles['item']} disabled={disabled} onClick={onSelect}>
      <span className={styles['lead']}>{LeadIcon && <LeadIcon aria-hidden className={styles['icon']} />}</span>
      <span className={styles['words']}>
        <span className={styles['label']}>{label}</span>
        {detail !== undefined && <span className={styles['detail']}>{detail}</span>}
      </span>
      {keys !== undefined && <kbd className={styles['keys']}>{keys}</kbd>}
    </Base.Item>
  )
}

/** Items under a heading. */
export function MenuGroup({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className={styles['groupLabel']}>{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  )
}

export function MenuSeparator() {
  return <Base.Separator className={styles['separator']} />
}
