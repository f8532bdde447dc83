import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Stop } from './commands.mjs'
import { projectCache } from './paths.mjs'

/**
 * What the set-up found on this machine.
 * @typedef {object} ElectronRuntime
 * @property {'release' | 'fallback'} kind the pinned release, or the older stock build for machines that can't get it
 * @property {string} version
 * @property {string} wanted the version in package.json when this was decided
 * @property {string} executable
 * @property {string} packaging the untouched distribution that the packager copies
 *
 * @typedef {object} Runtime
 * @property {ElectronRuntime | null} electron
 * @property {string | null} ffmpeg
 * @property {string | null} librariesCheckedFor the executable whose system libraries were all found
 */

const file = path.join(projectCache, 'runtime.json')

/** @returns {Runtime} what set-up wrote last; empty before it ran */
export function readRuntime() {
  const nothing = { electron: null, ffmpeg: null, librariesCheckedFor: null }
  if (!existsSync(file)) return nothing
  try {
    return { ...nothing, ...JSON.parse(readFileSync(file, 'utf8')) }
  } catch {
    return nothing
  }
}

/** @param {Runtime} runtime */
export function writeRuntime(runtime) {
  mkdirSync(projectCache, { recursive: true })
  const partial = `${file}.${process.pid}`
  writeFileSync(partial, `${JSON.stringify(runtime, null, 2)}\n`)
  renameSync(partial, file)
}

/** The Electron to run; stops when set-up never ended well. */
export function electronRuntime() {
  const { electron } = readRuntime()
  if (!electron || !existsSync(electron.executable))
    throw new Stop('There is no Electron here yet: run "npm run setup".')
  return electron
}

/**
 * Switches that only this machine needs and that the shipped app never gets.
 * @param {{ virtualDisplay: boolean }} machine
 */
export function developmentSwitches({ virtualDisplay }) {
  return [
    // Chromium's sandbox refuses to run as root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    // A machine without a display has no D-Bus either, and Chromium complains about that many times at every start.
    ...(virtualDisplay ? ['--log-level=3'] : []),
  ]
}
