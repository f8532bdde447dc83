import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { filmOfArguments } from './film-of-arguments'

let home: string
let film: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'seamline-arguments-'))
  film = join(home, 'Über uns.seamline')
  await mkdir(film)
  await writeFile(join(film, 'project.json'), '{}')
})
afterEach(() => rm(home, { recursive: true }))

test('a film’s folder, or its file, is found among the arguments, also by a relative path', async () => {
  expect(await filmOfArguments(['seamline', '--no-sandbox', film], '/')).toBe(film)
  expect(await filmOfArguments(['electron', home, join(film, 'project.json')], '/')).toBe(film)
  expect(await filmOfArguments(['seamline', 'Über uns.seamline'], home)).toBe(film)
})

test('what is no film is passed over', async () => {
  expect(await filmOfArguments(['seamline'], home)).toBeNull()
  expect(await filmOfArguments(['seamline', '', 'nowhere', '-x', 'a\0b', home], home)).toBeNull()
  await mkdir(join(home, 'odd', 'project.json'), { recursive: true })
  expect(await filmOfArguments(['seamline', join(home, 'odd')], home)).toBeNull()
})

test('the program itself is no argument', async () => {
  expect(await filmOfArguments([film], home)).toBeNull()
})
