import { say, Stop } from './commands.mjs'

/**
 * Runs a script's work; an expected failure ends it with its message, a bug with its stack.
 * @param {() => unknown} work
 */
export async function stopWithWords(work) {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    say(error.message)
    process.exitCode = 1
  }
}
