import path from 'node:path'
import type { Ffmpeg } from './engine/ffmpeg/ffmpeg'
import { locateFfmpeg } from './engine/ffmpeg/locate-ffmpeg'

/** The ffmpeg to use; throws plain words when there is none. `packaged` is the resources folder of a packaged app. */
export async function findFfmpeg(packaged: string | null): Promise<Ffmpeg> {
  const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg'
  const found = await locateFfmpeg({
    setting: null,
    packaged: packaged === null ? null : path.join(packaged, 'ffmpeg', name),
    environment: process.env,
  })
  if (found.ok) return found.value
  throw new Error(found.problem.message)
}
