// Plants violations in a copy of the project and shows that the real `npm run check` finds each. Part of npm test.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { say } from './commands.mjs'
import { projectRoot } from './paths.mjs'

/** What is not source, and too large to copy. */
const notCopied = new Set(['node_modules', '.git', '.cache', 'out', 'dist', 'resources'])
const many = (/** @type {number} */ count, /** @type {string} */ line) =>
  Array.from({ length: count }, () => line).join('\n')

/**
 * @typedef {object} Violation
 * @property {string} name
 * @property {string} part of the check that must find it
 * @property {string} file
 * @property {string} text
 * @property {string} said what the check must say about it
 */

/** @type {Violation[]} */
const violations = [
  {
    name: 'the engine opens a window',
    part: 'layers',
    file: 'src/main/engine/planted.ts',
    text: `import { app } from 'electron'\nexport const planted = app.getName()\n`,
    said: 'engine-has-no-windows',
  },
  {
    name: 'the page reaches into the main process',
    part: 'layers',
    file: 'src/renderer/planted.ts',
    text: `import { FfmpegError } from '../main/engine/ffmpeg/ffmpeg'\nexport const planted = FfmpegError\n`,
    said: 'renderer-is-a-page',
  },
  {
    name: 'shared code reads the disk',
    part: 'layers',
    file: 'src/shared/planted.ts',
    text: `import { readFileSync } from 'node:fs'\nexport const planted = readFileSync\n`,
    said: 'shared-is-pure',
  },
  {
    name: 'the preload carries more than channel names',
    part: 'layers',
    file: 'src/preload/planted.ts',
    text: `import { assert } from '../shared/assert'\nexport const planted = assert\n`,
    said: 'preload-values',
  },
  {
    name: 'a primitive knows films',
    part: 'layers',
    file: 'src/renderer/ui/planted.ts',
    text: `import { newDocument } from '../../shared/project/new-document'\nexport const planted = newDocument\n`,
    said: 'primitives-know-no-films',
  },
  {
    name: 'a file is too long',
    part: 'lint',
    file: 'src/shared/planted.ts',
    text: `export const planted = 1\n${many(400, '// one line more')}\n`,
    said: 'File has too many lines (401)',
  },
  {
    name: 'a function is too long',
    part: 'lint',
    file: 'src/shared/planted-2.ts',
    text: `export function planted(): number {\n  let sum = 0\n${many(60, '  sum += 1')}\n  return sum\n}\n`,
    said: 'has too many lines',
  },
  {
    name: 'a second place serves the window',
    part: 'lint',
    file: 'src/main/shell/planted.ts',
    text: `import { ipcMain } from 'electron'\nexport const planted = ipcMain\n`,
    said: `'ipcMain' import from 'electron' is restricted`,
  },
  {
    name: 'a second place starts processes',
    part: 'lint',
    file: 'src/main/engine/planted.ts',
    text: `import { spawn } from 'node:child_process'\nexport const planted = spawn\n`,
    said: `'node:child_process' import is restricted`,
  },
  {
    name: 'another place talks to the network',
    part: 'lint',
    file: 'src/main/engine/planted-2.ts',
    text: `export const planted = (): Promise<Response> => fetch('https://example.invalid')\n`,
    said: `Unexpected use of 'fetch'`,
  },
  {
    name: 'any',
    part: 'lint',
    file: 'src/shared/planted-3.ts',
    text: `export const planted: any = 1\n`,
    said: 'no-explicit-any',
  },
  {
    name: 'a promise nobody waits for',
    part: 'lint',
    file: 'src/shared/planted-4.ts',
    text: `export function planted(): void {\n  Promise.resolve(1)\n}\n`,
    said: 'no-floating-promises',
  },
  {
    name: 'a default export',
    part: 'lint',
    file: 'src/shared/planted-5.ts',
    text: `export default 1\n`,
    said: 'no-default-export',
  },
  {
    name: 'a barrel',
    part: 'lint',
    file: 'src/shared/planted-6.ts',
    text: `export * from './ids'\n`,
    said: 'no-barrel-file',
  },
  {
    name: 'a file nobody imports',
    part: 'dead-code',
    file: 'src/shared/planted.ts',
    text: `export const planted = 1\n`,
    said: 'planted',
  },
  {
    name: 'process in a page',
    part: 'types:renderer',
    file: 'src/renderer/planted.ts',
    text: `export const planted = process.pid\n`,
    said: `Cannot find name 'process'`,
  },
  {
    name: 'document in shared code',
    part: 'types:shared',
    file: 'src/shared/planted.ts',
    text: `export const planted = document.title\n`,
    said: `Cannot find name 'document'`,
  },
  {
    name: 'a new channel of Electron that the oldest one lacks',
    part: 'types:main-electron-33',
    file: 'src/main/shell/planted.ts',
    text: `import { sharedTexture } from 'electron'\nexport const planted = sharedTexture\n`,
    said: 'sharedTexture',
  },
  {
    name: 'a line out of shape',
    part: 'format',
    file: 'src/shared/planted.ts',
    text: `export   const planted = "1";\n`,
    said: 'planted',
  },
]

/** A copy beside nothing else: the project's ignored folders would be ignored by the tools too. */
function copyProject() {
  const copy = mkdtempSync(path.join(tmpdir(), 'seamline-planted-'))
  for (const entry of readdirSync(projectRoot)) {
    if (!notCopied.has(entry)) cpSync(path.join(projectRoot, entry), path.join(copy, entry), { recursive: true })
  }
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(copy, 'node_modules'), 'junction')
  // What set-up found on this machine holds for the copy as well.
  mkdirSync(path.join(copy, '.cache'))
  cpSync(path.join(projectRoot, '.cache/runtime.json'), path.join(copy, '.cache/runtime.json'))
  return copy
}

/**
 * @param {string} copy
 * @param {string[]} parts
 */
function checkIn(copy, parts) {
  const npm = process.env.npm_execpath
  const [program, first] = npm ? [process.execPath, [npm]] : ['npm', []]
  const args = [...first, 'run', '--silent', 'check', '--', ...parts]
  const result = spawnSync(program, args, { cwd: copy, encoding: 'utf8', maxBuffer: 1 << 26 })
  return { passes: result.status === 0, output: `${result.stdout}${result.stderr}` }
}

/**
 * Runs one part of the check over the copy with all of its violations in it.
 * @param {string} copy
 * @param {string} part
 */
function plant(copy, part) {
  const planted = violations.filter((violation) => violation.part === part)
  for (const { file, text } of planted) writeFileSync(path.join(copy, file), text)
  const { passes, output } = checkIn(copy, [part])
  for (const { file } of planted) rmSync(path.join(copy, file))
  return planted.map(({ name, file, said }) => {
    const found = !passes && output.split('\n').some((line) => line.includes(file) && line.includes(said))
    return { name: `${part}: ${name}`, problem: found ? null : output }
  })
}

/** Without a violation the same parts pass, so that a failure is the violation's and not the copy's. */
function withoutViolation(/** @type {string} */ copy, /** @type {string[]} */ parts) {
  const { passes, output } = checkIn(copy, parts)
  const modules = Number(/layers\s.*?(\d+) modules/.exec(output)?.[1] ?? 0)
  return { name: `none, and ${modules} modules pass`, problem: passes && modules > 0 ? null : output }
}

/** @returns {{ passed: number, failed: number }} how many violations were found, and how many were not */
export function checkPlanted() {
  const copy = copyProject()
  const parts = [...new Set(violations.map(({ part }) => part))]
  try {
    const results = [withoutViolation(copy, parts), ...parts.flatMap((part) => plant(copy, part))]
    for (const { name, problem } of results) say(`${problem === null ? 'ok  ' : 'FAIL'} planted ${name}`)
    for (const problem of new Set(results.map((result) => result.problem))) process.stdout.write(problem ?? '')
    const passed = results.filter(({ problem }) => problem === null).length
    return { passed, failed: results.length - passed }
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

if (process.argv[1] === import.meta.filename) process.exitCode = checkPlanted().failed > 0 ? 1 : 0
