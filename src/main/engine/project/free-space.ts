import { statfs } from 'node:fs/promises'

/** Bytes that can still be written where a folder lies; null when the system does not say. */
export async function freeBytes(folder: string): Promise<number | null> {
  try {
    const disk = await statfs(folder)
    return disk.bavail * disk.bsize
  } catch {
    // Some network disks can't tell; writing then finds out by itself.
    return null
  }
}
