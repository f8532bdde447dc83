import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openDisplay } from './display.mjs'
import { projectRoot } from './paths.mjs'
import { developmentSwitches, electronRuntime } from './runtime.mjs'

const parentCheckMilliseconds = 500

/**
 * Opens the built app and waits until it ends.
 * @param {string[]} args
 * @param {{ onVirtualDisplay?: () => void }} [options]
 * @returns {Promise<number>} its exit code
 */
export async function openApp(args, { onVirtualDisplay } = {}) {
  const { executable } = electronRuntime()
  const display = await openDisplay()
  if (display.virtual) onVirtualDisplay?.()
  const switches = developmentSwitches({ virtualDisplay: display.virtual })
  const child = spawn(executable, [...switches, projectRoot, ...args], { env: display.env, stdio: 'inherit' })
  const release = endWithUs(child)
  try {
    const [code] = await once(child, 'exit')
    return code ?? 1
  } finally {
    release()
    await display.close()
  }
}

/**
 * Lets a child end when this process is told to, or when what started this process is gone: npm does not always pass
 * its own end on.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} stops watching
 */
export function endWithUs(child) {
  const end = () => child.kill()
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
  for (const signal of signals) process.on(signal, end)
  const parent = process.ppid
  const watch = setInterval(() => process.ppid !== parent && end(), parentCheckMilliseconds)
  return () => {
    clearInterval(watch)
    for (const signal of signals) process.off(signal, end)
  }
}
