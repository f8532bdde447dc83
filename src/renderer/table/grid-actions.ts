import type { KeyboardEvent, MouseEvent } from 'react'
import type { ShotId } from '../../shared/ids'
import { updateShot } from '../../shared/timeline/edits/ask-shots'
import { openDialog } from '../state/dialog-store'
import { commit, documentStore } from '../state/document-store'
import { editOf, isText, type ColumnId } from './columns'
import { walked, type GridPlace } from './grid-keys'
import { selectRow, selectRows, selectRowsTo, toggleRow } from './row-selection'
import type { ShotRow } from './shot-rows'
import { activate, beginEditing, tableStore } from './table-store'

/** Where the keyboard is; on the first row when its own is gone. */
export function placeOf(rows: readonly ShotRow[]): GridPlace {
  const { active } = tableStore.getState()
  const row = active ? rows.findIndex(({ shotId }) => shotId === active.shotId) : -1
  return { row: Math.max(row, 0), column: active?.column ?? 'name' }
}

export function goTo(rows: readonly ShotRow[], { row, column }: GridPlace): void {
  const to = rows[row]
  if (to) activate(to.shotId, column)
}

/** Delete empties a text; it never takes the shot out of the film from a cell that is written in. */
function clearCell(shotId: ShotId, column: ColumnId): void {
  if (!isText(column)) return
  const label = column === 'name' ? 'Clear Name' : 'Clear Prompt'
  commit(label, (film) => updateShot(film, { shotId, patch: { [column]: '' } }))
}

function withModifier(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.altKey
}

function mayWrite(): boolean {
  return !documentStore.getState().readOnly
}

/** Keys that write: Enter and F2 open the cell, a letter opens it with that letter, Delete clears it. True: it was one. */
function writes(event: KeyboardEvent, { shotId }: ShotRow, column: ColumnId): boolean {
  const { key } = event
  if (withModifier(event) || editOf(column) === null || !mayWrite()) return false
  if (key === 'Enter' || key === 'F2') beginEditing()
  else if (key === 'Delete' || key === 'Backspace') clearCell(shotId, column)
  else if (key.length === 1 && key !== ' ' && isText(column)) beginEditing(key)
  else return false
  return true
}

function selectsAll(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'a'
}

/** Arrows and the like go to another cell, and take the selection along or widen it. True: it was such a key. */
function walks(event: KeyboardEvent, rows: readonly ShotRow[], place: GridPlace, page: number): boolean {
  const mod = event.ctrlKey || event.metaKey
  const to = event.altKey ? null : walked(place, { key: event.key, mod }, { rows: rows.length, page })
  const next = rows[to?.row ?? -1]
  if (!to || !next) return false
  if (event.shiftKey) selectRowsTo(rows, to.row)
  else if (to.row !== place.row) selectRow(next)
  goTo(rows, to)
  return true
}

/** What keys do on the grid while no cell is written in. `page`: how many rows a page has. */
export function onGridKey(event: KeyboardEvent, rows: readonly ShotRow[], page: number): void {
  if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return
  const place = placeOf(rows)
  const row = rows[place.row]
  if (!row) return
  if (selectsAll(event)) selectRows(rows)
  else if (!writes(event, row, place.column) && !walks(event, rows, place, page)) return
  event.preventDefault()
}

function pressedCell(event: MouseEvent): { readonly shotId: ShotId; readonly column: ColumnId } | null {
  if (!(event.target instanceof Element) || event.target.closest('textarea, [role="combobox"]')) return null
  const cell = event.target.closest<HTMLElement>('[role="gridcell"]')
  const shotId = cell?.closest<HTMLElement>('[data-shot]')?.dataset['shot']
  const column = cell?.dataset['column']
  return shotId === undefined || column === undefined ? null : { shotId: shotId as ShotId, column: column as ColumnId }
}

/** What a press on a cell selects, and the keyboard goes there. */
export function press(event: MouseEvent, rows: readonly ShotRow[]): void {
  const pressed = pressedCell(event)
  const index = rows.findIndex(({ shotId }) => shotId === pressed?.shotId)
  const row = rows[index]
  if (!pressed || !row) return
  if (event.shiftKey) {
    // Otherwise the words between the two presses would be marked.
    event.preventDefault()
    selectRowsTo(rows, index)
  } else if (event.ctrlKey || event.metaKey) toggleRow(row)
  else selectRow(row)
  activate(pressed.shotId, pressed.column)
}

/** A second click on a cell opens it. */
export function openCell(event: MouseEvent): void {
  const pressed = pressedCell(event)
  if (pressed && editOf(pressed.column) !== null && mayWrite()) beginEditing()
}

/**
 * Text that is pasted while the keyboard is on the table is a script or a table; pictures go where they go everywhere.
 * The event itself goes to whatever words were marked last, so it is listened to before anybody else gets it.
 */
export function listenToPaste(grid: () => HTMLElement | null): () => void {
  const ended = new AbortController()
  const onPaste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData('text/plain') ?? ''
    const isFile = (event.clipboardData?.files.length ?? 0) > 0
    if (document.activeElement !== grid() || text.trim() === '' || isFile) return
    event.preventDefault()
    if (mayWrite()) openDialog({ kind: 'pasteShots', text })
  }
  document.addEventListener('paste', onPaste, { capture: true, signal: ended.signal })
  return () => ended.abort()
}
