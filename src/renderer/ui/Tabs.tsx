import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import styles from './Tabs.module.css'

interface TabsProps {
  readonly label: string
  readonly tabs: readonly { readonly id: string; readonly label: string; readonly content: ReactNode }[]
  /** The tab that shows at first; the first one when left out. */
  readonly initial?: string | undefined
  /** The words stand in a column to the left. */
  readonly side?: boolean
}

/** Panels of which one shows, chosen by the row of words above or to the left. */
export function Tabs({ label, tabs, initial, side = false }: TabsProps) {
  return (
    <Base.Root
      className={styles['root']}
      defaultValue={initial ?? tabs[0]?.id ?? ''}
      orientation={side ? 'vertical' : 'horizontal'}
    >
      <Base.List className={styles['list']} aria-label={label}>
        {tabs.map((tab) => (
          <Base.Tab key={tab.id} value={tab.id} className={styles['tab']}>
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.id} value={tab.id} className={styles['panel']} tabIndex={-1}>
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
