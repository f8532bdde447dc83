import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '../paths.mjs'
import { runToEnd, say, Stop, tailOf } from '../commands.mjs'

const lockFile = path.join(projectRoot, 'package-lock.json')
const installedLock = path.join(projectRoot, 'node_modules/.package-lock.json')
const stamp = path.join(projectRoot, 'node_modules/.seamline-lock')

/** Installs the npm packages when the lock file is not the one they were installed from. */
export function ensureNpmPackages() {
  const wanted = createHash('sha256').update(readFileSync(lockFile)).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  if (!installedByHand()) install()
  writeFileSync(stamp, wanted)
}

function installedByHand() {
  return existsSync(installedLock) && statSync(installedLock).mtimeMs >= statSync(lockFile).mtimeMs
}

function install() {
  say('installing the npm packages (about a minute) ...')
  // `ci` empties node_modules first: only right when there is none, as the pinned Node that may be running lives there.
  const fresh = !existsSync(path.join(projectRoot, 'node_modules'))
  if (fresh && runNpm(['ci', '--loglevel=error'], projectRoot).ok) return
  // Also when `ci` refuses, as it does where the lock file lacks an optional package of this platform.
  const result = runNpm(['install', '--no-save', '--loglevel=error'], projectRoot)
  if (!result.ok) throw new Stop(`The npm packages could not be installed:\n${tailOf(result.output)}`)
}

/**
 * Runs npm as the person who started us does, whatever it is called on this system.
 * @param {string[]} args
 * @param {string} cwd
 */
export function runNpm(args, cwd) {
  // The type-only Electron must not fetch its binary; the one that runs is fetched by its own step.
  const env = { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1' }
  const npm = process.env.npm_execpath
  if (npm) return runToEnd(process.execPath, [npm, ...args], { cwd, env })
  return runToEnd('npm', args, { cwd, env, shell: process.platform === 'win32' })
}
