import {
  closeProject,
  newProject,
  openProject,
  openSample,
  saveProject,
  saveProjectAs,
} from '../state/project-controller'
import { importFromDialog } from '../state/import-transfer'
import { openDialog } from '../state/dialog-store'
import { documentStore } from '../state/document-store'
import { filmStore } from '../state/film-store'
import type { Command } from './command'

const always = (): boolean => true
const isOpen = (): boolean => documentStore.getState().document !== null
const canWrite = (): boolean => isOpen() && !documentStore.getState().readOnly
const hasFilm = (): boolean => (filmStore.getState().plan?.length ?? 0) > 0

function file(
  id: string,
  label: string,
  keys: readonly string[],
  enabled: () => boolean,
  run: () => Promise<unknown> | void,
): Command {
  return {
    id,
    group: 'File',
    label: () => label,
    keys,
    whileTyping: true,
    enabled,
    run: async () => {
      await run()
    },
  }
}

export const fileCommands: readonly Command[] = [
  file('file.new', 'New Film', ['Mod+N'], always, newProject),
  file('file.open', 'Open Film…', ['Mod+O'], always, openProject),
  file('file.openSample', 'Open the Sample', [], always, openSample),
  file('file.save', 'Save', ['Mod+S'], canWrite, saveProject),
  file('file.saveAs', 'Save As…', ['Mod+Shift+S'], isOpen, saveProjectAs),
  file('file.versions', 'Earlier Versions…', [], isOpen, () => openDialog({ kind: 'versions' })),
  file('file.close', 'Close Film', ['Mod+W'], isOpen, closeProject),
  file('file.importPictures', 'Import Pictures…', ['Mod+I'], canWrite, () => importFromDialog('pictures')),
  file('file.importSound', 'Import Music…', ['Mod+Shift+I'], canWrite, () => importFromDialog('sound')),
  file('file.export', 'Export Film…', ['Mod+E'], hasFilm, () => openDialog({ kind: 'export' })),
  file('app.settings', 'Settings…', ['Mod+,'], always, () => openDialog({ kind: 'settings' })),
]
