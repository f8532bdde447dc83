import { existsSync } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { partialName } from '../film/partial-names'
import { sweepPartials } from '../film/sweep-partials'
import { orAbort } from './or-abort'

/** Makes a file at `temporary`; the signal fires when nobody waits for it any more. */
export type MakeFile = (temporary: string, signal: AbortSignal) => Promise<void>

interface Making {
  readonly done: Promise<string>
  readonly controller: AbortController
  waiting: number
}

/** Files that can be made again at any time, each made once even when asked for twice at the same moment. */
export interface MakeOnce {
  /** The path of the finished file, made now if it is missing. Rejects with the signal's reason when it fires. */
  file(target: string, signal: AbortSignal, make: MakeFile): Promise<string>
  /** Cancels everything that is being made and waits for the ends. */
  close(): Promise<void>
}

async function isMade(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.size > 0,
    () => false,
  )
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function makeIn(folder: string, target: string, signal: AbortSignal, make: MakeFile): Promise<void> {
  signal.throwIfAborted()
  const temporary = join(folder, await partialName())
  try {
    await make(temporary, signal)
    // A name that survives a power cut must not stand for bytes that did not.
    await flush(temporary)
    await rename(temporary, target)
  } finally {
    await rm(temporary, { force: true })
  }
}

async function makeAt(target: string, swept: Set<string>, signal: AbortSignal, make: MakeFile): Promise<string> {
  if (await isMade(target)) return target
  const folder = dirname(target)
  await mkdir(folder, { recursive: true })
  if (!swept.has(folder)) {
    swept.add(folder)
    await sweepPartials(folder)
  }
  try {
    await makeIn(folder, target, signal, make)
  } catch (error) {
    if (existsSync(folder)) throw error
    // Somebody deleted the cache meanwhile, as they may.
    await mkdir(folder, { recursive: true })
    await makeIn(folder, target, signal, make)
  }
  return target
}

/** Starts with nothing in the making. */
export function createMakeOnce(): MakeOnce {
  const makings = new Map<string, Making>()
  const running = new Set<Making>()
  /** Folders that were freed of what a crash left in them. */
  const swept = new Set<string>()

  function begin(target: string, make: MakeFile): Making {
    const controller = new AbortController()
    const done = makeAt(target, swept, controller.signal, make).finally(() => {
      running.delete(making)
      if (makings.get(target) === making) makings.delete(target)
    })
    // Whoever waits hears of a failure; when nobody does any more, nobody needs to.
    done.catch(() => undefined)
    const making: Making = { done, controller, waiting: 0 }
    makings.set(target, making)
    running.add(making)
    return making
  }

  async function file(target: string, signal: AbortSignal, make: MakeFile): Promise<string> {
    signal.throwIfAborted()
    const making = makings.get(target) ?? begin(target, make)
    making.waiting++
    try {
      return await orAbort(making.done, signal)
    } finally {
      making.waiting--
      if (making.waiting === 0) {
        // Whoever asks from now on must not be handed a making that is on its way out.
        if (makings.get(target) === making) makings.delete(target)
        making.controller.abort(new DOMException('Nobody waits for it', 'AbortError'))
      }
    }
  }

  return {
    file,
    async close() {
      const unfinished = [...running]
      for (const making of unfinished) making.controller.abort(new DOMException('Closed', 'AbortError'))
      await Promise.allSettled(unfinished.map((making) => making.done))
    },
  }
}
