import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { recentProjects } from './recent-projects'
import { inTemporaryFolder } from './testing/temporary-folder'

test('is empty at first', () =>
  inTemporaryFolder(async (folder) => {
    expect(await recentProjects(join(folder, 'not there yet')).list()).toEqual([])
  }))

test('lists the newest first, each once, with an opaque id', () =>
  inTemporaryFolder(async (folder) => {
    const recents = recentProjects(join(folder, 'data'))
    await mkdir(join(folder, 'a'))
    await writeFile(join(folder, 'a', 'project.json'), '')
    await recents.remember(join(folder, 'a'), 'A')
    await recents.remember('/gone/b', 'B')
    await recents.remember(join(folder, 'a'), 'A, renamed')
    const list = await recents.list()
    expect(list).toMatchObject([
      { title: 'A, renamed', location: join(folder, 'a'), missing: false },
      { title: 'B', location: '/gone/b', missing: true },
    ])
    for (const { id, location } of list) {
      expect(id).toMatch(/^[0-9a-f]{32}$/)
      expect(await recents.folderOf(id)).toBe(location)
    }
    expect(await recents.folderOf('/etc')).toBeNull()
  }))

test('keeps twenty, loses none of many changes at once, and survives a restart', () =>
  inTemporaryFolder(async (folder) => {
    const recents = recentProjects(folder)
    await Promise.all(Array.from({ length: 25 }, (_, n) => recents.remember(`/films/${n}`, `Film ${n}`)))
    const list = await recentProjects(folder).list()
    expect(list.map((entry) => entry.title)).toEqual(Array.from({ length: 20 }, (_, n) => `Film ${24 - n}`))
    await recents.forget(list[0]?.id ?? '')
    expect(await recents.list()).toHaveLength(19)
  }))

test.each(['', '{', '[{"folder": 7}]', '[[[['])('a list that holds %j counts as empty and is written anew', (text) =>
  inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'recent-projects.json'), text)
    const recents = recentProjects(folder)
    expect(await recents.list()).toEqual([])
    await recents.remember('/films/a', 'A')
    expect(await readFile(join(folder, 'recent-projects.json'), 'utf8')).toContain('/films/a')
  }),
)
