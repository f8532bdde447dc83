import { ChevronLeft, ChevronRight, Pause, Play, Repeat, TableProperties } from 'lucide-react'
import { useEffect, useRef, useState, type RefObject } from 'react'
import { useStore } from 'zustand'
import { pickedTake } from '../../shared/continuity/pick'
import { comparisonLength } from '../../shared/film/compare-takes'
import { frames } from '../../shared/time/time'
import { formatTimecode } from '../../shared/time/timecode'
import { runCommand } from '../commands/registry'
import {
  canToggle,
  compareInContext,
  comparePlayback,
  compareStore,
  followComparison,
  toggleCompared,
} from '../state/compare-store'
import { documentStore } from '../state/document-store'
import { factsStore } from '../state/facts-store'
import { takeInHand, takeStore, takesOf } from '../state/take-actions'
import { moveInsteadOfFilm } from '../state/transport'
import { IconButton } from '../ui/Button'
import { Segmented } from '../ui/Segmented'
import { SliderField } from '../ui/SliderField'
import styles from './Compare.module.css'
import { ComparePane, paneLetters } from './ComparePane'
import { CompareTable } from './CompareTable'
import { startComparePlayer } from './compare-player'

/** While the comparison shows, the transport's keys move it and the film stands. */
function useComparison(): void {
  useEffect(() => {
    const ends = [
      followComparison(),
      moveInsteadOfFilm(comparePlayback, () => comparisonLength(compareStore.getState().panes)),
    ]
    return () => ends.forEach((end) => end())
  }, [])
}

/** One player for as many stages as there are. */
function usePlayer(list: RefObject<HTMLElement | null>, ids: string): void {
  useEffect(() => {
    const roots = [...(list.current?.querySelectorAll<HTMLElement>('[data-pane]') ?? [])]
    const stages = roots.flatMap((root) => {
      const stage = root.querySelector<HTMLElement>('[data-stage]')
      return stage ? [{ root, stage }] : []
    })
    return stages.length === 0 ? undefined : startComparePlayer(stages)
  }, [list, ids])
}

/** A to D choose a take while the focus is in the comparison, where it comes when that opens. */
function useLetters(section: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = section.current
    if (!element) return undefined
    // Whoever walks the tabs by arrow keys goes on doing so.
    if (!document.activeElement?.closest('[role="tablist"]')) element.focus({ preventScroll: true })
    const listening = new AbortController()
    element.addEventListener('keydown', chooseByLetter, { signal: listening.signal })
    return () => listening.abort()
  }, [section])
}

function chooseByLetter(event: KeyboardEvent): void {
  const at = paneLetters.findIndex((letter) => letter === event.key.toUpperCase())
  const take = event.ctrlKey || event.metaKey || event.altKey ? undefined : compareStore.getState().takes[at]?.take
  if (!take) return
  // B is the blade elsewhere.
  event.preventDefault()
  takeInHand(take.id)
}

function Chooser() {
  const { shotId, takes } = useStore(compareStore)
  useStore(factsStore, (state) => state.takes)
  if (!shotId) return null
  return (
    <div className={styles['chooser']} role="group" aria-label="Takes that are compared">
      {takesOf(shotId).map(({ take, number }) => {
        const shown = takes.some((one) => one.take.id === take.id)
        return (
          <button
            key={take.id}
            type="button"
            className={styles['chip']}
            aria-pressed={shown}
            aria-label={`Compare take ${number}`}
            disabled={!canToggle(take.id)}
            title={canToggle(take.id) ? undefined : 'Two to four takes are compared'}
            onClick={() => toggleCompared(take.id)}
          >
            {number}
          </button>
        )
      })}
    </div>
  )
}

function Transport() {
  const panes = useStore(compareStore, (state) => state.panes)
  const { frame, speed, loop } = useStore(comparePlayback)
  const length = comparisonLength(panes)
  const rate = panes[0]?.plan.rate
  if (!rate) return null
  const [icon, label] = speed === 0 ? [Play, 'Play'] : [Pause, 'Pause']
  const run = (id: string) => () => void runCommand(id)
  return (
    <div className={styles['transport']} role="group" aria-label="Transport of the comparison">
      <IconButton icon={ChevronLeft} label="Back one frame" keys="←" onClick={run('play.previousFrame')} />
      <IconButton icon={icon} label={label} keys="Space" onClick={run('play.toggle')} />
      <IconButton icon={ChevronRight} label="Forward one frame" keys="→" onClick={run('play.nextFrame')} />
      <IconButton icon={Repeat} label="Loop" aria-pressed={loop} onClick={run('play.loop')} />
      <div className={styles['scrub']}>
        <SliderField
          label="Time in the comparison"
          value={frame}
          min={0}
          max={Math.max(1, length - 1)}
          step={1}
          words={(at) => formatTimecode(frames(at), rate)}
          onChange={(at) => comparePlayback.setState({ frame: Math.min(at, length - 1), speed: 0 })}
        />
      </div>
    </div>
  )
}

const contexts = [
  { value: 'context', label: 'In the film' },
  { value: 'alone', label: 'Alone' },
] as const

interface HeaderProps {
  readonly enough: boolean
  readonly table: boolean
  readonly onTable: () => void
}

function Header({ enough, table, onTable }: HeaderProps) {
  const inContext = useStore(compareStore, (state) => state.inContext)
  return (
    <header className={styles['header']}>
      {enough && <Chooser />}
      {enough && (
        <Segmented
          fit
          label="What plays around the takes"
          value={inContext ? 'context' : 'alone'}
          segments={contexts}
          onChange={(value) => compareInContext(value === 'context')}
        />
      )}
      {enough && (
        <IconButton icon={TableProperties} label="What they were made with" aria-pressed={table} onClick={onTable} />
      )}
    </header>
  )
}

/** Two to four takes of a shot, playing together where they would stand in the film. */
export function Compare() {
  const section = useRef<HTMLElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const [table, setTable] = useState(false)
  const { takes, panes, shotId } = useStore(compareStore)
  const { document: film, readOnly } = useStore(documentStore)
  const index = useStore(factsStore, (state) => state.takes)
  const inHand = useStore(takeStore, (state) => state.inHand)
  useComparison()
  usePlayer(list, takes.map(({ take }) => take.id).join())
  const shot = shotId ? film?.shots.get(shotId) : undefined
  const picked = film && shot ? pickedTake(film, index, shot) : null
  const inFilm = takes.findIndex(({ take }) => take === picked)
  const found = takes.findIndex(({ take }) => take.id === inHand)
  const chosen = found >= 0 ? found : Math.max(0, inFilm)
  const length = comparisonLength(panes)
  useLetters(section)
  return (
    <section ref={section} className={styles['compare']} aria-label="Compare takes" tabIndex={-1}>
      <Header enough={takes.length > 0} table={table} onTable={() => setTable(!table)} />
      {takes.length === 0 && (
        <p className={styles['empty']}>
          {shot
            ? `“${shot.name}” has fewer than two takes. Generate another one, and compare them here.`
            : 'Select a shot with takes to compare them.'}
        </p>
      )}
      <ul
        ref={list}
        className={styles['grid']}
        data-count={takes.length}
        aria-label="Takes side by side"
        hidden={takes.length === 0}
      >
        {takes.map((one, at) => {
          const pane = panes[at]
          return (
            pane && (
              <ComparePane
                key={one.take.id}
                {...one}
                pane={pane}
                letter={paneLetters[at] ?? ''}
                chosen={at === chosen}
                inFilm={at === inFilm}
                held={length - pane.length}
              />
            )
          )
        })}
      </ul>
      {table && film && takes.length > 0 && (
        <CompareTable film={film} takes={takes} chosen={chosen} disabled={readOnly} />
      )}
      <Transport />
    </section>
  )
}
