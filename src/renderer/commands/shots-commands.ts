import { request } from '../bridge'
import { openDialog, showNotice } from '../state/dialog-store'
import { documentStore } from '../state/document-store'
import { selectedShots } from '../state/selected-shots'
import type { Command } from './command'

const hasShots = (): boolean => (documentStore.getState().document?.shots.size ?? 0) > 0
const canWrite = (): boolean => documentStore.getState().document !== null && !documentStore.getState().readOnly

async function exportShots(): Promise<void> {
  const answer = await request('shots:export', undefined)
  if (!answer.ok) showNotice('problem', answer.problem.message)
  else if (answer.value.written) showNotice('info', 'The shots were saved as a table.')
}

function shots(
  id: string,
  label: string,
  keys: readonly string[],
  enabled: () => boolean,
  run: Command['run'],
): Command {
  return { id, group: 'Shot', label: () => label, keys, whileTyping: true, enabled, run }
}

/** What is done with many shots at once, and with the film as a table. */
export const shotsCommands: readonly Command[] = [
  shots(
    'shots.edit',
    'Edit Selected Shots…',
    ['Mod+Shift+E'],
    () => canWrite() && selectedShots().length > 0,
    () => openDialog({ kind: 'bulkEdit', shotIds: selectedShots() }),
  ),
  shots(
    'shots.replace',
    'Find and Replace…',
    ['Mod+F'],
    () => canWrite() && hasShots(),
    () => openDialog({ kind: 'replaceWords' }),
  ),
  shots('shots.paste', 'Paste a Script or a Table…', [], canWrite, () => openDialog({ kind: 'pasteShots', text: '' })),
  shots('shots.export', 'Export the Shots as a Table…', [], hasShots, exportShots),
]
