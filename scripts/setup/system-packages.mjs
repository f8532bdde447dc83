// What comes from the Linux distribution: libraries that Electron links to, a virtual display, ffmpeg.
import { findOnPath, runToEnd, say, Stop, tailOf } from '../commands.mjs'

const electronLibraries = ['libnss3', 'libgtk-3-0', 'libasound2', 'libgbm1', 'libxss1', 'libatk-bridge2.0-0']

/** The Debian packages to add when the executable misses a shared library; empty when none is missing. */
export function librariesMissing(/** @type {string} */ executable) {
  const { output } = runToEnd('ldd', [executable])
  return /=> not found/.test(output) ? electronLibraries : []
}

/** Without a display there must be a virtual one; a window manager makes focus and full screen real on it. */
export function displayMissing() {
  if (process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return []
  return packagesOf({ Xvfb: 'xvfb', openbox: 'openbox' })
}

/**
 * Tests start a keychain of their own. A desktop is left as it is: a second keychain could take the place of the user's,
 * and the tests say what they skip.
 */
export function keychainMissing() {
  if (process.env.npm_lifecycle_event !== 'pretest' || process.env.XDG_CURRENT_DESKTOP) return []
  return packagesOf({ 'gnome-keyring-daemon': 'gnome-keyring', 'dbus-daemon': 'dbus' })
}

/** The Debian packages of those programs that are not here. */
function packagesOf(/** @type {Record<string, string>} */ programs) {
  return Object.entries(programs).flatMap(([program, name]) => (findOnPath(program) ? [] : [name]))
}

/**
 * Installs Debian packages when this user may, and otherwise says exactly what to type.
 * @param {string[]} packages
 */
export function installPackages(packages) {
  if (packages.length === 0) return
  if (!findOnPath('apt-get')) {
    throw new Stop(`Some system packages are missing. Install what your distribution calls: ${packages.join(' ')}`)
  }
  const command = (/** @type {string[]} */ names) => ['apt-get', 'install', '-y', '--no-install-recommends', ...names]
  const asRoot = privilege()
  if (!asRoot) {
    const line = `sudo apt-get update && sudo ${command(packages).join(' ')}`
    throw new Stop(`Some system packages are missing. Please run this, then try again:\n  ${line}`)
  }
  say(`installing system packages: ${packages.join(' ')} ...`)
  if (apt(asRoot, command(currentNames(packages))).ok) return
  // The lists of a fresh machine are empty or old.
  apt(asRoot, ['apt-get', 'update'])
  const second = apt(asRoot, command(currentNames(packages)))
  if (!second.ok) throw new Stop(`apt-get could not install ${packages.join(' ')}:\n${tailOf(second.output)}`)
}

/** Newer Debian and Ubuntu renamed some libraries when their time type grew to 64 bits. */
function currentNames(/** @type {string[]} */ packages) {
  return packages.map((name) => (runToEnd('apt-cache', ['show', `${name}t64`]).ok ? `${name}t64` : name))
}

/** @returns {string[] | null} what to put before a command that needs root; null when this user can't become root */
function privilege() {
  if (process.getuid?.() === 0) return []
  const mayBecomeRoot = findOnPath('sudo') !== null && runToEnd('sudo', ['-n', 'true']).ok
  return mayBecomeRoot ? ['sudo', '-n'] : null
}

function apt(/** @type {string[]} */ prefix, /** @type {string[]} */ command) {
  const args = [...prefix, ...command, '-o', 'DPkg::Lock::Timeout=120']
  return runToEnd('env', args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
}
