import { useCallback, useEffect, useMemo, useRef, type RefObject } from 'react'
import { useStore } from 'zustand'
import { selectionStore } from '../state/selection-store'
import { useVisibleRows } from '../ui/use-visible-rows'
import type { LeaveStep } from './CellEditor'
import type { RowFilm } from './cell-words'
import { columns } from './columns'
import { goTo, onGridKey, openCell, listenToPaste, placeOf, press } from './grid-actions'
import { tabbed } from './grid-keys'
import { selectRow } from './row-selection'
import type { ShotRow } from './shot-rows'
import styles from './Table.module.css'
import { activate, endEditing, tableStore } from './table-store'
import { cellId, TableRow } from './TableRow'

interface GridProps {
  readonly rows: readonly ShotRow[]
  readonly film: RowFilm
}

/** The keyboard's row follows what is selected elsewhere in the window. */
function useFollowSelection(rows: readonly ShotRow[]): void {
  useEffect(() => {
    const follow = (): void => {
      const { primary } = selectionStore.getState()
      const row = primary === null ? undefined : rows.find(({ clipIds }) => clipIds.includes(primary))
      const { active } = tableStore.getState()
      if (row && row.shotId !== active?.shotId) activate(row.shotId, active?.column ?? 'name')
    }
    follow()
    return selectionStore.subscribe((state, before) => {
      if (state.primary !== before.primary) follow()
    })
  }, [rows])
}

/** Scrolls as little as needed to have the keyboard's cell in view. */
function useReveal(scroller: RefObject<HTMLElement | null>, index: number, rowHeight: number): void {
  const column = useStore(tableStore, ({ active }) => active?.column)
  useEffect(() => {
    const element = scroller.current
    if (!element || index < 0 || rowHeight === 0) return
    const head = element.querySelector<HTMLElement>('[data-head]')?.offsetHeight ?? 0
    const top = index * rowHeight
    const room = element.clientHeight - head
    // A row that is far from view is not in the page yet.
    if (top < element.scrollTop) element.scrollTo({ top })
    else if (top + rowHeight > element.scrollTop + room) element.scrollTo({ top: top + rowHeight - room })
    element.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [scroller, index, rowHeight, column])
}

/** Ends the writing in a cell and goes on from there. */
function leaveCell(grid: HTMLElement | null, rows: readonly ShotRow[], step: LeaveStep): void {
  const place = placeOf(rows)
  endEditing()
  grid?.focus({ preventScroll: true })
  if (step === 0) return
  const down = { row: Math.min(place.row + 1, rows.length - 1), column: place.column }
  const to = step === 'down' ? down : tabbed(place, step, { rows: rows.length })
  const row = to && rows[to.row]
  if (!to || !row) return
  if (to.row !== place.row) selectRow(row)
  goTo(rows, to)
}

function Head() {
  return (
    <div role="row" aria-rowindex={1} data-head className={styles['head']}>
      {columns.map(({ id, label }) => (
        <div key={id} role="columnheader" data-column={id} className={styles['headCell']}>
          {label}
        </div>
      ))}
    </div>
  )
}

/** The rows. The keyboard stays on the grid itself, which says which cell it is on: rows come and go as it scrolls. */
export function TableGrid({ rows, film }: GridProps) {
  const grid = useRef<HTMLDivElement>(null)
  const active = useStore(tableStore, (state) => state.active)
  const editing = useStore(tableStore, (state) => state.editing !== null)
  const { from, to, rowHeight } = useVisibleRows(grid, rows.length)
  const numbers = useMemo(() => new Map(rows.map(({ shotId, number }) => [shotId, number])), [rows])
  const index = useMemo(() => rows.findIndex(({ shotId }) => shotId === active?.shotId), [rows, active])
  const onLeave = useCallback((step: LeaveStep): void => leaveCell(grid.current, rows, step), [rows])
  useEffect(() => listenToPaste(() => grid.current), [])
  useFollowSelection(rows)
  useReveal(grid, index, rowHeight)
  const shown = index >= from && index < to
  const page = (): number => Math.max(1, Math.floor((grid.current?.clientHeight ?? 0) / (rowHeight || 1)) - 1)
  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={0}
      aria-label="Shots as a table"
      aria-rowcount={rows.length + 1}
      aria-multiselectable
      aria-activedescendant={active && shown ? cellId(active.shotId, active.column) : undefined}
      className={styles['grid']}
      onKeyDown={(event) => onGridKey(event, rows, page())}
      onMouseDown={(event) => press(event, rows)}
      onFocus={() => index < 0 && goTo(rows, placeOf(rows))}
      onDoubleClick={openCell}
    >
      <Head />
      <div role="presentation" style={{ height: from * rowHeight }} />
      {rows.slice(from, to).map((row, offset) => (
        <TableRow
          key={row.shotId}
          row={row}
          index={from + offset}
          numbers={numbers}
          film={film}
          active={active?.shotId === row.shotId ? active.column : null}
          editing={active?.shotId === row.shotId && editing}
          onLeave={onLeave}
        />
      ))}
      <div role="presentation" style={{ height: (rows.length - to) * rowHeight }} />
    </div>
  )
}
