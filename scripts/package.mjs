// npm run package [-- --test | --release]
//   (nothing)   a folder to run on this machine, with the fuses of a release
//   --test      the same, but Playwright's inspector may connect
//   --release   installers for this platform; refused unless everything in it is fit to be given to others
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { spawnSync } from 'node:child_process'
import { buildChanged } from './build.mjs'
import { say, Stop } from './commands.mjs'
import { pinnedNode, projectCache, projectRoot } from './paths.mjs'
import { electronRuntime } from './runtime.mjs'
import { stopWithWords } from './stop-with-words.mjs'
import { thirdPartyNotices } from './third-party-notices.mjs'

const staged = path.join(projectCache, 'package')
const ffmpegPackage = path.join(projectRoot, 'node_modules/ffmpeg-static')

/** The ffmpeg that goes into the package with its own papers; empty where its download was not possible. */
function stageFfmpeg() {
  const target = path.join(staged, 'ffmpeg')
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  const files = existsSync(ffmpegPackage)
    ? readdirSync(ffmpegPackage).filter((name) => /^ffmpeg(\.exe|\.README|\.LICENSE)?$/.test(name))
    : []
  for (const file of files) copyFileSync(path.join(ffmpegPackage, file), path.join(target, file))
  return files.includes('ffmpeg') || files.includes('ffmpeg.exe')
}

/** @param {string[]} flags */
function makePackage(flags) {
  const release = flags.includes('--release')
  const electron = electronRuntime()
  if (release && electron.kind === 'fallback') {
    throw new Stop(`Electron ${electron.version} is out of support: a release is only made with ${electron.wanted}.`)
  }
  buildChanged()
  const hasFfmpeg = stageFfmpeg()
  if (release && !hasFfmpeg)
    throw new Stop('A release carries its own ffmpeg, and its download failed: run "npm ci" again.')
  if (!hasFfmpeg) say('no ffmpeg goes into this package; it uses the one that is installed')
  writeFileSync(path.join(staged, 'THIRD_PARTY_NOTICES.txt'), thirdPartyNotices({ hasFfmpeg }))

  const settings = {
    electronDist: electron.packaging,
    electronVersion: electron.version,
    'directories.output': flags.includes('--test') ? 'dist/test' : 'dist',
    ...(flags.includes('--test') ? { 'electronFuses.enableNodeCliInspectArguments': true } : {}),
  }
  const args = [
    path.join(projectRoot, 'node_modules/electron-builder/cli.js'),
    ...(release ? [] : ['--dir']),
    ...Object.entries(settings).map(([name, value]) => `-c.${name}=${value}`),
  ]
  const { status } = spawnSync(pinnedNode, args, { cwd: projectRoot, stdio: 'inherit' })
  if (status !== 0) throw new Stop('The packager failed.')
  say(`packaged with Electron ${electron.version} under ${settings['directories.output']}`)
}

await stopWithWords(() => makePackage(process.argv.slice(2)))
