import { readFile } from 'node:fs/promises'
import { errorCode } from './file-problem'

interface ProcessFacts {
  readonly state: string
  readonly started: string
}

/** What Linux says about a process; null elsewhere, or when there is no such process. */
async function factsOf(pid: number): Promise<ProcessFacts | null> {
  if (process.platform !== 'linux') return null
  try {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold spaces and brackets; what follows the last one is plain.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? '', started: fields[19] ?? '' }
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ESRCH') return null
    throw error
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Not allowed to signal it, but it is there.
    return errorCode(error) === 'EPERM'
  }
}

/** When a process began, in clock ticks since the system did; null where the system does not say without a helper. */
export async function processStart(pid: number): Promise<string | null> {
  return (await factsOf(pid))?.started ?? null
}

/**
 * Whether the process that had this number when it began at `started` still runs. A number that went to another process
 * is told apart where start times are known; elsewhere any process of that number counts as alive.
 */
export async function processState(pid: number, started: string | null): Promise<'alive' | 'dead'> {
  if (!exists(pid)) return 'dead'
  const facts = await factsOf(pid)
  if (facts === null) return 'alive'
  const ended = facts.state === 'Z' || facts.state === 'X'
  return ended || (started !== null && started !== facts.started) ? 'dead' : 'alive'
}
