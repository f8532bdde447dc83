import { assetIdSchema, type AssetId } from '../../shared/ids'

/** Kind of data that a picture or sound of the library is while it is dragged inside the window. */
export const assetDragType = 'application/x-seamline-asset'

/** What a drop or a paste holds, taken out at once: the system empties a `DataTransfer` when its event is over. */
export type TransferContent =
  | { readonly kind: 'assets'; readonly assetIds: readonly AssetId[] }
  /** Files and folders of the file manager: the engine reads them by their paths. */
  | { readonly kind: 'files'; readonly files: readonly File[] }
  /** Pictures that are bytes only: from a browser's page, from the clipboard. */
  | { readonly kind: 'bytes'; readonly files: readonly File[] }
  | { readonly kind: 'address'; readonly url: string }
  | { readonly kind: 'nothing' }

function readAssets(text: string): readonly AssetId[] {
  return text.split(' ').flatMap((id) => {
    const parsed = assetIdSchema.safeParse(id)
    return parsed.success ? [parsed.data] : []
  })
}

/** The first https address of a list of addresses (lines that begin with # are comments). */
export function firstWebAddress(list: string): string | null {
  const lines = list.split(/\r?\n/).map((line) => line.trim())
  return lines.find((line) => /^https:\/\/\S+$/i.test(line)) ?? null
}

/** Reads a drop or a paste. Must be called while its event is being handled. */
export function readTransfer(transfer: DataTransfer, pasted = false): TransferContent {
  const assetIds = readAssets(transfer.getData(assetDragType))
  if (assetIds.length > 0) return { kind: 'assets', assetIds }
  const files = [...transfer.files]
  const url = firstWebAddress(transfer.getData('text/uri-list'))
  // A page's picture comes with the address it was shown from, and its file has no path.
  if (files.length > 0) return { kind: url !== null || pasted ? 'bytes' : 'files', files }
  return url === null ? { kind: 'nothing' } : { kind: 'address', url }
}

/** True when a drag that is still under way may hold something to import (its data can't be read yet). */
export function mayImport(transfer: DataTransfer): boolean {
  return [assetDragType, 'Files', 'text/uri-list'].some((type) => transfer.types.includes(type))
}
