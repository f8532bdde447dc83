import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from './paths.mjs'

const modules = path.join(projectRoot, 'node_modules')

/**
 * The notices that go with a package: every npm package that is bundled or shipped, with its licence text, and ffmpeg.
 * @param {{ hasFfmpeg: boolean }} contents
 */
export function thirdPartyNotices({ hasFfmpeg }) {
  const names = [...withTheirDependencies(importedPackages())].sort()
  return [
    'Seamline contains the work of others. Electron and Chromium: see LICENSE.electron.txt and LICENSES.chromium.html.',
    ffmpegNotice(hasFfmpeg),
    ...names.map(packageNotice),
  ].join(`\n\n${'-'.repeat(80)}\n\n`)
}

function ffmpegNotice(/** @type {boolean} */ hasFfmpeg) {
  if (!hasFfmpeg) return 'FFmpeg is not part of this package; the one installed on the computer is used.'
  return `FFmpeg (https://ffmpeg.org), with x264 (https://www.videolan.org/developers/x264.html)

Seamline runs the separate program "ffmpeg" that lies in its resources folder. It is free software under the GNU General
Public License, version 3 or later; Seamline's own code is not part of it. You may replace it by your own build. The
complete source code of FFmpeg is at https://ffmpeg.org/download.html; where this build and its parts come from is written
in ffmpeg.README beside the program, its licence in ffmpeg.LICENSE.

${readFileSync(path.join(modules, 'ffmpeg-static/LICENSE'), 'utf8')}`
}

/** Names in import statements of the sources: more than is bundled (types too), never less. */
function importedPackages() {
  const sources = readdirSync(path.join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
  const names = new Set()
  const shipped = sources.filter((name) => /\.(tsx?|css)$/.test(name) && !/\.test\.|\btest-|\btesting\b/.test(name))
  for (const file of shipped) {
    const text = readFileSync(path.join(projectRoot, 'src', file), 'utf8')
    for (const [, name] of text.matchAll(/(?:from|import) ['"]((?:@[\w.-]+\/)?[\w-][\w.-]*)['"/]/g)) names.add(name)
  }
  return [...names].filter((name) => existsSync(path.join(modules, name, 'package.json')))
}

function withTheirDependencies(/** @type {string[]} */ roots) {
  const found = new Set(Object.keys(manifestOf('..').dependencies))
  const queue = [...roots, ...found]
  for (let name = queue.pop(); name; name = queue.pop()) {
    // Electron brings its own notices; what its npm package depends on only downloads it.
    if (name === 'electron' || !existsSync(path.join(modules, name, 'package.json'))) continue
    found.add(name)
    queue.push(...Object.keys(manifestOf(name).dependencies ?? {}).filter((dependency) => !found.has(dependency)))
  }
  return found
}

function manifestOf(/** @type {string} */ name) {
  return JSON.parse(readFileSync(path.join(modules, name, 'package.json'), 'utf8'))
}

function packageNotice(/** @type {string} */ name) {
  const folder = path.join(modules, name)
  const papers = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|third[-_]party|copying)/i.test(file))
  const { version, license } = manifestOf(name)
  const texts = papers.map((file) => readFileSync(path.join(folder, file), 'utf8').trim())
  return [`${name} ${version} (${license})`, ...texts].join('\n\n')
}
