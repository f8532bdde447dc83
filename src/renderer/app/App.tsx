import { CSPProvider } from '@base-ui/react/csp-provider'
import { useEffect, type CSSProperties, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { connectMenu } from '../commands/describe-menu'
import { installShortcuts } from '../commands/install-shortcuts'
import { Inspector } from '../inspector/Inspector'
import { Library } from '../library/Library'
import { followAsk } from '../state/ask-store'
import { followFaces } from '../state/face-store'
import { followDocument } from '../state/film-store'
import { Timeline } from '../timeline/Timeline'
import { flushDrafts } from '../ui/draft'
import { ErrorBoundary } from '../ui/ErrorBoundary'
import { ResizeHandle } from '../ui/ResizeHandle'
import styles from './App.module.css'
import { Banners } from './Banners'
import { Dialogs } from './Dialogs'
import { followHints } from './hint-store'
import { layoutLimits, layoutStore, resizeRegion, standardTimeline, type Layout } from './layout-store'
import { LiveRegion } from './LiveRegion'
import { MonitorRegion } from './MonitorRegion'
import { connectEngine } from '../state/project-controller'
import { reportFault, watchFaults } from './report-fault'
import { StatusBar } from './StatusBar'
import { tellArrivals } from './tell-arrivals'
import { followTheme } from '../ui/follow-theme'
import { followTitle } from './window-title'
import { TitleBar } from './TitleBar'
import { useNarrowWindow, useWindowHeight } from './use-window-size'
import { acceptDrops } from './window-drop'

function keepDrafts(): () => void {
  const ended = new AbortController()
  window.addEventListener('pagehide', flushDrafts, ended)
  window.addEventListener('blur', flushDrafts, ended)
  return () => ended.abort()
}

/** Everything that lives as long as the window, started together and ended together. */
function startWindow(): () => void {
  const ends = [
    watchFaults(),
    followTheme(),
    followTitle(),
    followDocument(),
    followFaces(),
    followAsk(),
    tellArrivals(),
    followHints(),
    connectEngine(),
    connectMenu(),
    installShortcuts(),
    acceptDrops(),
    keepDrafts(),
  ]
  return () => ends.reverse().forEach((end) => end())
}

interface RegionProps {
  readonly name: string
  readonly place: string
  readonly children: ReactNode
}

function Region({ name, place, children }: RegionProps) {
  return (
    <div className={styles[place]}>
      <ErrorBoundary region={name} onError={reportFault}>
        {children}
      </ErrorBoundary>
    </div>
  )
}

interface EdgeProps {
  readonly region: keyof Layout
  readonly label: string
  readonly direction: 1 | -1
  readonly most?: number
}

function Edge({ region, label, direction, most = layoutLimits[region].most }: EdgeProps) {
  const height = useWindowHeight()
  const size = useStore(layoutStore, (layout) => layout[region] ?? standardTimeline(height))
  return (
    <ResizeHandle
      label={label}
      orientation={region === 'timeline' ? 'horizontal' : 'vertical'}
      size={Math.min(size, most)}
      least={layoutLimits[region].least}
      most={most}
      direction={direction}
      onResize={(next) => resizeRegion(region, next)}
    />
  )
}

/** Library, monitor and inspector side by side; where there is no room for that, one at a time. */
function Middle() {
  if (useNarrowWindow()) {
    return (
      <div className={styles['middle']}>
        <Region name="monitor" place="monitor">
          <MonitorRegion sides={{ library: <Library />, inspector: <Inspector /> }} />
        </Region>
      </div>
    )
  }
  return (
    <div className={styles['middle']}>
      <Region name="library" place="library">
        <Library />
      </Region>
      <Edge region="library" label="Width of the library" direction={1} />
      <Region name="monitor" place="monitor">
        <MonitorRegion />
      </Region>
      <Edge region="inspector" label="Width of the inspector" direction={-1} />
      <Region name="inspector" place="inspector">
        <Inspector />
      </Region>
    </div>
  )
}

/** The window: title bar, library, monitor, inspector, timeline, status bar. */
export function App() {
  useEffect(startWindow, [])
  const layout = useStore(layoutStore)
  const height = useWindowHeight()
  const tallest = Math.max(layoutLimits.timeline.least, Math.round(height * 0.5))
  const timeline = Math.min(layout.timeline ?? standardTimeline(height), tallest)
  const sizes = {
    '--library': `${layout.library}px`,
    '--inspector': `${layout.inspector}px`,
    '--timeline': `${timeline}px`,
  }
  return (
    <CSPProvider disableStyleElements>
      <div className={styles['window']} style={sizes as CSSProperties}>
        <TitleBar />
        <Banners />
        <main className={styles['work']}>
          <Middle />
          <Edge region="timeline" label="Height of the timeline" direction={-1} most={tallest} />
          <Region name="timeline" place="timeline">
            <Timeline />
          </Region>
        </main>
        <StatusBar />
      </div>
      <Dialogs />
      <LiveRegion />
    </CSPProvider>
  )
}
