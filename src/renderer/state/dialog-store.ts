import { createStore } from 'zustand/vanilla'
import type { ExportProgress, ImportResult } from '../../shared/ipc/contract'
import type { AssetId, ShotId } from '../../shared/ids'

/** The one dialog that may be open; a state that makes no sense can't be written. */
export type OpenDialog =
  | { readonly kind: 'refusedFiles'; readonly refused: ImportResult['refused'] }
  | { readonly kind: 'consentFetch'; readonly url: string; readonly atIndex: number | null }
  | { readonly kind: 'framing'; readonly shotId: ShotId; readonly assetId: AssetId; readonly end: 'start' | 'end' }
  | {
      readonly kind: 'longTake'
      readonly from:
        | { readonly kind: 'picture'; readonly assetId: AssetId }
        | { readonly kind: 'shot'; readonly shotId: ShotId }
    }
  | { readonly kind: 'recovery'; readonly edits: number; readonly lastEditAt: string }
  | { readonly kind: 'export' }
  | { readonly kind: 'ledger' }
  | { readonly kind: 'bill' }
  | { readonly kind: 'bulkEdit'; readonly shotIds: readonly ShotId[] }
  | { readonly kind: 'replaceWords' }
  | { readonly kind: 'pasteShots'; readonly text: string }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'palette' }
  | { readonly kind: 'versions' }
  | { readonly kind: 'settings'; readonly section?: 'accounts' | 'prices' | 'films' | 'appearance' }

export interface Notice {
  readonly id: number
  readonly tone: 'info' | 'warning' | 'problem'
  readonly message: string
}

interface DialogState {
  readonly dialog: OpenDialog | null
  readonly notices: readonly Notice[]
  readonly exportProgress: ExportProgress | null
  readonly queueOpen: boolean
  /** How many dropped or pasted files are being read. */
  readonly reading: number
}

export const dialogStore = createStore<DialogState>(() => ({
  dialog: null,
  notices: [],
  exportProgress: null,
  queueOpen: false,
  reading: 0,
}))

export function openDialog(dialog: OpenDialog): void {
  dialogStore.setState({ dialog })
}

export function closeDialog(): void {
  dialogStore.setState({ dialog: null })
}

let nextNotice = 1

/** Shows a sentence in the status bar, where it stays until the next one or until it is dismissed. */
export function showNotice(tone: Notice['tone'], message: string): void {
  const notice = { id: nextNotice++, tone, message }
  dialogStore.setState((state) => ({ notices: [...state.notices.slice(-49), notice] }))
}

/** Takes a sentence out of the status bar; the one before it shows no more either. */
export function dismissNotice(id: number): void {
  dialogStore.setState((state) => ({ notices: state.notices.filter((notice) => notice.id > id) }))
}

/** Takes every sentence out of the status bar: another film is open, and they were about the one before. */
export function forgetNotices(): void {
  dialogStore.setState({ notices: [] })
}

export function setQueueOpen(queueOpen: boolean): void {
  dialogStore.setState({ queueOpen })
}

/** Says in the status bar that files are being read until the work on them ends. */
export async function whileReading<Value>(files: number, work: Promise<Value>): Promise<Value> {
  dialogStore.setState(({ reading }) => ({ reading: reading + files }))
  try {
    return await work
  } finally {
    dialogStore.setState(({ reading }) => ({ reading: reading - files }))
  }
}

/** Follows an export; null once its end was seen. */
export function setExportProgress(exportProgress: ExportProgress | null): void {
  dialogStore.setState({ exportProgress })
}
