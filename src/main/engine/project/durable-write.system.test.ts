import { readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ExpectedError } from '../../../shared/ipc/app-error'
import { isTemporaryName, keepCopy, writeDurably } from './durable-write'
import { diskFiles } from './file-operations'
import { faultyFiles, type Call, type Fate } from './testing/faulty-files'
import { onSmallDisk, whyNoDisk } from './testing/mounted-disk'
import { inTemporaryFolder } from './testing/temporary-folder'

const oldText = 'the old film '.repeat(400)
const newText = 'the new film '.repeat(700)

interface Outcome {
  readonly error: unknown
  readonly found: string
  readonly previous: string | null
  readonly names: readonly string[]
  readonly calls: readonly Call[]
}

async function read(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null)
}

async function writeWith(fateOf: (call: Call) => Fate): Promise<Outcome> {
  return inTemporaryFolder(async (folder) => {
    const path = join(folder, 'project.json')
    await writeFile(path, oldText)
    const disk = faultyFiles(fateOf)
    const error: unknown = await writeDurably(path, newText, { files: disk.files, keepPrevious: true }).catch(
      (problem: unknown) => problem,
    )
    await disk.dispose()
    const found = await readFile(path, 'utf8')
    return { error, found, previous: await read(`${path}.bak`), names: await readdir(folder), calls: disk.calls }
  })
}

test('writes a new file, replaces it and keeps the one before', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'a file "with" 🎬.json')
    await writeDurably(path, 'one', { keepPrevious: true })
    await writeDurably(path, new TextEncoder().encode('two'), { keepPrevious: true })
    await writeDurably(path, 'three', { keepPrevious: true })
    expect(await read(path)).toBe('three')
    expect(await read(`${path}.bak`)).toBe('two')
    expect(await readdir(folder)).toHaveLength(2)
  }))

test('the bytes are flushed before the rename and the folder after it', async () => {
  const { calls } = await writeWith(() => 'works')
  const names = calls.map((call) => `${call.name} ${isTemporaryName(call.path) ? 'temporary' : 'named'}`)
  const rename = calls.findLastIndex((call) => call.name === 'rename')
  const lastWrite = names.lastIndexOf('write temporary')
  const sync = names.indexOf('sync temporary')
  expect(lastWrite).toBeLessThan(sync)
  expect(sync).toBeLessThan(names.indexOf('stat temporary'))
  expect(names.indexOf('stat temporary')).toBeLessThan(rename)
  expect(calls.slice(rename + 1).map((call) => call.name)).toEqual(['open', 'sync', 'close'])
})

test('takes as many writes as the system wants', async () => {
  const { error, found, calls } = await writeWith((call) => (call.name === 'write' ? 'short' : 'works'))
  expect(error).toBeUndefined()
  expect(found).toBe(newText)
  expect(calls.filter((call) => call.name === 'write').length).toBeGreaterThan(5)
})

test('a disk that takes nothing is a failure, not an endless loop', () =>
  inTemporaryFolder(async (folder) => {
    const lazy = {
      ...diskFiles,
      open: async (path: string, flags: 'wx' | 'r+' | 'r') => {
        const file = await diskFiles.open(path, flags)
        return {
          write: () => Promise.resolve({ bytesWritten: 0 }),
          sync: () => file.sync(),
          stat: () => file.stat(),
          truncate: (length: number) => file.truncate(length),
          close: () => file.close(),
        }
      },
    }
    await expect(writeDurably(join(folder, 'f'), 'text', { files: lazy })).rejects.toThrow(ExpectedError)
    expect(await readdir(folder)).toEqual([])
  }))

describe('at every system call', () => {
  test.each(['ENOSPC', 'EIO', 'EACCES'])('%s leaves the old or the new file and no temporary one', async (code) => {
    const { calls } = await writeWith(() => 'works')
    expect(calls.length).toBeGreaterThan(10)
    for (const { index, name } of calls) {
      const outcome = await writeWith((call) => (call.index === index ? { code } : 'works'))
      expect([oldText, newText]).toContain(outcome.found)
      if (outcome.error === undefined) expect(outcome.found).toBe(newText)
      else expect(outcome.error).toMatchObject({ kind: code === 'ENOSPC' ? 'diskFull' : 'fileProblem' })
      if (name !== 'remove') expect(outcome.names.filter(isTemporaryName)).toEqual([])
      if (outcome.previous !== null) expect(outcome.previous).toBe(oldText)
    }
  })

  test('a crash leaves the old or the new file, and a copy that is whole', async () => {
    const { calls } = await writeWith(() => 'works')
    const seen = new Set<string>()
    for (const { index } of calls) {
      const outcome = await writeWith((call) => (call.index === index ? 'crash' : 'works'))
      expect([oldText, newText]).toContain(outcome.found)
      expect([oldText, null]).toContain(outcome.previous)
      seen.add(outcome.found)
    }
    expect(seen.size).toBe(2)
  })

  test('a crash, and again in the second attempt, leaves the old or the new file', async () => {
    const { calls } = await writeWith(() => 'works')
    for (const first of calls) {
      await inTemporaryFolder(async (folder) => {
        const path = join(folder, 'project.json')
        await writeFile(path, oldText)
        for (const at of [first.index, calls.length - 1 - first.index, calls.length]) {
          const disk = faultyFiles((call) => (call.index === at ? 'crash' : 'works'))
          await writeDurably(path, newText, { files: disk.files, keepPrevious: true }).catch(() => undefined)
          await disk.dispose()
          expect([oldText, newText]).toContain(await read(path))
        }
        expect(await read(path)).toBe(newText)
        expect([oldText, newText]).toContain(await read(`${path}.bak`))
      })
    }
  })
})

test('a full disk is said in plain words', async () => {
  const { error } = await writeWith((call) => (call.name === 'write' ? { code: 'ENOSPC' } : 'works'))
  expect(error).toBeInstanceOf(ExpectedError)
  expect((error as ExpectedError).message).toBe(
    'Could not write project.json: the disk is full. Free some space and try again.',
  )
})

test('without hard links the file before is kept as a copy', async () => {
  const outcome = await writeWith((call) => (call.name === 'link' ? { code: 'EPERM' } : 'works'))
  expect(outcome).toMatchObject({ found: newText, previous: oldText })
  expect(outcome.calls.map((call) => call.name)).toContain('copy')
})

test('a link in the place of the file is replaced, not followed', () =>
  inTemporaryFolder(async (folder) => {
    const outside = join(folder, 'outside')
    await writeFile(outside, 'mine')
    await symlink(outside, join(folder, 'project.json'))
    await writeDurably(join(folder, 'project.json'), 'film', { keepPrevious: true })
    expect(await read(outside)).toBe('mine')
    expect(await read(join(folder, 'project.json'))).toBe('film')
  }))

test('keeping a copy of a copy that is the same file leaves no stray name', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'a')
    await writeFile(path, 'a')
    await keepCopy(diskFiles, path, `${path}.bak`)
    await keepCopy(diskFiles, path, `${path}.bak`)
    expect((await readdir(folder)).sort()).toEqual(['a', 'a.bak'])
  }))

/** Writes ever larger films to a disk until they no longer fit; says how many were written and refused. */
async function growUntilFull(
  disk: string,
  bytesOfDisk: number,
  steps: number,
): Promise<{ written: number; refused: number }> {
  const path = join(disk, 'project.json')
  let current = 'x'
  await writeDurably(path, current, { keepPrevious: true })
  let [written, refused] = [0, 0]
  for (let step = 1; step <= steps; step++) {
    const next = String.fromCharCode(97 + (step % 26)).repeat(Math.round((bytesOfDisk * step) / steps))
    try {
      await writeDurably(path, next, { keepPrevious: true })
      current = next
      written++
    } catch (error) {
      expect(error).toMatchObject({ kind: 'diskFull' })
      refused++
    }
    expect(await readFile(path, 'utf8')).toBe(current)
    expect((await readdir(disk)).filter(isTemporaryName)).toEqual([])
  }
  return { written, refused }
}

/** Fills five real disks, ten sizes each; gives how many writes fitted and how many were refused. */
async function fillRealDisks(): Promise<{ written: number; refused: number }> {
  const total = { written: 0, refused: 0 }
  await inTemporaryFolder(async (folder) => {
    for (const kilobytes of [256, 384, 512, 1024, 2048]) {
      await onSmallDisk(folder, kilobytes, async (disk) => {
        const { written, refused } = await growUntilFull(disk, kilobytes * 1024, 10)
        total.written += written
        total.refused += refused
      })
    }
  })
  return total
}

/** Lets fifty disks be full after ever more bytes; gives what was found afterwards. */
async function fillPretendedDisks(): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for (let size = 0; size < 50; size++) {
    let room = Math.round((newText.length * size) / 50)
    outcomes.push(
      await writeWith((call) => {
        if (call.name !== 'write') return 'works'
        const takes = Math.min(room, call.bytes)
        room -= takes
        return takes === 0 ? { code: 'ENOSPC' } : { takes }
      }),
    )
  }
  return outcomes
}

test('on a disk said to be full after any number of bytes it is the old film', async () => {
  for (const outcome of await fillPretendedDisks()) {
    expect(outcome).toMatchObject({ found: oldText, error: { kind: 'diskFull' } })
    expect(outcome.names.filter(isTemporaryName)).toEqual([])
  }
})

const noDisk = whyNoDisk()

test(`on a disk that is really full it is the old or the new film, at 50 sizes (${noDisk ?? 'mounted'})`, async () => {
  // Where no disk can be mounted the name says why, and the pretended ones stand in for it.
  if (noDisk !== null) return expect(await fillPretendedDisks()).toHaveLength(50)
  const { written, refused } = await fillRealDisks()
  expect(written + refused).toBe(50)
  expect(written).toBeGreaterThan(10)
  expect(refused).toBeGreaterThan(10)
})

test('the size on disk is what was written', () =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'f')
    await writeDurably(path, 'ü'.repeat(1000))
    expect((await stat(path)).size).toBe(2000)
  }))
