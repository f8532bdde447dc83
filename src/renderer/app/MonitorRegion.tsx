import { Tabs } from '@base-ui/react/tabs'
import { useEffect, useRef, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { Board } from '../board/Board'
import { Links } from '../links/Links'
import { Compare } from '../monitor/Compare'
import { Monitor } from '../monitor/Monitor'
import { importFromDialog } from '../state/import-transfer'
import { allViews, middleViews, showView, viewStore, type MiddleView } from '../state/view-store'
import { ShotTable } from '../table/ShotTable'
import styles from './MonitorRegion.module.css'

const names: Readonly<Record<MiddleView, string>> = {
  library: 'Library',
  monitor: 'Monitor',
  compare: 'Compare',
  table: 'Table',
  board: 'Board',
  links: 'Links',
  inspector: 'Inspector',
}
const besides = ['library', 'inspector'] as const

interface MonitorRegionProps {
  /** What stands at the sides of a wide window, and here in a narrow one. */
  readonly sides?: Readonly<Record<(typeof besides)[number], ReactNode>>
}

/** The middle of the window. The monitor goes on playing behind another view. */
export function MonitorRegion({ sides }: MonitorRegionProps) {
  const wanted = useStore(viewStore, (state) => state.view)
  const views = sides ? allViews : middleViews
  const view = views.find((id) => id === wanted) ?? 'monitor'
  const tab = useRef<HTMLButtonElement>(null)
  const shown = useRef(view)
  useEffect(() => {
    if (shown.current === view) return
    shown.current = view
    // What had the focus goes out of sight with its view; a view may take it to itself.
    const left = document.activeElement?.closest<HTMLElement>('[data-view]')
    const isOut = left ? left.dataset['view'] !== view : document.activeElement === document.body
    if (isOut) tab.current?.focus()
  }, [view])
  return (
    <Tabs.Root
      className={styles['region']}
      data-narrow={sides !== undefined}
      value={view}
      onValueChange={(next: unknown) => showView(views.find((id) => id === next) ?? 'monitor')}
    >
      <Tabs.List className={styles['tabs']} aria-label="In the middle">
        {views.map((id) => (
          <Tabs.Tab key={id} value={id} ref={id === view ? tab : undefined} className={styles['tab']}>
            {names[id]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="monitor" data-view="monitor" keepMounted className={styles['panel']} tabIndex={-1}>
        <Monitor onChoose={() => void importFromDialog('pictures')} />
      </Tabs.Panel>
      <Tabs.Panel value="compare" data-view="compare" className={styles['panel']} tabIndex={-1}>
        <Compare />
      </Tabs.Panel>
      <Tabs.Panel value="table" data-view="table" className={styles['panel']} tabIndex={-1}>
        <ShotTable />
      </Tabs.Panel>
      <Tabs.Panel value="board" data-view="board" className={styles['panel']} tabIndex={-1}>
        <Board />
      </Tabs.Panel>
      <Tabs.Panel value="links" data-view="links" className={styles['panel']} tabIndex={-1}>
        <Links />
      </Tabs.Panel>
      {sides &&
        besides.map((id) => (
          <Tabs.Panel key={id} value={id} data-view={id} className={styles['side']} tabIndex={-1}>
            {sides[id]}
          </Tabs.Panel>
        ))}
    </Tabs.Root>
  )
}
