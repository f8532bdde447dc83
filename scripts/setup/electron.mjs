import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { runToEnd, say, Stop } from '../commands.mjs'
import { pinnedNode, projectRoot } from '../paths.mjs'
import { ensureFallback, fallbackSupported } from './fallback-electron.mjs'

const electronPackage = path.join(projectRoot, 'node_modules/electron')
const reachMilliseconds = 5_000
const downloadMilliseconds = 10 * 60_000

/**
 * Finds or gets an Electron. A machine that could not reach the release keeps the fallback until package.json asks for
 * another version, so the failed attempt is not repeated at every start.
 * @param {import('../runtime.mjs').ElectronRuntime | null} known
 * @returns {Promise<import('../runtime.mjs').ElectronRuntime>}
 */
export async function ensureElectron(known) {
  const wanted = JSON.parse(readFileSync(path.join(electronPackage, 'package.json'), 'utf8')).version
  if (known && known.wanted === wanted && existsSync(known.executable) && existsSync(known.packaging)) return known

  const release = installedRelease(wanted) ?? (await downloadRelease(wanted))
  if (release) return release
  if (!fallbackSupported()) {
    throw new Stop(`Electron ${wanted} could not be downloaded from its release page; check the network and run again.`)
  }
  say('the Electron release page is out of reach; using an older stock build (development and tests only)')
  return { ...(await ensureFallback()), kind: 'fallback', wanted }
}

/**
 * @param {string} wanted
 * @returns {import('../runtime.mjs').ElectronRuntime | null}
 */
function installedRelease(wanted) {
  const pathFile = path.join(electronPackage, 'path.txt')
  if (!existsSync(pathFile)) return null
  const packaging = path.join(electronPackage, 'dist')
  const executable = path.join(packaging, readFileSync(pathFile, 'utf8'))
  return existsSync(executable) ? { kind: 'release', version: wanted, wanted, executable, packaging } : null
}

/** @param {string} wanted */
async function downloadRelease(wanted) {
  if (!(await releasePageAnswers(wanted))) return null
  say(`downloading Electron ${wanted} ...`)
  const result = runToEnd(pinnedNode, [path.join(electronPackage, 'install.js')], { timeout: downloadMilliseconds })
  return result.ok ? installedRelease(wanted) : null
}

/** A closed network may drop packets instead of refusing them, and the downloader would wait for minutes. */
async function releasePageAnswers(/** @type {string} */ wanted) {
  const { ELECTRON_MIRROR, HTTPS_PROXY, https_proxy: httpsProxy } = process.env
  if (ELECTRON_MIRROR || HTTPS_PROXY || httpsProxy) return true
  try {
    const page = `https://github.com/electron/electron/releases/download/v${wanted}/SHASUMS256.txt`
    const answer = await fetch(page, { method: 'HEAD', signal: AbortSignal.timeout(reachMilliseconds) })
    return answer.ok
  } catch {
    return false
  }
}
