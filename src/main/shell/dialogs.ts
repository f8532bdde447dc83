import { dialog, type BrowserWindow } from 'electron'
import path from 'node:path'

const pictureExtensions = ['jpg', 'jpeg', 'png', 'webp', 'avif', 'gif', 'tif', 'tiff']
const footageExtensions = ['mp4', 'mov', 'm4v', 'webm']
const soundExtensions = ['mp3', 'm4a', 'aac', 'wav', 'flac', 'ogg', 'opus']

/** What files are asked for. */
type FileKind = 'pictures' | 'sound' | 'footage'

/** The system's own dialogs; each answers null or nothing when the user changed their mind. */
export interface Dialogs {
  readonly askFiles: (kind: FileKind) => Promise<readonly string[]>
  readonly askFolderToOpen: () => Promise<string | null>
  readonly askFolderToSave: (suggestedName: string) => Promise<string | null>
  readonly askTarget: (suggestedName: string, folder: string) => Promise<string | null>
  readonly askTable: (title: string, suggestedName: string, folder: string) => Promise<string | null>
  readonly askSheet: (suggestedName: string, folder: string) => Promise<string | null>
  readonly askFilmsFolder: () => Promise<string | null>
  readonly confirmQuit: (detail: string) => Promise<boolean>
  /** Whether to leave a film that can't be saved. */
  readonly confirmLeave: (problem: string, button: 'Quit anyway' | 'Leave anyway') => Promise<boolean>
}

interface DialogPlaces {
  readonly window: () => BrowserWindow
  /** Where the user was last. */
  readonly lastFolder: () => string
  readonly remember: (folder: string) => void
}

const wanted: Readonly<Record<FileKind, Electron.FileFilter & { readonly title: string }>> = {
  pictures: { title: 'Add pictures', name: 'Pictures', extensions: pictureExtensions },
  sound: { title: 'Add music', name: 'Sound', extensions: soundExtensions },
  footage: { title: 'Add footage as takes', name: 'Footage', extensions: footageExtensions },
}

function filtersOf(kind: FileKind): Electron.FileFilter[] {
  const { name, extensions } = wanted[kind]
  return [
    { name, extensions },
    { name: 'All files', extensions: ['*'] },
  ]
}

class WindowDialogs implements Dialogs {
  readonly #places: DialogPlaces

  constructor(places: DialogPlaces) {
    this.#places = places
  }

  #remembered(filePath: string | undefined): string | null {
    if (!filePath) return null
    this.#places.remember(path.dirname(filePath))
    return filePath
  }

  askFiles = async (kind: FileKind): Promise<readonly string[]> => {
    const { filePaths } = await dialog.showOpenDialog(this.#places.window(), {
      title: wanted[kind].title,
      defaultPath: this.#places.lastFolder(),
      properties: ['openFile', 'multiSelections'],
      filters: filtersOf(kind),
    })
    this.#remembered(filePaths[0])
    return filePaths
  }

  askFolderToOpen = async (): Promise<string | null> => {
    const { filePaths } = await dialog.showOpenDialog(this.#places.window(), {
      title: 'Open a film',
      message: 'Choose a film folder (its name ends in .seamline)',
      defaultPath: this.#places.lastFolder(),
      properties: ['openDirectory'],
    })
    return this.#remembered(filePaths[0])
  }

  askFolderToSave = async (suggestedName: string): Promise<string | null> => {
    const { filePath } = await dialog.showSaveDialog(this.#places.window(), {
      title: 'Save the film as',
      buttonLabel: 'Save film',
      defaultPath: path.join(this.#places.lastFolder(), `${suggestedName}.seamline`),
    })
    return this.#remembered(filePath)
  }

  askTarget = async (suggestedName: string, folder: string): Promise<string | null> => {
    const { filePath } = await dialog.showSaveDialog(this.#places.window(), {
      title: 'Export the film',
      buttonLabel: 'Export',
      defaultPath: path.join(folder, suggestedName),
      filters: [{ name: 'MP4 video', extensions: ['mp4'] }],
    })
    return filePath || null
  }

  askTable = async (title: string, suggestedName: string, folder: string): Promise<string | null> => {
    const { filePath } = await dialog.showSaveDialog(this.#places.window(), {
      title,
      buttonLabel: 'Save',
      defaultPath: path.join(folder, suggestedName),
      filters: [{ name: 'Table (CSV)', extensions: ['csv'] }],
    })
    return filePath || null
  }

  askSheet = async (suggestedName: string, folder: string): Promise<string | null> => {
    const { filePath } = await dialog.showSaveDialog(this.#places.window(), {
      title: 'Save the contact sheet',
      buttonLabel: 'Save',
      defaultPath: path.join(folder, suggestedName),
      filters: [{ name: 'PDF', extensions: ['pdf'] }],
    })
    return filePath || null
  }

  askFilmsFolder = async (): Promise<string | null> => {
    const { filePaths } = await dialog.showOpenDialog(this.#places.window(), {
      title: 'Where new films go',
      properties: ['openDirectory', 'createDirectory'],
    })
    return filePaths[0] ?? null
  }

  confirmLeave = async (problem: string, button: 'Quit anyway' | 'Leave anyway'): Promise<boolean> => {
    const { response } = await dialog.showMessageBox(this.#places.window(), {
      type: 'warning',
      message: 'This film can’t be saved.',
      detail: `${problem} Edits since the last save are lost if you leave now.`,
      buttons: ['Keep working', button],
      defaultId: 0,
      cancelId: 0,
    })
    return response === 1
  }

  confirmQuit = async (detail: string): Promise<boolean> => {
    const { response } = await dialog.showMessageBox(this.#places.window(), {
      type: 'question',
      message: 'Quit Seamline?',
      detail,
      buttons: ['Keep working', 'Quit'],
      defaultId: 0,
      cancelId: 0,
    })
    return response === 1
  }
}

/** Dialogs of the window, starting where the user was last. */
export function createDialogs(places: DialogPlaces): Dialogs {
  return new WindowDialogs(places)
}
