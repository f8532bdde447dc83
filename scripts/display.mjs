import { spawn } from 'node:child_process'
import { findOnPath, say, Stop } from './commands.mjs'

/** Larger than the window, so that a window manager's frame fits around it. */
const screen = '1600x1000x24'

/**
 * A place to open windows.
 * @typedef {object} Display
 * @property {NodeJS.ProcessEnv} env what a program needs in its environment to open a window there
 * @property {boolean} virtual
 * @property {() => Promise<void>} close
 */

/**
 * The display of this session, or a virtual one that lives until it is closed or this process ends.
 * @param {{ windowManager?: boolean, alwaysVirtual?: boolean }} [options] a window manager is what makes focus and full screen real
 * @returns {Promise<Display>}
 */
export async function openDisplay({ windowManager = false, alwaysVirtual = false } = {}) {
  const hasScreen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  if (hasScreen && !alwaysVirtual) return { env: process.env, virtual: false, close: async () => {} }
  const server = await startVirtualScreen()
  // Wayland would win over the virtual screen if it were left in the environment.
  const { WAYLAND_DISPLAY: _, ...rest } = process.env
  const env = { ...rest, DISPLAY: `:${server.number}` }
  const manager = windowManager ? startWindowManager(env) : null
  return {
    env,
    virtual: true,
    close: async () => {
      await stop(manager)
      await stop(server.process)
    },
  }
}

async function startVirtualScreen() {
  const program = findOnPath('Xvfb')
  if (!program) throw new Stop('There is no display and no Xvfb to make one: run "npm run setup".')
  // The server picks a free number itself and writes it to the fourth stream, which no two of them can get wrong.
  const args = ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset']
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const pipe = /** @type {import('node:stream').Readable} */ (child.stdio[3])
  const number = await new Promise((resolve, reject) => {
    let written = ''
    // Number and line end come in two writes; to hang up between them would end the server.
    pipe.on('data', (data) => {
      written += data
      if (written.endsWith('\n')) resolve(written.trim())
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Stop(`Xvfb ended before it had a display (exit code ${code}).`)))
  })
  pipe.destroy()
  stopWithThisProcess(child)
  return { process: child, number }
}

function startWindowManager(/** @type {NodeJS.ProcessEnv} */ env) {
  const program = findOnPath('openbox')
  if (!program) return null
  const child = spawn(program, ['--sm-disable'], { env, stdio: 'ignore' })
  child.once('error', (error) => say(`no window manager: ${error.message}`))
  stopWithThisProcess(child)
  return child
}

function stopWithThisProcess(/** @type {import('node:child_process').ChildProcess} */ child) {
  const kill = () => child.kill()
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
}

async function stop(/** @type {import('node:child_process').ChildProcess | null} */ child) {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill()
  await ended
}
