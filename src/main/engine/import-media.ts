import { basename } from 'node:path'
import type { ImportResult } from '../../shared/ipc/contract'
import type { Asset } from '../../shared/project/document'
import type { Result } from '../../shared/result'
import { downloadPicture } from './media/download'
import { expandDrop } from './media/expand-drop'
import { importWords } from './media/import-words'
import type { ImportRefusal, MediaLibrary } from './media/media-library'

type Outcome = { readonly name: string; readonly result: Result<Asset, ImportRefusal> }

function gather(outcomes: readonly Outcome[]): ImportResult {
  return {
    assets: outcomes.flatMap(({ result }) => (result.ok ? [result.value] : [])),
    refused: outcomes.flatMap(({ name, result }) => (result.ok ? [] : [{ name, reason: importWords(result.problem) }])),
  }
}

/** Takes files and folders in, in natural order, each on its own: a bad one never keeps a good one out. */
export async function importPaths(
  media: MediaLibrary,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<ImportResult> {
  const outcomes: Outcome[] = []
  for (const path of await expandDrop(paths)) {
    outcomes.push({ name: basename(path), result: await media.importFile(path, signal) })
  }
  return gather(outcomes)
}

/** Takes in bytes that have no file: a paste, or a picture dragged out of a page. */
export async function importOne(
  media: MediaLibrary,
  name: string,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<ImportResult> {
  return gather([{ name, result: await media.importBytes(name, bytes, signal) }])
}

/** Fetches a picture the user agreed to fetch, under the download rules, and takes it in. */
export async function importAddress(media: MediaLibrary, url: string, signal: AbortSignal): Promise<ImportResult> {
  const fetched = await downloadPicture(url, signal)
  if (!fetched.ok) return { assets: [], refused: [{ name: url.slice(0, 120), reason: fetched.problem }] }
  return importOne(media, fetched.value.name, fetched.value.bytes, signal)
}
