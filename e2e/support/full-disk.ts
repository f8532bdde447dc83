import { open, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'

const block = Buffer.alloc(4096)

async function writeUntilFull(file: FileHandle): Promise<void> {
  for (;;) {
    try {
      await file.write(block)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return
      throw error
    }
  }
}

/** Writes a file until the disk has no room left. The returned function gives the room back. */
export async function fillDisk(disk: string): Promise<() => Promise<void>> {
  const path = join(disk, 'filler')
  const file = await open(path, 'w')
  try {
    await writeUntilFull(file)
  } finally {
    await file.close()
  }
  return () => rm(path)
}
