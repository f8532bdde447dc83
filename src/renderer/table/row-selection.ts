import { selectClips, selectionStore } from '../state/selection-store'
import type { ShotRow } from './shot-rows'

/** The row whose clip the inspector shows. */
function anchorOf(rows: readonly ShotRow[]): number {
  const { primary } = selectionStore.getState()
  return primary === null ? -1 : rows.findIndex(({ clipIds }) => clipIds.includes(primary))
}

/** Rows are chosen as clips are: what is selected here is selected on the timeline. */
export function selectRow({ clipIds }: ShotRow): void {
  const { primary } = selectionStore.getState()
  const first = clipIds[0]
  if (first === undefined) return
  selectionStore.setState({
    clipIds: new Set(clipIds),
    primary: primary !== null && clipIds.includes(primary) ? primary : first,
    soundId: null,
  })
}

/** Selects from the row the inspector shows to this one. */
export function selectRowsTo(rows: readonly ShotRow[], index: number): void {
  const anchor = anchorOf(rows)
  const row = rows[index]
  if (anchor < 0) {
    if (row) selectRow(row)
    return
  }
  selectClips(rows.slice(Math.min(anchor, index), Math.max(anchor, index) + 1).flatMap(({ clipIds }) => clipIds))
}

/** Adds a row to what is selected, or takes it out. */
export function toggleRow({ clipIds }: ShotRow): void {
  const { clipIds: selected, primary } = selectionStore.getState()
  const isSelected = clipIds.some((id) => selected.has(id))
  const next = new Set(selected)
  for (const id of clipIds) {
    if (isSelected) next.delete(id)
    else next.add(id)
  }
  const first = isSelected ? ([...next].at(-1) ?? null) : (clipIds[0] ?? null)
  const keeps = isSelected && primary !== null && next.has(primary)
  selectionStore.setState({ clipIds: next, primary: keeps ? primary : first, soundId: null })
}

export function selectRows(rows: readonly ShotRow[]): void {
  selectClips(rows.flatMap(({ clipIds }) => clipIds))
}
