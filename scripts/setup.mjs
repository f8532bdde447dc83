// Makes a clone ready: npm packages, Electron, ffmpeg, system packages. Runs before every command of package.json with the
// machine's own Node, so it uses nothing newer than Node 20.19 and no package before they are installed.
import { Stop, say } from './commands.mjs'
import { readRuntime, writeRuntime } from './runtime.mjs'
import { ensureNpmPackages } from './setup/npm-packages.mjs'

async function setUp() {
  ensureNpmPackages()
  const known = readRuntime()
  // Imported late: they belong to steps that a machine without packages has not reached.
  const { ensureElectron } = await import('./setup/electron.mjs')
  const { findFfmpeg } = await import('./setup/ffmpeg.mjs')

  const electron = await ensureElectron(known.electron)
  const ffmpeg = findFfmpeg(known.ffmpeg)
  const system = process.platform === 'linux' ? await addSystemPackages(known, electron.executable, ffmpeg) : null
  const runtime = { electron, ffmpeg: ffmpeg ?? findFfmpeg(null), librariesCheckedFor: system }
  if (!runtime.ffmpeg)
    throw new Stop('There is no ffmpeg here. Install it (5.1 or newer) or set SEAMLINE_FFMPEG to one.')
  if (JSON.stringify(runtime) !== JSON.stringify(known)) writeRuntime(runtime)
}

/**
 * @param {import('./runtime.mjs').Runtime} known
 * @param {string} executable
 * @param {string | null} ffmpeg
 */
async function addSystemPackages(known, executable, ffmpeg) {
  const { displayMissing, installPackages, keychainMissing, librariesMissing } =
    await import('./setup/system-packages.mjs')
  const checked = known.librariesCheckedFor === executable
  const packages = [
    ...(checked ? [] : librariesMissing(executable)),
    ...displayMissing(),
    ...keychainMissing(),
    ...(ffmpeg ? [] : ['ffmpeg']),
  ]
  installPackages(packages)
  return executable
}

try {
  await setUp()
} catch (error) {
  if (!(error instanceof Stop)) throw error
  say(error.message)
  process.exitCode = 1
}
