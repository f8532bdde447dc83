import path from 'node:path'
import type { Asset } from '../shared/project/document'
import { importWords } from '../main/engine/media/import-words'
import type { MediaLibrary } from '../main/engine/media/media-library'
import { CommandFailure } from './command-failure'

export interface Imported {
  readonly pictures: readonly Asset[]
  /** Files that were not taken in, with why. */
  readonly refused: readonly { readonly name: string; readonly reason: string }[]
}

/** Takes pictures in, in their order. What is no picture is refused by name. */
export async function importPictures(
  media: MediaLibrary,
  files: readonly string[],
  signal: AbortSignal,
): Promise<Imported> {
  const pictures: Asset[] = []
  const refused: { name: string; reason: string }[] = []
  for (const file of files) {
    const result = await media.importFile(file, signal)
    const name = path.basename(file)
    if (!result.ok) refused.push({ name, reason: importWords(result.problem) })
    else if (result.value.kind === 'picture') pictures.push(result.value)
    else refused.push({ name, reason: 'This is a sound; give it with --music.' })
  }
  return { pictures, refused }
}

/** Named files have to be right: a missing one is not left out of a film in silence. */
export async function importNamedPictures(
  media: MediaLibrary,
  files: readonly string[],
  signal: AbortSignal,
): Promise<readonly Asset[]> {
  const { pictures, refused } = await importPictures(media, files, signal)
  const [first] = refused
  if (!first) return pictures
  const advice = refused.slice(1).map(({ name, reason }) => `${name}: ${reason}`)
  throw new CommandFailure('usage', `${first.name}: ${first.reason}`, { advice })
}

export async function importMusic(media: MediaLibrary, file: string, signal: AbortSignal): Promise<Asset> {
  const result = await media.importFile(file, signal)
  const name = path.basename(file)
  if (!result.ok) throw new CommandFailure('usage', `${name}: ${importWords(result.problem)}`)
  if (result.value.kind !== 'sound') throw new CommandFailure('usage', `${name} is a picture, not a sound.`)
  return result.value
}
