// node scripts/build.mjs [--all]: builds the parts of the app whose sources changed since they were last built.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { runToEnd, say, Stop, tailOf } from './commands.mjs'
import { pinnedNode, projectRoot } from './paths.mjs'
import { stopWithWords } from './stop-with-words.mjs'

const common = ['electron.vite.config.ts', 'package-lock.json', 'package.json', 'tsconfig.base.json', 'src/shared']

/** What goes into each part; a new folder of sources must be named here and nowhere else. */
const sources = {
  main: [...common, 'src/main'],
  preload: [...common, 'src/preload'],
  renderer: [...common, 'tsconfig.renderer.json', 'src/renderer', 'resources'],
  cli: [...common, 'vite.cli.config.ts', 'src/main/engine', 'src/cli'],
}
const products = {
  main: 'out/main/index.js',
  preload: 'out/preload/index.cjs',
  renderer: 'out/renderer/index.html',
  cli: 'out/cli/index.js',
}

/** Builds the parts that Electron runs. @param {string[]} names */
function buildWindowParts(names) {
  return runToEnd(pinnedNode, [tool('electron-vite/bin/electron-vite.js'), 'build'], {
    cwd: projectRoot,
    env: { ...process.env, SEAMLINE_BUILD_PARTS: names.join(',') },
  })
}

/** Builds the command line, which knows no Electron. */
function buildCommandLine() {
  return runToEnd(pinnedNode, [tool('vite/bin/vite.js'), 'build', '--config', 'vite.cli.config.ts'], {
    cwd: projectRoot,
  })
}

function tool(/** @type {string} */ file) {
  return path.join(projectRoot, 'node_modules', file)
}

/**
 * Builds what is out of date and returns the names of the parts that were built.
 * @param {{ all?: boolean, only?: string[] }} [options]
 */
export function buildChanged({ all = false, only = Object.keys(sources) } = {}) {
  const wanted = Object.entries(sources).filter(([part]) => only.includes(part))
  const digests = wanted.map(([part, patterns]) => ({ part, digest: digestOf(patterns) }))
  const changed = digests.filter(({ part, digest }) => all || !isBuilt(part, digest))
  if (changed.length === 0) return []

  const names = changed.map(({ part }) => part)
  say(`building ${names.join(', ')} ...`)
  for (const name of names) rmSync(stampOf(name), { force: true })
  const windowParts = names.filter((name) => name !== 'cli')
  const results = [
    ...(windowParts.length > 0 ? [buildWindowParts(windowParts)] : []),
    ...(names.includes('cli') ? [buildCommandLine()] : []),
  ]
  const failed = results.find(({ ok }) => !ok)
  if (failed) throw new Stop(`The build failed:\n${tailOf(failed.output, 40)}`)
  mkdirSync(path.join(projectRoot, 'out'), { recursive: true })
  for (const { part, digest } of changed) writeFileSync(stampOf(part), digest)
  return names
}

function stampOf(/** @type {string} */ part) {
  return path.join(projectRoot, 'out', `${part}.built-from`)
}

function isBuilt(/** @type {string} */ part, /** @type {string} */ digest) {
  const product = path.join(projectRoot, products[/** @type {keyof typeof products} */ (part)])
  return existsSync(product) && existsSync(stampOf(part)) && readFileSync(stampOf(part), 'utf8') === digest
}

/** Content, not times: a checkout changes the times of files that stay the same. */
function digestOf(/** @type {string[]} */ entries) {
  const hash = createHash('sha256')
  for (const file of entries.flatMap(filesUnder)) hash.update(`${file}\n`).update(readFileSync(file))
  return hash.digest('hex')
}

function filesUnder(/** @type {string} */ entry) {
  const absolute = path.join(projectRoot, entry)
  if (!existsSync(absolute)) return []
  if (statSync(absolute).isFile()) return [absolute]
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && !/\.test\.tsx?$/.test(file.name))
    .map((file) => path.join(file.parentPath, file.name))
    .sort()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await stopWithWords(() => {
    const built = buildChanged({ all: process.argv.includes('--all') })
    say(built.length === 0 ? 'everything is built' : `built ${built.join(', ')}`)
  })
}
