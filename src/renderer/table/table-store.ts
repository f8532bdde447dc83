import { createStore } from 'zustand/vanilla'
import type { ShotId } from '../../shared/ids'
import type { ColumnId } from './columns'
import { noFilter, type TableFilter } from './shot-rows'

interface Cell {
  readonly shotId: ShotId
  readonly column: ColumnId
}

interface TableState {
  /** The cell that the keyboard is on; its row may have gone since. */
  readonly active: Cell | null
  /** What the cell's editor begins with: null for what stands in the cell. Null altogether while none is written in. */
  readonly editing: { readonly begin: string | null } | null
  readonly filter: TableFilter
}

/** Where the shot table is looked at and written in; never part of undo. */
export const tableStore = createStore<TableState>(() => ({ active: null, editing: null, filter: noFilter }))

/** Puts the keyboard on a cell, which ends the writing in another. */
export function activate(shotId: ShotId, column: ColumnId): void {
  tableStore.setState({ active: { shotId, column }, editing: null })
}

export function beginEditing(begin: string | null = null): void {
  tableStore.setState({ editing: { begin } })
}

export function endEditing(): void {
  tableStore.setState({ editing: null })
}

export function setFilter(change: Partial<TableFilter>): void {
  tableStore.setState(({ filter }) => ({ filter: { ...filter, ...change } }))
}
