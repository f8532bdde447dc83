import { announce } from '../state/announcement-store'
import { documentStore, redo, undo } from '../state/document-store'
import { clearSelection, selectionStore } from '../state/selection-store'
import { chooseTool, viewportStore } from '../state/viewport-store'
import { deleteSelection, duplicateSelection, selectAllClips } from './arrange-actions'
import type { Command } from './command'

function canWrite(): boolean {
  const { document, readOnly } = documentStore.getState()
  return document !== null && !readOnly
}

function hasClips(): boolean {
  return selectionStore.getState().clipIds.size > 0
}

function hasSelection(): boolean {
  return hasClips() || selectionStore.getState().soundId !== null
}

function undoLabel(): string {
  const step = documentStore.getState().undoSteps.at(-1)
  return step ? `Undo ${step.label}` : 'Undo'
}

function redoLabel(): string {
  const step = documentStore.getState().redoSteps.at(-1)
  return step ? `Redo ${step.label}` : 'Redo'
}

function escape(): void {
  if (viewportStore.getState().tool === 'blade') chooseTool('select')
  else clearSelection()
}

export const editCommands: readonly Command[] = [
  {
    id: 'edit.undo',
    group: 'Edit',
    label: undoLabel,
    keys: ['Mod+Z'],
    repeats: true,
    enabled: () => canWrite() && documentStore.getState().undoSteps.length > 0,
    run: () => {
      const label = undo()
      if (label !== null) announce(`Undone: ${label}`)
    },
  },
  {
    id: 'edit.redo',
    group: 'Edit',
    label: redoLabel,
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    repeats: true,
    enabled: () => canWrite() && documentStore.getState().redoSteps.length > 0,
    run: () => {
      const label = redo()
      if (label !== null) announce(`Redone: ${label}`)
    },
  },
  {
    id: 'edit.delete',
    group: 'Edit',
    label: () => 'Delete and Close the Gap',
    keys: ['Delete', 'Backspace'],
    enabled: () => canWrite() && hasSelection(),
    run: deleteSelection,
  },
  {
    id: 'edit.duplicate',
    group: 'Edit',
    label: () => 'Duplicate',
    keys: ['Mod+D'],
    enabled: () => canWrite() && hasClips(),
    run: duplicateSelection,
  },
  {
    id: 'edit.selectAll',
    group: 'Edit',
    label: () => 'Select All',
    keys: ['Mod+A'],
    enabled: () => (documentStore.getState().document?.clips.size ?? 0) > 0,
    run: selectAllClips,
  },
  {
    id: 'edit.deselect',
    group: 'Edit',
    label: () => 'Leave Tool or Deselect',
    keys: ['Escape'],
    enabled: () => hasSelection() || viewportStore.getState().tool === 'blade',
    run: escape,
  },
]
