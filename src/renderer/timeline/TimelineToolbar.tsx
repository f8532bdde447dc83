import { Slider } from '@base-ui/react/slider'
import {
  Magnet,
  Maximize2,
  MousePointer2,
  Plus,
  Slice,
  SquareSplitHorizontal,
  Trash2,
  ZoomOut,
  type LucideIcon,
} from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { scaleFromSlider, sliderFromScale, zoomLimits, type ZoomLimits } from '../../shared/timeline/zoom'
import { durationText, filmCountWords } from '../commands/clip-title'
import { findCommand, runCommand } from '../commands/registry'
import { printShortcut } from '../commands/shortcuts'
import { filmStore } from '../state/film-store'
import { selectionStore } from '../state/selection-store'
import { sessionStore } from '../state/session-store'
import { viewportStore, zoomTo } from '../state/viewport-store'
import { MarkerList } from './MarkerList'
import styles from './Timeline.module.css'

interface ToolProps {
  readonly command: string
  readonly icon: LucideIcon
  readonly words?: string
  readonly pressed?: boolean
  readonly disabled?: boolean
}

/** A button of a command: its name, key and action come from the registry. */
function Tool({ command, icon: Icon, words, pressed, disabled }: ToolProps) {
  const mac = useStore(sessionStore, (state) => state.info?.platform === 'darwin')
  const { label, keys } = findCommand(command)
  const key = keys[0] === undefined ? null : printShortcut(keys[0], mac)
  const name = words ?? label()
  return (
    <button
      type="button"
      className={styles['tool']}
      aria-label={words ? undefined : name}
      aria-pressed={pressed}
      aria-keyshortcuts={key ?? undefined}
      disabled={disabled}
      title={key === null ? name : `${name} (${key})`}
      onClick={() => void runCommand(command)}
    >
      <Icon aria-hidden className={styles['icon']} />
      {words ? (
        <>
          {words}
          {key === null ? null : (
            <span className={styles['key']} aria-hidden>
              {key}
            </span>
          )}
        </>
      ) : null}
    </button>
  )
}

function FilmFacts() {
  const count = useStore(filmStore, (state) => filmCountWords(state.plan?.clips ?? []))
  const length = useStore(filmStore, (state) => state.plan?.length ?? 0)
  const rate = useStore(filmStore, (state) => state.plan?.rate)
  if (!rate || length === 0) return null
  return (
    <span className={styles['film']}>
      {count} · {durationText(length, rate)}
    </span>
  )
}

function subscribeToView(notify: () => void): () => void {
  const ends = [filmStore.subscribe(notify), viewportStore.subscribe(notify)]
  return () => ends.forEach((end) => end())
}

function limitsNow(): ZoomLimits {
  return zoomLimits(filmStore.getState().plan?.length ?? 0, viewportStore.getState().width)
}

/** Position of the slider in whole steps, so that it renders only when it moves. */
function sliderNow(): number {
  return Math.round(sliderFromScale(viewportStore.getState().pixelsPerFrame, limitsNow()) * 100)
}

function Zoom({ disabled }: { readonly disabled: boolean }) {
  const position = useSyncExternalStore(subscribeToView, sliderNow)
  const change = (value: number | readonly number[]): void => {
    if (typeof value === 'number') zoomTo(scaleFromSlider(value / 100, limitsNow()))
  }
  return (
    <Slider.Root value={position} onValueChange={change} disabled={disabled} className={styles['zoom']}>
      <Slider.Control className={styles['zoomControl']}>
        <Slider.Track className={styles['rail']}>
          <Slider.Thumb className={styles['thumb']} aria-label="Zoom of the timeline" />
        </Slider.Track>
      </Slider.Control>
    </Slider.Root>
  )
}

/** Tools of the timeline on the left; how long the film is and how it is looked at on the right. */
export function TimelineToolbar() {
  const tool = useStore(viewportStore, (state) => state.tool)
  const snapping = useStore(viewportStore, (state) => state.snapping)
  const nothing = useStore(selectionStore, (state) => state.clipIds.size === 0 && state.soundId === null)
  const empty = useStore(filmStore, (state) => (state.plan?.length ?? 0) === 0)
  return (
    <div className={styles['toolbar']} role="group" aria-label="Timeline tools">
      <Tool command="view.select" icon={MousePointer2} words="Select" pressed={tool === 'select'} />
      <Tool command="view.blade" icon={Slice} words="Blade" pressed={tool === 'blade'} />
      <Tool command="view.snapping" icon={Magnet} words="Snapping" pressed={snapping} />
      <span className={styles['divider']} />
      <Tool command="shot.new" icon={Plus} />
      <Tool command="shot.split" icon={SquareSplitHorizontal} disabled={empty} />
      <Tool command="edit.delete" icon={Trash2} disabled={nothing} />
      <MarkerList />
      <span className={styles['space']} />
      <FilmFacts />
      <Tool command="view.zoomOut" icon={ZoomOut} disabled={empty} />
      <Zoom disabled={empty} />
      <Tool command="view.fit" icon={Maximize2} disabled={empty} />
    </div>
  )
}
