import { openDialog } from '../state/dialog-store'
import type { Command } from './command'

export const helpCommands: readonly Command[] = [
  {
    id: 'help.shortcuts',
    group: 'Help',
    label: () => 'Keyboard Shortcuts…',
    keys: ['?'],
    enabled: () => true,
    run: () => openDialog({ kind: 'shortcuts' }),
  },
]
