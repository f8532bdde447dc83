import { accessSync, constants, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** Things of this clone that may be deleted at any time; ignored by git. */
export const projectCache = path.join(projectRoot, '.cache')

/** The Node that npm installed for the project's tools; the machine's own only starts npm and the set-up script. */
export const pinnedNode = path.join(
  projectRoot,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)

/** A folder shared by all clones of one user, so that a second clone needs no second download. */
export function userCache() {
  const folder = process.env.SEAMLINE_CACHE ?? path.join(platformCache(), 'seamline')
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return folder
  } catch {
    return projectCache
  }
}

function platformCache() {
  const home = homedir()
  if (process.platform === 'win32') return process.env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local')
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Caches')
  return process.env.XDG_CACHE_HOME || path.join(home, '.cache')
}
