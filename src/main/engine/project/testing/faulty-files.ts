import { diskFiles, type FileOperations, type OpenFile } from '../file-operations'

/** What happens at one call: it works, fails with a system error, takes few bytes, or the process "dies" in it. */
export type Fate = 'works' | 'crash' | 'short' | { readonly code: string } | { readonly takes: number }

export interface Call {
  readonly index: number
  readonly name: string
  readonly path: string
  /** Bytes a write was given; 0 for other calls. */
  readonly bytes: number
}

/** The "death" of the process; it looks like a system error to the code under test. */
class Crash extends Error {
  readonly code = 'EIO'
}

export interface FaultyFiles {
  readonly files: FileOperations
  readonly calls: readonly Call[]
  /** Closes what a "crash" left open in this process. */
  dispose(): Promise<void>
}

/** The real disk behind a layer that fails where it is told to; after a crash every later call dies as well. */
export function faultyFiles(fateOf: (call: Call) => Fate): FaultyFiles {
  const calls: Call[] = []
  const open = new Set<OpenFile>()
  let dead = false

  function next(name: string, path: string, bytes = 0): Fate {
    if (dead) throw new Crash(`dead at ${name}`)
    const call = { index: calls.length, name, path, bytes }
    calls.push(call)
    const fate = fateOf(call)
    if (fate === 'crash') dead = true
    if (typeof fate === 'object' && 'code' in fate)
      throw Object.assign(new Error(`${fate.code} at ${name}`), { code: fate.code })
    return fate
  }

  async function run<Value>(name: string, path: string, effect: () => Promise<Value>): Promise<Value> {
    if (next(name, path) === 'crash') throw new Crash(`died at ${name}`)
    return effect()
  }

  function wrap(file: OpenFile, path: string): OpenFile {
    return {
      async write(bytes, offset, length, position) {
        const fate = next('write', path, length)
        const half = Math.max(1, Math.floor(length / 2))
        const takes = fate === 'works' ? length : typeof fate === 'object' && 'takes' in fate ? fate.takes : half
        const result = await file.write(bytes, offset, takes, position)
        if (fate === 'crash') throw new Crash('died in write')
        return result
      },
      sync: () => run('sync', path, () => file.sync()),
      stat: () => run('stat', path, () => file.stat()),
      truncate: (length) => run('truncate', path, () => file.truncate(length)),
      close: () =>
        run('close', path, async () => {
          open.delete(file)
          await file.close()
        }),
    }
  }

  const files: FileOperations = {
    open: (path, flags) =>
      run('open', path, async () => {
        const file = await diskFiles.open(path, flags)
        open.add(file)
        return wrap(file, path)
      }),
    link: (from, to) => run('link', to, () => diskFiles.link(from, to)),
    copy: (from, to) => run('copy', to, () => diskFiles.copy(from, to)),
    rename: (from, to) => run('rename', to, () => diskFiles.rename(from, to)),
    remove: (path) => run('remove', path, () => diskFiles.remove(path)),
  }
  return {
    files,
    calls,
    async dispose() {
      for (const file of open) await file.close()
      open.clear()
    },
  }
}
