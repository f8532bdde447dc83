import { documentStore } from '../state/document-store'
import { selectionStore } from '../state/selection-store'
import { selectedClips } from './arrange-actions'
import {
  canPaste,
  copySelection,
  cutSelection,
  healable,
  healSelection,
  pasteHeld,
  selectedPair,
  swapSelection,
} from './clipboard-actions'
import type { Command } from './command'

function canWrite(): boolean {
  const { document, readOnly } = documentStore.getState()
  return document !== null && !readOnly
}

function hasSelection(): boolean {
  return selectionStore.getState().clipIds.size > 0 || selectionStore.getState().soundId !== null
}

function clipboard(id: string, label: string, key: string, enabled: () => boolean, run: () => unknown): Command {
  return { id, group: 'Edit', label: () => label, keys: [key], native: true, enabled, run: () => void run() }
}

export const clipboardCommands: readonly Command[] = [
  clipboard('edit.cut', 'Cut Selection', 'Mod+X', () => canWrite() && hasSelection(), cutSelection),
  clipboard('edit.copy', 'Copy Selection', 'Mod+C', hasSelection, copySelection),
  clipboard(
    'edit.paste',
    'Paste at Playhead',
    'Mod+V',
    () => canWrite() && canPaste(),
    () => pasteHeld(),
  ),
  {
    id: 'edit.pasteInstead',
    group: 'Edit',
    label: () => 'Paste Instead of Selection',
    keys: ['Mod+Shift+V'],
    enabled: () => canWrite() && canPaste() && selectionStore.getState().clipIds.size > 0,
    run: () => pasteHeld(selectedClips()),
  },
  {
    id: 'shot.swap',
    group: 'Shot',
    label: () => 'Swap Two Shots',
    keys: ['Alt+S'],
    enabled: () => canWrite() && selectedPair() !== null,
    run: swapSelection,
  },
  {
    id: 'shot.heal',
    group: 'Shot',
    label: () => 'Join Parts of Split Shot',
    keys: ['Mod+J'],
    enabled: () => canWrite() && healable().length > 0,
    run: healSelection,
  },
]
