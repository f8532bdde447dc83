import type { ImportResult } from '../../shared/ipc/contract'

/** Names of files that were refused by why, in the order the reasons first came. */
export function filesByReason(refused: ImportResult['refused']): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const { name, reason } of refused) {
    const group = groups.get(reason)
    if (group) group.push(name)
    else groups.set(reason, [name])
  }
  return groups
}
