import { documentStore } from '../state/document-store'
import type { Command } from './command'
import { chosenCut, rollChosen } from './roll-actions'

function rollCommand(id: string, label: string, key: string, by: number): Command {
  const canWrite = (): boolean => documentStore.getState().document !== null && !documentStore.getState().readOnly
  return {
    id,
    group: 'Shot',
    label: () => label,
    keys: [key],
    repeats: true,
    enabled: () => canWrite() && chosenCut() !== null,
    run: () => rollChosen(by),
  }
}

export const rollCommands: readonly Command[] = [
  rollCommand('cut.earlier', 'Roll Cut One Frame Earlier', 'Alt+,', -1),
  rollCommand('cut.later', 'Roll Cut One Frame Later', 'Alt+.', 1),
]
