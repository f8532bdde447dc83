import { documentStore } from '../state/document-store'
import { filmStore } from '../state/film-store'
import { selectionStore } from '../state/selection-store'
import { chooseTool, fitFilm, toggleSnapping, viewportStore, zoomBy } from '../state/viewport-store'
import {
  addTextShot,
  moveSelection,
  moveSelectionFar,
  openLongTake,
  selectionContinues,
  selectionDissolves,
  toggleContinue,
  toggleDissolve,
} from './arrange-actions'
import type { Command } from './command'
import { clipAtPlayhead, lengthen, selectedSound, splitAtPlayhead, trimToPlayhead } from './cut-actions'

function canWrite(): boolean {
  const { document, readOnly } = documentStore.getState()
  return document !== null && !readOnly
}

const canCut = (): boolean => canWrite() && (selectedSound() !== null || clipAtPlayhead() !== null)
const canArrange = (): boolean =>
  canWrite() && (selectionStore.getState().clipIds.size > 0 || selectionStore.getState().soundId !== null)
const hasShots = (): boolean => canWrite() && selectionStore.getState().clipIds.size > 0
const hasFilm = (): boolean => (filmStore.getState().plan?.length ?? 0) > 0

function shotCommand(
  id: string,
  label: string | (() => string),
  keys: readonly string[],
  enabled: () => boolean,
  run: () => void,
  repeats = false,
): Command {
  return { id, group: 'Shot', label: typeof label === 'string' ? () => label : label, keys, enabled, run, repeats }
}

const dissolveLabel = (): string => (selectionDissolves() ? 'Cut to Next Shot' : 'Dissolve to Next Shot')
const continueLabel = (): string =>
  selectionContinues() ? 'Stop Continuing from Previous Shot' : 'Continue from Previous Shot'

const shotCommands: readonly Command[] = [
  shotCommand('shot.new', 'New Shot', ['Mod+Shift+N'], canWrite, addTextShot),
  shotCommand('shot.split', 'Split at Playhead', ['S', 'Mod+B'], canCut, splitAtPlayhead),
  shotCommand('shot.trimStart', 'Trim Start to Playhead', ['['], canCut, () => trimToPlayhead('in')),
  shotCommand('shot.trimEnd', 'Trim End to Playhead', [']'], canCut, () => trimToPlayhead('out')),
  shotCommand('shot.shorter', 'One Frame Shorter', [','], canArrange, () => lengthen(-1), true),
  shotCommand('shot.longer', 'One Frame Longer', ['.'], canArrange, () => lengthen(1), true),
  shotCommand('shot.moveLeft', 'Move Left', ['Alt+ArrowLeft'], canArrange, () => moveSelection(-1), true),
  shotCommand('shot.moveRight', 'Move Right', ['Alt+ArrowRight'], canArrange, () => moveSelection(1), true),
  shotCommand('shot.moveToStart', 'Move to Start', ['Alt+Shift+ArrowLeft'], canArrange, () => moveSelectionFar(-1)),
  shotCommand('shot.moveToEnd', 'Move to End', ['Alt+Shift+ArrowRight'], canArrange, () => moveSelectionFar(1)),
  shotCommand('shot.dissolve', dissolveLabel, ['Mod+T'], hasShots, toggleDissolve),
  shotCommand('shot.continue', continueLabel, [], hasShots, toggleContinue),
  shotCommand('shot.longTake', 'Long Take from This Shot…', ['Mod+Shift+L'], hasShots, openLongTake),
]

function viewCommand(id: string, label: string, keys: readonly string[], run: () => void, enabled = hasFilm): Command {
  return { id, group: 'View', label: () => label, keys, enabled, run }
}

const always = (): boolean => true
const zoomStep = Math.SQRT2

const viewCommands: readonly Command[] = [
  viewCommand('view.select', 'Select Tool', ['V'], () => chooseTool('select'), always),
  viewCommand('view.blade', 'Blade Tool', ['B'], () => chooseTool('blade'), always),
  {
    ...viewCommand('view.snapping', 'Snapping', ['N'], toggleSnapping, always),
    label: () => (viewportStore.getState().snapping ? 'Snapping Off' : 'Snapping On'),
  },
  { ...viewCommand('view.zoomIn', 'Zoom In', ['+'], () => zoomBy(zoomStep)), repeats: true },
  { ...viewCommand('view.zoomOut', 'Zoom Out', ['-'], () => zoomBy(1 / zoomStep)), repeats: true },
  viewCommand('view.fit', 'Zoom to Fit', ['Shift+Z'], fitFilm),
]

export const timelineCommands: readonly Command[] = [...shotCommands, ...viewCommands]
