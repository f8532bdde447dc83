import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMakeOnce, type MakeFile, type MakeOnce } from './make-once'

let folder: string
let once: MakeOnce
const signal = new AbortController().signal

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'make-once-'))
  once = createMakeOnce()
})
afterEach(async () => {
  await once.close()
  await rm(folder, { recursive: true, force: true })
})

/** Makes a file when it is let to, and ends when nobody waits. */
function slowMaker(): { readonly make: MakeFile; readonly finish: () => void; readonly calls: AbortSignal[] } {
  const calls: AbortSignal[] = []
  let finish = (): void => undefined
  const finished = new Promise<void>((resolve) => (finish = resolve))
  const make: MakeFile = async (temporary, wanted) => {
    calls.push(wanted)
    const given = new Promise((_, reject) => wanted.addEventListener('abort', () => reject(wanted.reason as Error)))
    await writeFile(temporary, 'half')
    await Promise.race([finished, given])
    await writeFile(temporary, 'whole')
  }
  return { make, finish: () => finish(), calls }
}

test('a file asked for twice at once is made once, and not again later', async () => {
  const target = join(folder, 'deep', 'down', 'file.txt')
  const { make, finish, calls } = slowMaker()
  const both = Promise.all([once.file(target, signal, make), once.file(target, signal, make)])
  finish()
  expect(await both).toEqual([target, target])
  await once.file(target, signal, make)
  expect(calls).toHaveLength(1)
  expect(await readFile(target, 'utf8')).toBe('whole')
})

test('one of two who wait may leave; the other gets the file', async () => {
  const target = join(folder, 'file.txt')
  const { make, finish, calls } = slowMaker()
  const leaving = new AbortController()
  const left = once.file(target, leaving.signal, make)
  const stayed = once.file(target, signal, make)
  leaving.abort()
  await expect(left).rejects.toMatchObject({ name: 'AbortError' })
  finish()
  expect(await stayed).toBe(target)
  expect(calls.map((call) => call.aborted)).toEqual([true])
})

test('the making stops when all have left, and nothing half made stays', async () => {
  const target = join(folder, 'file.txt')
  const { make, calls } = slowMaker()
  const leaving = new AbortController()
  const left = once.file(target, leaving.signal, make)
  leaving.abort()
  await expect(left).rejects.toMatchObject({ name: 'AbortError' })
  await once.close()
  expect(calls.every((call) => call.aborted)).toBe(true)
  expect(await readdir(folder)).toEqual([])
})

test('who asks after all have left gets a new making', async () => {
  const target = join(folder, 'file.txt')
  const leaving = new AbortController()
  const first = slowMaker()
  const left = once.file(target, leaving.signal, first.make)
  leaving.abort()
  await expect(left).rejects.toMatchObject({ name: 'AbortError' })
  const second = slowMaker()
  second.finish()
  expect(await once.file(target, signal, second.make)).toBe(target)
})

test('a failure reaches all who wait, and the next try is fresh', async () => {
  const target = join(folder, 'file.txt')
  const fail: MakeFile = async () => Promise.reject(new Error('no'))
  const both = await Promise.allSettled([once.file(target, signal, fail), once.file(target, signal, fail)])
  expect(both.map((one) => one.status)).toEqual(['rejected', 'rejected'])
  await once.file(target, signal, (temporary) => writeFile(temporary, 'yes'))
  expect(await readFile(target, 'utf8')).toBe('yes')
})

test('a deleted cache is made again', async () => {
  const target = join(folder, 'cache', 'file.txt')
  const make: MakeFile = (temporary) => writeFile(temporary, 'yes')
  await once.file(target, signal, make)
  await rm(join(folder, 'cache'), { recursive: true })
  await once.file(target, signal, make)
  expect(await readFile(target, 'utf8')).toBe('yes')
})

test('a cache that is deleted while something is made in it is no failure', async () => {
  const cache = join(folder, 'cache')
  const target = join(cache, 'file.txt')
  let calls = 0
  const made = await once.file(target, signal, async (temporary) => {
    await writeFile(temporary, 'yes')
    if (calls++ === 0) await rm(cache, { recursive: true })
  })
  expect(await readFile(made, 'utf8')).toBe('yes')
  expect(await readdir(cache)).toEqual(['file.txt'])
})
