import { open } from 'node:fs/promises'

/** Makes the bytes of a file that somebody else wrote durable; gives its size. Rejects with the system's error. */
export async function syncFile(path: string): Promise<number> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
    return (await file.stat()).size
  } finally {
    await file.close()
  }
}
