import { existsSync } from 'node:fs'
import path from 'node:path'
import { findOnPath, isExecutable, runToEnd, Stop } from '../commands.mjs'
import { projectRoot } from '../paths.mjs'

const oldest = 5.1
const bundled = path.join(
  projectRoot,
  'node_modules/ffmpeg-static',
  process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg',
)

/**
 * The ffmpeg the app will find, in the app's own order; null when there is none.
 * @param {string | null} known
 */
export function findFfmpeg(known) {
  const explicit = process.env.SEAMLINE_FFMPEG
  if (!explicit && known && existsSync(known)) return known
  const found = [explicit, bundled, findOnPath('ffmpeg')].find((file) => file && isExecutable(file)) ?? null
  if (found) refuseOld(found)
  return found
}

function refuseOld(/** @type {string} */ file) {
  const { output } = runToEnd(file, ['-version'])
  const version = /^ffmpeg version n?(\d+\.\d+)/.exec(output)?.[1]
  // Development builds carry a date or a commit in place of a version; they are newer than any release.
  if (version && Number(version) < oldest) {
    throw new Stop(
      `${file} is version ${version}; Seamline needs ${oldest} or newer. Set SEAMLINE_FFMPEG to another one.`,
    )
  }
}
