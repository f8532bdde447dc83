// npm run e2e [-- arguments for Playwright]: builds what changed and runs the tests in the real window.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildChanged } from './build.mjs'
import { openDisplay } from './display.mjs'
import { pinnedNode, projectRoot } from './paths.mjs'
import { stopWithWords } from './stop-with-words.mjs'

const playwright = path.join(projectRoot, 'node_modules/@playwright/test/cli.js')

/**
 * Runs the end-to-end tests on a display of their own, so that no test depends on what else is on the screen.
 * @param {string[]} args
 * @returns {Promise<number>} exit code
 */
export async function runEndToEnd(args) {
  buildChanged()
  const display = await openDisplay({ windowManager: true, alwaysVirtual: process.platform === 'linux' })
  try {
    const child = spawn(pinnedNode, [playwright, 'test', ...args], {
      cwd: projectRoot,
      env: display.env,
      stdio: 'inherit',
    })
    const [code] = await once(child, 'exit')
    return code ?? 1
  } finally {
    await display.close()
  }
}

/**
 * Names that stand before the options, as parts of file names: Playwright looks for them in whole paths, and finds them
 * in the name of the folder that this clone lies in too.
 * @param {readonly string[]} args
 */
function asFileNames(args) {
  const options = args.findIndex((arg) => arg.startsWith('-'))
  const names = options === -1 ? args : args.slice(0, options)
  const rest = args.slice(names.length)
  return [...names.map((name) => (/[\\/]/.test(name) ? name : `[\\\\/][^\\\\/]*${name}[^\\\\/]*$`)), ...rest]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await stopWithWords(async () => {
    process.exitCode = await runEndToEnd(asFileNames(process.argv.slice(2)))
  })
}
