import { dialogStore, openDialog } from '../state/dialog-store'
import type { Command } from './command'

export const helpCommands: readonly Command[] = [
  {
    id: 'help.palette',
    group: 'Help',
    label: () => 'All Commands…',
    keys: ['Mod+K'],
    whileTyping: true,
    // What another dialog asks is answered first.
    enabled: () => dialogStore.getState().dialog === null,
    run: () => openDialog({ kind: 'palette' }),
  },
  {
    id: 'help.shortcuts',
    group: 'Help',
    label: () => 'Keyboard Shortcuts…',
    keys: ['?'],
    enabled: () => true,
    run: () => openDialog({ kind: 'shortcuts' }),
  },
]
