import { basename } from 'node:path'
import type { ImportResult } from '../../shared/ipc/contract'
import type { ShotId, TakeId } from '../../shared/ids'
import { expandDrop } from './media/expand-drop'
import type { OpenFilm } from './open-film'

/** Makes takes of a shot from videos of the user's own, in natural order: a bad one never keeps a good one out. */
export async function addFootage(
  { generation }: Pick<OpenFilm, 'generation'>,
  shotId: ShotId,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<ImportResult> {
  const takeIds: TakeId[] = []
  const refused: ImportResult['refused'][number][] = []
  for (const path of await expandDrop(paths)) {
    const taken = await generation.addFootage(shotId, path, signal)
    if (taken.ok) takeIds.push(taken.value.id)
    else refused.push({ name: basename(path), reason: taken.problem })
  }
  return { assets: [], refused, takeIds }
}
