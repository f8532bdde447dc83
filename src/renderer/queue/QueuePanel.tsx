import {
  startTransition,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
} from 'react'
import { useStore } from 'zustand'
import type { AttemptId } from '../../shared/ids'
import type { Job } from '../../shared/jobs/job'
import { factsStore } from '../state/facts-store'
import { Button } from '../ui/Button'
import styles from './QueuePanel.module.css'
import { QueueRow } from './QueueRow'
import { sectionsOf, shownJobs, type QueueSection, type SectionExtent, type SectionId } from './queue-rows'
import { stepByKey } from './step-job'
import { laneOf } from '../../shared/jobs/typical-times'
import { timesOfJobs } from '../../shared/jobs/typical-times'
import type { Durations } from './time-left'
import { useRowDrag } from './use-row-drag'
import { useSteadyFocus } from './use-steady-focus'

function Heading({ section }: { readonly section: QueueSection }) {
  return (
    <li className={styles['heading']} data-section={section.id}>
      <h3>{section.title}</h3>
      <span>{section.jobs.length}</span>
    </li>
  )
}

/** Where all rows are listened to: none of them is drawn again for it. */
function useRowKeys(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = list.current
    element?.addEventListener('keydown', stepByKey)
    return () => element?.removeEventListener('keydown', stepByKey)
  }, [list])
}

interface RowsProps {
  readonly sections: readonly QueueSection[]
  readonly extentOf: (id: SectionId) => SectionExtent
  readonly onWhole: (id: SectionId) => void
  readonly durations: Durations
  readonly mark: AttemptId | null | undefined
}

/** All in one list, so that a row that changes its section stays the same element and keeps the focus. */
function rowsOf({ sections, extentOf, onWhole, durations, mark }: RowsProps): ReactNode[] {
  return sections.flatMap((section) => {
    const { shown, hidden } = shownJobs(section, extentOf(section.id))
    const rows: ReactNode[] = shown.map((job, index) => (
      <QueueRow
        key={job.attemptId}
        job={job}
        usual={durations.get(laneOf(job))}
        dropMark={mark === job.attemptId}
        opened={section.id === 'decide' && index === 0}
      />
    ))
    rows.unshift(<Heading key={section.id} section={section} />)
    if (section.id === 'waiting' && mark === null) rows.push(<li key="end" aria-hidden className={styles['end']} />)
    if (hidden > 0) {
      rows.push(
        <li key={`${section.id} more`} className={styles['more']}>
          <Button look="quiet" onClick={() => onWhole(section.id)}>
            Show {hidden} more
          </Button>
        </li>,
      )
    }
    return rows
  })
}

function Rows({ jobs }: { readonly jobs: readonly Job[] }) {
  const sections = useMemo(() => sectionsOf(jobs), [jobs])
  const durations = useMemo(() => timesOfJobs(jobs), [jobs])
  const [whole, setWhole] = useState<ReadonlySet<SectionId>>(new Set())
  const opened = useDeferredValue(true, false)
  const extentOf = (id: SectionId): SectionExtent => {
    if (!opened) return 'atOnce'
    return whole.has(id) ? 'all' : 'first'
  }
  const list = useRef<HTMLUListElement>(null)
  const mark = useRowDrag(list)
  useRowKeys(list)
  useSteadyFocus(list)
  const onWhole = (id: SectionId): void => startTransition(() => setWhole(new Set([...whole, id])))
  return (
    <ul ref={list} className={styles['rows']} aria-label="Generations">
      {rowsOf({ sections, extentOf, onWhole, durations, mark })}
    </ul>
  )
}

/** What is being generated, what waits, what needs the user, and how the last ones ended. */
export function QueuePanel() {
  const jobs = useStore(factsStore, (state) => state.jobs)
  if (jobs.length > 0) return <Rows jobs={jobs} />
  return (
    <p className={styles['empty']}>
      Shots you generate line up here. You see what each one waits for, what it costs, and what can still be cancelled
      for nothing.
    </p>
  )
}
