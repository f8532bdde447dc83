import { stat } from 'node:fs/promises'

/** What tells a folder from its copies and stays when it is moved on its disk; null when it can't be looked at. */
export async function folderInode(folder: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(folder, { bigint: true })
    return `${dev}:${ino}`
  } catch {
    // Whatever keeps us from looking at it (gone, unplugged, no rights): it is not beside us now.
    return null
  }
}
