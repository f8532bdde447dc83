import { documentStore } from '../state/document-store'
import { toggleView, viewStore, type MiddleView } from '../state/view-store'
import type { Command } from './command'

function viewCommand(view: MiddleView, label: string, key: string): Command {
  return {
    id: `view.${view}`,
    group: 'View',
    label: () => (viewStore.getState().view === view ? 'Show the Monitor' : label),
    keys: [key],
    enabled: () => documentStore.getState().document !== null,
    run: () => toggleView(view),
  }
}

/** What the middle of the window shows instead of the film; the same key goes back to it. */
export const viewCommands: readonly Command[] = [
  viewCommand('compare', 'Compare Takes', 'C'),
  viewCommand('table', 'Show the Shots as a Table', 'T'),
  viewCommand('board', 'Show the Storyboard', 'Shift+B'),
  viewCommand('links', 'Show the Links', 'G'),
]
