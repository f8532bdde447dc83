/** The columns of the shot table, from left to right. `edits`: how a cell is written, null where it only shows. */
export const columns = [
  { id: 'number', label: 'Shot', edits: null },
  { id: 'name', label: 'Name', edits: 'text' },
  { id: 'prompt', label: 'Prompt', edits: 'text' },
  { id: 'model', label: 'Model', edits: 'choice' },
  { id: 'seconds', label: 'Sec', edits: 'choice' },
  { id: 'frames', label: 'Start → end', edits: null },
  { id: 'takes', label: 'Takes', edits: null },
  { id: 'price', label: 'Price', edits: null },
  { id: 'state', label: 'State', edits: null },
] as const

export type ColumnId = (typeof columns)[number]['id']
export type TextColumn = Extract<(typeof columns)[number], { edits: 'text' }>['id']

export function editOf(column: ColumnId): 'text' | 'choice' | null {
  return columns.find(({ id }) => id === column)?.edits ?? null
}

export function isText(column: ColumnId): column is TextColumn {
  return editOf(column) === 'text'
}

/** The column so many to the right; the outermost one at the edges. */
export function columnAt(column: ColumnId, step: number): ColumnId {
  const at = columns.findIndex(({ id }) => id === column) + step
  return columns[Math.min(Math.max(at, 0), columns.length - 1)]?.id ?? column
}
