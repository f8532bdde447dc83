import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import path from 'node:path'

/** An expected failure of a script, told to the user in one message and without a stack. */
export class Stop extends Error {}

/** One line about what is happening, for the person who waits. */
export function say(/** @type {string} */ line) {
  process.stderr.write(`seamline: ${line}\n`)
}

/**
 * The absolute path of a program on the PATH, or null.
 * @param {string} name
 */
export function findOnPath(name) {
  const suffixes = process.platform === 'win32' ? ['.exe', '.cmd'] : ['']
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const suffix of suffixes) {
      const file = path.join(folder, name + suffix)
      if (folder !== '' && isExecutable(file)) return file
    }
  }
  return null
}

/** @param {string} file */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Runs a program to its end and keeps what it printed; a non-zero exit is an answer, not an error.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
export function runToEnd(program, args, options = {}) {
  const result = spawnSync(program, args, { maxBuffer: 64 * 1024 * 1024, ...options, encoding: 'utf8' })
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}${result.error ? result.error.message : ''}`
  return { ok: result.status === 0, output }
}

/** Prints the last lines of what a failed program said. */
export function tailOf(/** @type {string} */ output, lines = 15) {
  return output.trimEnd().split('\n').slice(-lines).join('\n')
}
