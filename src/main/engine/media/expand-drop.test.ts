import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expandDrop } from './expand-drop'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drop-'))
  const names = [
    'shots/10.png',
    'shots/2.png',
    'shots/Shot 1.png',
    'shots/.DS_Store',
    'shots/Thumbs.db',
    'a.png',
    'a/b/c/in.png',
    'a/b/c/d/too-deep.png',
  ]
  for (const name of names) {
    await mkdir(join(folder, dirname(name)), { recursive: true })
    await writeFile(join(folder, name), '')
  }
  await mkdir(join(folder, 'many'))
  await Promise.all(Array.from({ length: 520 }, (_, index) => writeFile(join(folder, 'many', `${index}.png`), '')))
})
afterAll(() => rm(folder, { recursive: true }))

async function dropped(...names: readonly string[]): Promise<readonly string[]> {
  const files = await expandDrop(names.map((name) => join(folder, name)))
  return files.map((file) => relative(folder, file).replaceAll('\\', '/'))
}

test('files come in natural order, whatever order they were picked in', async () => {
  expect(await dropped('shots/10.png', 'shots/2.png', 'a.png')).toEqual(['a.png', 'shots/2.png', 'shots/10.png'])
})

test('folders are opened three deep, without what systems leave in them', async () => {
  expect(await dropped('shots')).toEqual(['shots/2.png', 'shots/10.png', 'shots/Shot 1.png'])
  expect(await dropped('a')).toEqual(['a/b/c/in.png'])
})

test('a huge folder ends at 500 files', async () => {
  const files = await dropped('many')
  expect(files).toHaveLength(500)
  expect(files.at(-1)).toBe('many/499.png')
})

test('what is gone stays in the list', async () => {
  expect(await dropped('gone.png')).toEqual(['gone.png'])
})
