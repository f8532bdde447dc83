import { columnAt, type ColumnId } from './columns'

export interface GridPlace {
  readonly row: number
  readonly column: ColumnId
}

interface Press {
  readonly key: string
  /** Ctrl, on a Mac Command. */
  readonly mod: boolean
}

/** The rows that a page has are told by who shows them. */
interface GridSize {
  readonly rows: number
  readonly page: number
}

const across: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 }
const far = 1000

function downOf(key: string, { rows, page }: GridSize, mod: boolean): number | null {
  if (key === 'ArrowDown') return mod ? rows : 1
  if (key === 'ArrowUp') return mod ? -rows : -1
  if (key === 'PageDown') return page
  return key === 'PageUp' ? -page : null
}

function withinRows(row: number, { rows }: GridSize): number {
  return Math.min(Math.max(row, 0), rows - 1)
}

/** Where Tab leads: to the next cell, from the end of a row to the next one; null behind the last and before the first. */
export function tabbed({ row, column }: GridPlace, step: 1 | -1, { rows }: Pick<GridSize, 'rows'>): GridPlace | null {
  const beside = columnAt(column, step)
  if (beside !== column) return { row, column: beside }
  const next = row + step
  return next < 0 || next >= rows ? null : { row: next, column: columnAt(column, -step * far) }
}

/** Where a key leads from a cell of the grid; null for keys that lead nowhere. Shift is for those who select. */
export function walked(place: GridPlace, { key, mod }: Press, size: GridSize): GridPlace | null {
  const { row, column } = place
  const down = downOf(key, size, mod)
  if (down !== null) return { row: withinRows(row + down, size), column }
  const beside = across[key]
  if (beside !== undefined) return { row, column: columnAt(column, mod ? beside * far : beside) }
  if (key === 'Home') return { row: mod ? 0 : row, column: columnAt(column, -far) }
  if (key === 'End') return { row: mod ? size.rows - 1 : row, column: columnAt(column, far) }
  return null
}
