import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ProjectId } from '../../../shared/ids'
import { newDocument } from '../../../shared/project/new-document'
import { projectText } from '../../../shared/project/project-text'
import { isCopiedProject, registerProject } from './project-identity'
import { inTemporaryFolder } from './testing/temporary-folder'

const id = 'project-1' as ProjectId

interface Place {
  readonly appData: string
  readonly film: string
  readonly other: string
}

/** A registered project at `film`; nothing at `other`. */
async function withProject(work: (place: Place) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const [appData, film, other] = [join(folder, 'data'), join(folder, 'film'), join(folder, 'other')]
    await mkdir(film)
    await writeFile(join(film, 'project.json'), projectText(newDocument(id, 'Film')))
    await registerProject(appData, id, film)
    await work({ appData, film, other })
  })
}

test('a project that was never seen is no copy', () =>
  withProject(async ({ appData, film }) => {
    expect(await isCopiedProject(appData, 'project-2' as ProjectId, film)).toBe(false)
  }))

test('the project in its own place is no copy, also when its folder was put back from a backup', () =>
  withProject(async ({ appData, film, other }) => {
    expect(await isCopiedProject(appData, id, film)).toBe(false)
    await cp(film, other, { recursive: true })
    await rm(film, { recursive: true })
    await rename(other, film)
    expect(await isCopiedProject(appData, id, film)).toBe(false)
  }))

test('a copy beside the original is a copy', () =>
  withProject(async ({ appData, film, other }) => {
    await cp(film, other, { recursive: true })
    expect(await isCopiedProject(appData, id, other)).toBe(true)
  }))

test('a moved project is itself, also when a copy took its old place', () =>
  withProject(async ({ appData, film, other }) => {
    await rename(film, other)
    expect(await isCopiedProject(appData, id, other)).toBe(false)
    await cp(other, film, { recursive: true })
    expect(await isCopiedProject(appData, id, other)).toBe(false)
    await registerProject(appData, id, other)
    expect(await isCopiedProject(appData, id, film)).toBe(true)
  }))

test('it is no copy when another project, or nothing, lies in the old place', () =>
  withProject(async ({ appData, film, other }) => {
    await cp(film, other, { recursive: true })
    await writeFile(join(film, 'project.json'), projectText(newDocument('project-3' as ProjectId, 'Another')))
    expect(await isCopiedProject(appData, id, other)).toBe(false)
    await rm(join(film, 'project.json'))
    expect(await isCopiedProject(appData, id, other)).toBe(false)
  }))

test('an original that can not be read at the moment still counts as there', () =>
  withProject(async ({ appData, film, other }) => {
    await cp(film, other, { recursive: true })
    await writeFile(join(film, 'project.json'), 'broken')
    expect(await isCopiedProject(appData, id, other)).toBe(true)
  }))

test('a registration that can not be read counts as none and is written anew', () =>
  withProject(async ({ appData, film, other }) => {
    const [file = ''] = await readdir(join(appData, 'identities'))
    await writeFile(join(appData, 'identities', file), '{')
    await cp(film, other, { recursive: true })
    expect(await isCopiedProject(appData, id, other)).toBe(false)
    await registerProject(appData, id, film)
    expect(await isCopiedProject(appData, id, other)).toBe(true)
  }))
