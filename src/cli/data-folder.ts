import path from 'node:path'
import type { Variables } from './read-environment'

/** The window's own name for its folder: Electron makes it of `productName`. */
const name = 'Seamline'

function platformFolder(platform: NodeJS.Platform, home: string, variables: Variables): string {
  if (platform === 'win32') return variables['APPDATA'] || path.join(home, 'AppData', 'Roaming')
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support')
  return variables['XDG_CONFIG_HOME'] || path.join(home, '.config')
}

/**
 * Where jobs, lost & found and preferences are kept: the folder the window uses, so that a film that was begun in one
 * shell goes on in the other. `SEAMLINE_DATA` names another.
 */
export function dataFolder(platform: NodeJS.Platform, home: string, variables: Variables): string {
  const own = variables['SEAMLINE_DATA']
  return own ? path.resolve(own) : path.join(platformFolder(platform, home, variables), name)
}
