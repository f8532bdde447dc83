import type { Ffmpeg } from './ffmpeg'
import { locateFfmpeg } from './locate-ffmpeg'

/** The ffmpeg that tests run on this machine. Throws with advice when there is none. */
export async function testFfmpeg(): Promise<Ffmpeg> {
  const located = await locateFfmpeg({ setting: null, packaged: null, environment: process.env })
  if (!located.ok) throw new Error(located.problem.message)
  return located.value
}
