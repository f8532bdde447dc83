import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshFilmFolder } from './films-folder'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'seamline-films-'))
})
afterEach(() => rm(home, { recursive: true }))

test('the first film is untitled, and the folder for films is made', async () => {
  const films = join(home, 'Videos', 'Seamline')
  expect(await freshFilmFolder(films)).toEqual({
    folder: join(films, 'Untitled film.seamline'),
    title: 'Untitled film',
  })
})

test('further films are counted, and a gap is used', async () => {
  await mkdir(join(home, 'Untitled film.seamline'))
  expect((await freshFilmFolder(home)).title).toBe('Untitled film 2')
  await mkdir(join(home, 'Untitled film 3.seamline'))
  expect((await freshFilmFolder(home)).title).toBe('Untitled film 2')
  // Whatever has the name has it, even when it is no film.
  await writeFile(join(home, 'Untitled film 2.seamline'), '')
  expect((await freshFilmFolder(home)).title).toBe('Untitled film 4')
})

test('a place that can’t be made is an expected failure', async () => {
  await writeFile(join(home, 'file'), '')
  await expect(freshFilmFolder(join(home, 'file', 'films'))).rejects.toMatchObject({ kind: 'fileProblem' })
})
