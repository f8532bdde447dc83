import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { partialName } from './partial-names'
import { sweepPartials } from './sweep-partials'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sweep-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** The name that a process which has ended would have left. */
async function staleName(): Promise<string> {
  return (await partialName()).replace(`-${process.pid}-`, '-4194304-')
}

it('removes what a process that ended left behind, files and folders, and nothing else', async () => {
  const mine = await partialName()
  const elsewhere = (await staleName()).replace(/^\.seamline-[0-9a-f]{8}/, '.seamline-00000000')
  const kept = [mine, elsewhere, 'film.mp4', '.seamline-notes.partial', `x${await staleName()}`]
  for (const name of [...kept, await staleName()]) await writeFile(join(folder, name), 'x')
  const stale = join(folder, await staleName())
  await mkdir(stale)
  await writeFile(join(stale, 'piece-0.mp4'), 'x')
  expect(await sweepPartials(folder)).toBe(2)
  expect((await readdir(folder)).sort()).toEqual([...kept].sort())
})

it('tells a process number that another process has now', async () => {
  if (process.platform !== 'linux') return
  const name = (await partialName()).replace(/-(\d+)-([0-9a-f]{12})\.partial$/, '-1-$2.partial')
  await writeFile(join(folder, name), 'x')
  expect(await sweepPartials(folder)).toBe(1)
})

it('leaves alone a folder that is not there', async () => {
  expect(await sweepPartials(join(folder, 'gone'))).toBe(0)
})
